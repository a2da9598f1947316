import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot, ToolFailure } from '../lib/project.mjs';

/** Packages of which only data are bundled, which no source map names: the word list of the dictionary and the faces. */
const bundledData = [
  'dictionary-en',
  '@fontsource-variable/inter',
  '@fontsource-variable/source-serif-4',
  '@fontsource/courier-prime',
];

/** Where electron-builder.yml takes it from. */
const noticesFile = path.join(projectRoot, 'out/THIRD-PARTY-NOTICES.txt');

/** Writes the licences of everything that is packed with the application, after it was built.
 *  @throws ToolFailure when a package does not say its licence */
export async function writeNotices() {
  const packages = new Set([...(await bundledPackages()), ...(await carriedPackages()), ...bundledData]);
  const notices = await Promise.all([...packages].sort().map(noticeOf));
  await writeFile(noticesFile, `${[heading, ...notices].join(`\n\n${'='.repeat(80)}\n\n`)}\n`);
}

const heading =
  'Anchorite contains the following packages and data. Electron and Chromium have notices of their own beside this file.';

/** The packages whose code is in the bundles, by their source maps. */
async function bundledPackages() {
  const out = path.join(projectRoot, 'out');
  const files = (await readdir(out, { recursive: true })).filter((file) => file.endsWith('.map'));
  const names = new Set();
  for (const file of files) {
    /** @type {{ readonly sources: readonly string[] }} */
    const { sources } = JSON.parse(await readFile(path.join(out, file), 'utf8'));
    for (const source of sources) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

/** The packages that go along with files of their own, and what they need. */
async function carriedPackages() {
  const { dependencies } = await manifestOf('');
  const names = new Set();
  const wanted = Object.keys(dependencies ?? {});
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    const manifest = await manifestOf(name);
    wanted.push(...Object.keys(manifest.dependencies ?? {}));
  }
  return names;
}

/** @param {string} name
 *  @returns {Promise<{ version: string, license?: string, homepage?: string, dependencies?: Record<string, string> }>} */
async function manifestOf(name) {
  return JSON.parse(await readFile(path.join(folderOf(name), 'package.json'), 'utf8'));
}

/** @param {string} name empty for the project itself */
const folderOf = (name) => (name === '' ? projectRoot : path.join(projectRoot, 'node_modules', name));

/** @param {string} name */
async function noticeOf(name) {
  const { version, license, homepage } = await manifestOf(name);
  const files = (await readdir(folderOf(name))).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  if (license === undefined && files.length === 0)
    throw new ToolFailure(`The package ${name} does not say its licence; it cannot be packed.`);
  const texts = await Promise.all(files.map((file) => readFile(path.join(folderOf(name), file), 'utf8')));
  const head = [`${name} ${version}`, license, homepage].filter((line) => line !== undefined).join('\n');
  return [head, ...texts.map((text) => text.trim())].join('\n\n');
}
