import { chmod, copyFile, cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ToolFailure } from '../lib/project.mjs';
import { run } from '../lib/run.mjs';
import { buildTime, desktopId, settle, stageLinuxTree } from './linux-tree.mjs';

/**
 * @typedef {object} AppImage
 * @property {string} unpacked folder of the application that runs on its own
 * @property {string} manual the page of the manual
 * @property {string} version
 * @property {string} arch as `process.arch` names it
 * @property {string} folder where it is put
 * @property {string | undefined} runtime the small program that an AppImage begins with (AppImage/type2-runtime), when it is at hand
 */

/** Makes an AppImage with `mksquashfs`; without the runtime only the file system that would follow it.
 *  @param {AppImage} image
 *  @returns {Promise<{ readonly kind: 'AppImage' | 'file system', readonly file: string }>}
 *  @throws ToolFailure when `mksquashfs` failed or is not there */
export async function buildAppImage({ unpacked, manual, version, arch, folder, runtime }) {
  const staged = path.join(folder, 'appdir');
  await rm(staged, { recursive: true, force: true });
  await stageAppDir({ unpacked, manual, folder: staged });
  const base = path.join(folder, `Anchorite-${version}-${arch === 'x64' ? 'x86_64' : arch}`);
  const image = `${base}.squashfs`;
  await rm(image, { force: true });
  const time = String(buildTime().getTime() / 1000);
  // zstd is what the runtimes of today read, and starts several times as fast as xz.
  const words = [staged, image, '-all-root', '-no-xattrs', '-no-progress', '-quiet', '-comp', 'zstd'];
  const { SOURCE_DATE_EPOCH: _, ...environment } = process.env;
  const made = await run('mksquashfs', [...words, '-mkfs-time', time, '-all-time', time], {
    capture: true,
    env: environment,
  });
  await rm(staged, { recursive: true, force: true });
  if (made.code !== 0) throw new ToolFailure(`The AppImage could not be made: mksquashfs: ${made.stderr}`);
  if (runtime === undefined) return { kind: 'file system', file: image };
  const file = `${base}.AppImage`;
  await writeFile(file, Buffer.concat([await readFile(runtime), await readFile(image)]));
  await chmod(file, 0o755);
  await rm(image);
  return { kind: 'AppImage', file };
}

/** Lays out the folder that is inside of an AppImage.
 *  @param {{ readonly unpacked: string, readonly manual: string, readonly folder: string }} tree */
export async function stageAppDir({ unpacked, manual, folder }) {
  await stageLinuxTree({ unpacked, manual, folder });
  const shared = path.join(folder, 'usr/share');
  await copyFile(path.join(shared, `applications/${desktopId}.desktop`), path.join(folder, `${desktopId}.desktop`));
  await cp(path.join(shared, 'icons/hicolor/256x256/apps/anchorite.png'), path.join(folder, 'anchorite.png'));
  await symlink('anchorite.png', path.join(folder, '.DirIcon'));
  await symlink('usr/bin/anchorite', path.join(folder, 'AppRun'));
  await settle(folder);
}
