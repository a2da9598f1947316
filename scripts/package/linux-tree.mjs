import { chmod, copyFile, cp, lstat, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../lib/project.mjs';

/** What the desktop knows the program by. */
export const desktopId = 'org.anchorite.Anchorite';

/** Every file of a package has this time, so that two builds of one version are the same to the byte.
 *  @returns {Date} */
export const buildTime = () => new Date(1000 * Number(process.env.SOURCE_DATE_EPOCH ?? 1_767_225_600));

/** Starts the installed program, wherever the tree is. A word without a slash is a command, which needs no display; everything else
 *  is for the window. */
const starter = `#!/bin/sh
program="$(dirname "$(dirname "$(dirname "$(readlink -f "$0")")")")/opt/Anchorite/anchorite"
case "\${1-}" in
  --help|--version|[a-z]*)
    case "$1" in
      */*) ;;
      *) exec "$program" --ozone-platform=headless --command-line -- "$@" ;;
    esac ;;
esac
exec "$program" "$@"
`;

/**
 * @typedef {object} LinuxTree
 * @property {string} unpacked folder of the application that runs on its own
 * @property {string} manual the page of the manual, as `man` reads it
 * @property {string} folder the root of the tree, which is made
 */

/** Puts everything where a Linux system has it: the program below /opt, what starts it, and what the desktop is told.
 *  @param {LinuxTree} tree */
export async function stageLinuxTree({ unpacked, manual, folder }) {
  const resources = path.join(projectRoot, 'resources');
  /** @param {string} name */
  const at = async (name) => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    return file;
  };
  await cp(unpacked, await at('opt/Anchorite'), { recursive: true, verbatimSymlinks: true });
  await writeFile(await at('usr/bin/anchorite'), starter);
  /** @type {readonly (readonly [string, string])[]} */
  const files = [
    [`linux/${desktopId}.desktop`, `usr/share/applications/${desktopId}.desktop`],
    [`linux/${desktopId}.metainfo.xml`, `usr/share/metainfo/${desktopId}.metainfo.xml`],
    ['linux/anchorite-mime.xml', 'usr/share/mime/packages/anchorite.xml'],
    ['icon.svg', 'usr/share/icons/hicolor/scalable/apps/anchorite.svg'],
    ['../LICENSE', 'usr/share/doc/anchorite/copyright'],
    ...(await hicolorIcons(path.join(resources, 'icons'))),
  ];
  for (const [from, to] of files) await copyFile(path.join(resources, from), await at(to));
  // The file's own time would be written into it.
  await writeFile(await at('usr/share/man/man1/anchorite.1.gz'), gzipSync(manual, { level: 9 }));
  await settle(folder);
  await chmod(await at('usr/bin/anchorite'), 0o755);
}

/** The icons in sizes that the theme hicolor has, and where they go.
 *  @param {string} folder
 *  @returns {Promise<(readonly [string, string])[]>} */
async function hicolorIcons(folder) {
  const names = (await readdir(folder)).filter((name) => name !== '1024x1024.png');
  return names.map((name) => [`icons/${name}`, `usr/share/icons/hicolor/${path.parse(name).name}/apps/anchorite.png`]);
}

/** Gives every file the time of the build and the rights that an installed file has.
 *  @param {string} folder */
export async function settle(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await settle(file);
    else if (entry.isFile()) {
      const { mode } = await lstat(file);
      await chmod(file, mode & 0o100 ? 0o755 : 0o644);
      await utimes(file, buildTime(), buildTime());
    }
  }
  await chmod(folder, 0o755);
  await utimes(folder, buildTime(), buildTime());
}

/** The version that the packages have. */
export async function projectVersion() {
  return String(JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8')).version);
}
