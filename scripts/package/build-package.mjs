import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'electron-builder';
import { projectRoot } from '../lib/project.mjs';
import { writeNotices } from './third-party-notices.mjs';

/** Makes the unpacked application in release/ from out/ and an Electron that is already on this machine.
 *  @param {import('../electron-runtime.mjs').Runtime} runtime
 *  @returns {Promise<void>} */
export async function buildPackage(runtime) {
  rmSync(path.join(projectRoot, 'release'), { recursive: true, force: true });
  await writeNotices();
  await build({
    projectDir: projectRoot,
    dir: true,
    publish: 'never',
    config: {
      extends: path.join(projectRoot, 'electron-builder.yml'),
      electronDist: runtime.folder,
      electronVersion: runtime.version,
    },
  });
}
