import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ToolFailure } from '../lib/project.mjs';
import { run } from '../lib/run.mjs';
import { buildTime, settle, stageLinuxTree } from './linux-tree.mjs';

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

/**
 * @typedef {object} Deb
 * @property {string} unpacked folder of the application that runs on its own
 * @property {string} manual the page of the manual
 * @property {string} version
 * @property {string} arch as `process.arch` names it
 * @property {string} folder where the package is put
 */

/** Makes a Debian package of an unpacked application, with `dpkg-deb`.
 *  @param {Deb} deb
 *  @returns {Promise<string>} path of the package
 *  @throws ToolFailure when `dpkg-deb` failed or is not there */
export async function buildDeb({ unpacked, manual, version, arch, folder }) {
  const debianArch = architectures[/** @type {keyof typeof architectures} */ (arch)] ?? arch;
  const staged = path.join(folder, 'deb');
  await rm(staged, { recursive: true, force: true });
  await stageDeb({ unpacked, manual, version, arch: debianArch, folder: staged });
  const file = path.join(folder, `anchorite_${version}_${debianArch}.deb`);
  const { code, stderr } = await run('dpkg-deb', ['--root-owner-group', '-Zxz', '-z6', '--build', staged, file], {
    capture: true,
    env: { ...process.env, SOURCE_DATE_EPOCH: String(buildTime().getTime() / 1000) },
  });
  await rm(staged, { recursive: true, force: true });
  if (code !== 0) throw new ToolFailure(`The Debian package could not be made: dpkg-deb: ${stderr}`);
  return file;
}

/** Lays out the tree that `dpkg-deb` packs.
 *  @param {Deb} deb `folder` is the root of the package, and is made */
export async function stageDeb({ unpacked, manual, version, arch, folder }) {
  await stageLinuxTree({ unpacked, manual, folder });
  // Chromium's sandbox where the system gives no user namespaces to everybody.
  await chmod(path.join(folder, 'opt/Anchorite/chrome-sandbox'), 0o4755).catch(() => undefined);
  const files = await filesOf(folder);
  const debian = path.join(folder, 'DEBIAN');
  await mkdir(debian);
  await writeFile(
    path.join(debian, 'control'),
    control({ version, arch, kilobytes: await kilobytesOf(folder, files) }),
  );
  await writeFile(path.join(debian, 'md5sums'), await md5Sums(folder, files));
  await settle(debian);
  await utimes(folder, buildTime(), buildTime());
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
    'Recommends: git',
    `Installed-Size: ${kilobytes}`,
    'Maintainer: The Anchorite developers <maintainers@anchorite.invalid>',
    'Homepage: https://anchorite.invalid',
    'Description: offline workbench for documentary editors',
    ' Correct OCR beside the page image, tag people, places and dates, keep every',
    ' version of every change, and publish TEI. It makes no network request of its own.',
    '',
  ].join('\n');

/** @param {string} folder
 *  @returns {Promise<string[]>} the plain files below it, in order, relative to it */
async function filesOf(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}

/** @param {string} folder
 *  @param {readonly string[]} files */
async function md5Sums(folder, files) {
  const lines = [];
  for (const file of files) {
    const digest = createHash('md5').update(await readFile(path.join(folder, file)));
    lines.push(`${digest.digest('hex')}  ${file}\n`);
  }
  return lines.join('');
}

/** @param {string} folder
 *  @param {readonly string[]} files */
async function kilobytesOf(folder, files) {
  let sum = 0;
  for (const file of files) sum += (await lstat(path.join(folder, file))).size;
  return Math.ceil(sum / 1024);
}
