import { rm } from 'node:fs/promises';
import path from 'node:path';

/** Takes out of a packaged folder what a developer's Electron brings along: its start page, and what the cache notes in it.
 *  electron-builder cleans only an Electron that it downloaded itself.
 *  @param {{ readonly appOutDir: string }} context electron-builder's */
export default async function afterPack({ appOutDir }) {
  for (const file of ['resources/default_app.asar', 'anchorite-runtime.json', 'version']) {
    await rm(path.join(appOutDir, file), { force: true });
  }
}
