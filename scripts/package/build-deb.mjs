import { chmod, copyFile, cp, lstat, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../lib/project.mjs';
import { run } from '../lib/run.mjs';

/** What Electron needs of a Debian system, as Chromium's own package says. */
const depends = [
  'libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libxss1',
  'libxtst6',
  'xdg-utils',
  'libatspi2.0-0',
  'libuuid1',
  'libsecret-1-0',
  'libgbm1',
  'libasound2',
];

/** Debian's names of architectures by Node's. */
const architectures = { x64: 'amd64', arm64: 'arm64' };

/** Every file of the package has this time, so that two builds of one version are the same to the byte.
 *  @returns {Date} */
const buildTime = () => new Date(1000 * Number(process.env.SOURCE_DATE_EPOCH ?? 1_767_225_600));

/**
 * @typedef {object} Deb
 * @property {string} unpacked folder of the application that runs on its own
 * @property {string} version
 * @property {string} arch as `process.arch` names it
 * @property {string} folder where the package is put
 */

/** Makes a Debian package of an unpacked application, with `dpkg-deb`.
 *  @param {Deb} deb
 *  @returns {Promise<string>} path of the package
 *  @throws Error when `dpkg-deb` failed or is not there */
export async function buildDeb({ unpacked, version, arch, folder }) {
  const debianArch = architectures[/** @type {keyof typeof architectures} */ (arch)] ?? arch;
  const staged = path.join(folder, 'deb');
  await rm(staged, { recursive: true, force: true });
  await stageDeb({ unpacked, version, arch: debianArch, folder: staged });
  const file = path.join(folder, `anchorite_${version}_${debianArch}.deb`);
  const { code, stderr } = await run('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', staged, file], {
    capture: true,
    env: { ...process.env, SOURCE_DATE_EPOCH: String(buildTime().getTime() / 1000) },
  });
  await rm(staged, { recursive: true, force: true });
  if (code !== 0) throw new Error(`dpkg-deb: ${stderr}`);
  return file;
}

/** Puts everything where the package has it: the program below /opt, a link to it, and what the desktop is told.
 *  @param {Deb} deb `folder` is the root of the package, and is made */
export async function stageDeb({ unpacked, version, arch, folder }) {
  const resources = path.join(projectRoot, 'resources');
  const at = (/** @type {string[]} */ ...names) => path.join(folder, ...names);
  for (const name of [
    'DEBIAN',
    'opt',
    'usr/bin',
    'usr/share/applications',
    'usr/share/metainfo',
    'usr/share/mime/packages',
  ])
    await mkdir(at(name), { recursive: true });
  await mkdir(at('usr/share/icons/hicolor/scalable/apps'), { recursive: true });
  await mkdir(at('usr/share/doc/anchorite'), { recursive: true });
  await cp(unpacked, at('opt/Anchorite'), { recursive: true, verbatimSymlinks: true });
  await writeFile(at('usr/bin/anchorite'), '#!/bin/sh\nexec /opt/Anchorite/anchorite "$@"\n');
  const desktop = 'org.anchorite.Anchorite.desktop';
  await copyFile(path.join(resources, 'linux', desktop), at('usr/share/applications', desktop));
  const metainfo = 'org.anchorite.Anchorite.metainfo.xml';
  await copyFile(path.join(resources, 'linux', metainfo), at('usr/share/metainfo', metainfo));
  await copyFile(path.join(resources, 'linux/anchorite-mime.xml'), at('usr/share/mime/packages/anchorite.xml'));
  await copyFile(path.join(resources, 'icon.svg'), at('usr/share/icons/hicolor/scalable/apps/anchorite.svg'));
  await copyFile(path.join(projectRoot, 'LICENSE'), at('usr/share/doc/anchorite/copyright'));
  await settle(folder);
  await chmod(at('usr/bin/anchorite'), 0o755);
  // Chromium's sandbox where the system gives no user namespaces to everybody.
  await chmod(at('opt/Anchorite/chrome-sandbox'), 0o4755).catch(() => undefined);
  await writeFile(at('DEBIAN/control'), control({ version, arch, kilobytes: await kilobytesOf(folder) }));
  await utimes(at('DEBIAN/control'), buildTime(), buildTime());
}

/** @param {{ version: string, arch: string, kilobytes: number }} facts */
const control = ({ version, arch, kilobytes }) =>
  [
    'Package: anchorite',
    `Version: ${version}`,
    'Section: text',
    'Priority: optional',
    `Architecture: ${arch}`,
    `Depends: ${depends.join(', ')}`,
    `Installed-Size: ${kilobytes}`,
    'Maintainer: The Anchorite developers <maintainers@anchorite.invalid>',
    'Homepage: https://anchorite.invalid',
    'Description: offline workbench for documentary editors',
    ' Correct OCR beside the page image, tag people, places and dates, keep every',
    ' version of every change, and publish TEI. It makes no network request of its own.',
    '',
  ].join('\n');

/** Gives every file the time of the build and the rights that an installed file has.
 *  @param {string} folder */
async function settle(folder) {
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

/** @param {string} folder
 *  @returns {Promise<number>} */
async function kilobytesOf(folder) {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) sum += (await lstat(path.join(entry.parentPath, entry.name))).size;
  return Math.ceil(sum / 1024);
}
