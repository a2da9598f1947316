import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot, ToolFailure } from '../lib/project.mjs';

/** Packages of which only data are bundled, which no source map names: the word list of the dictionary, the names of characters and the faces. */
const bundledData = [
  'dictionary-en',
  'unicode-name',
  '@fontsource-variable/inter',
  '@fontsource-variable/source-serif-4',
  '@fontsource/courier-prime',
];

/** Where electron-builder.yml takes it from. */
const noticesFile = path.join(projectRoot, 'out/THIRD-PARTY-NOTICES.txt');

/** Writes the licences of everything that is packed with the application, after it was built.
 *  @throws ToolFailure when a package does not say its licence */
export async function writeNotices() {
  const data = bundledData.map((name) => `node_modules/${name}`);
  const folders = [...new Set([...(await bundledPackages()), ...(await carriedPackages()), ...data])];
  const notices = new Set((await Promise.all(folders.map(noticeOf))).sort());
  await writeFile(noticesFile, `${[heading, ...notices].join(`\n\n${'='.repeat(80)}\n\n`)}\n`);
}

const heading =
  'Anchorite contains the following packages and data. Electron and Chromium have notices of their own beside this file.';

/** The folders of the packages whose code is in the bundles, by their source maps. */
async function bundledPackages() {
  const out = path.join(projectRoot, 'out');
  const files = (await readdir(out, { recursive: true })).filter((file) => file.endsWith('.map'));
  /** @type {Set<string>} */
  const folders = new Set();
  for (const file of files) {
    /** @type {{ readonly sources: readonly string[] }} */
    const { sources } = JSON.parse(await readFile(path.join(out, file), 'utf8'));
    for (const source of sources) {
      const folder = /node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+(?=\/)/.exec(source)?.[0];
      if (folder !== undefined) folders.add(folder);
    }
  }
  return folders;
}

/** The folders of the packages that go along with files of their own, and of what they need. */
async function carriedPackages() {
  /** @type {Set<string>} */
  const folders = new Set();
  const wanted = [''];
  for (let folder = wanted.pop(); folder !== undefined; folder = wanted.pop()) {
    const { dependencies = {} } = await manifestOf(folder);
    for (const name of Object.keys(dependencies)) {
      const found = folderFor(name, folder);
      if (folders.has(found)) continue;
      folders.add(found);
      wanted.push(found);
    }
  }
  return folders;
}

/** Where a package finds another one that it needs: in its own folder, or in one around it.
 *  @param {string} name
 *  @param {string} from folder, relative to the project
 *  @returns {string} */
function folderFor(name, from) {
  const around = from
    .split('/node_modules/')
    .map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  const folders = around.reverse().map((folder) => path.posix.join(folder, 'node_modules', name));
  return folders.find((folder) => existsSync(path.join(projectRoot, folder))) ?? `node_modules/${name}`;
}

/** @param {string} folder of a package, relative to the project; empty for the project itself
 *  @returns {Promise<{ name: string, version: string, license?: string, homepage?: string, dependencies?: Record<string, string> }>} */
async function manifestOf(folder) {
  return JSON.parse(await readFile(path.join(projectRoot, folder, 'package.json'), 'utf8'));
}

/** @param {string} folder */
async function noticeOf(folder) {
  const { name, version, license, homepage } = await manifestOf(folder);
  const full = path.join(projectRoot, folder);
  const files = (await readdir(full)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  if (license === undefined && files.length === 0)
    throw new ToolFailure(`The package ${name} does not say its licence; it cannot be packed.`);
  const texts = await Promise.all(files.map((file) => readFile(path.join(full, file), 'utf8')));
  const head = [`${name} ${version}`, license, homepage].filter((line) => line !== undefined).join('\n');
  return [head, ...texts.map((text) => text.trim())].join('\n\n');
}
