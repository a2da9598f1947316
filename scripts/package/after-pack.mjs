import { rm } from 'node:fs/promises';
import path from 'node:path';
import { releaseFuses } from './fuses.mjs';

/** Takes out of a packaged folder what a developer's Electron brings along: its start page, and what the cache notes in it;
 *  electron-builder cleans only an Electron that it downloaded itself. Then sets the fuses of the program.
 *  @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack(context) {
  for (const file of ['resources/default_app.asar', 'anchorite-runtime.json', 'version']) {
    await rm(path.join(context.appOutDir, file), { force: true });
  }
  await context.packager.addElectronFuses(context, releaseFuses(context.electronPlatformName));
}
