// What makes a bundle a program: the executable bit, the first line, and the link by which npm's `npx` finds it.
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../lib/project.mjs';

const interpreterLine = '#!/usr/bin/env node\n';

/** Makes a bundled module startable by its name.
 *  @param {string} file */
export function makeExecutable(file) {
  const text = readFileSync(file, 'utf8');
  // Longer by one line, the code would no longer fit its source map: then the map's first line is left empty too.
  if (!text.startsWith('#!')) {
    writeFileSync(file, interpreterLine + text);
    shiftSourceMap(`${file}.map`);
  }
  chmodSync(file, 0o755);
}

/** @param {string} mapFile */
function shiftSourceMap(mapFile) {
  const map = JSON.parse(readFileSync(mapFile, 'utf8'));
  writeFileSync(mapFile, JSON.stringify({ ...map, mappings: `;${map.mappings}` }));
}

/** Gives the project's own program a place in node_modules/.bin, as npm gives every dependency's. npm leaves it out for the
 *  package itself, and the link it makes in its own cache instead is empty for good when `npx` was first run before a build.
 *  @param {string} name the program's name
 *  @param {string} file where it is, relative to the project
 *  @param {string} [root] the project */
export function linkProgram(name, file, root = projectRoot) {
  const folder = path.join(root, 'node_modules/.bin');
  mkdirSync(folder, { recursive: true });
  const target = path.join('../..', file);
  if (process.platform === 'win32') {
    writeFileSync(path.join(folder, `${name}.cmd`), `@node "%~dp0\\${target.replaceAll('/', '\\')}" %*\r\n`);
    return;
  }
  const link = path.join(folder, name);
  if (linkTarget(link) === target) return;
  rmSync(link, { force: true });
  symlinkSync(target, link);
}

/** @param {string} link */
function linkTarget(link) {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

/** Refuses bundles that would load Electron: the program has to run on any machine with Node.
 *  @param {string} folder of the bundles
 *  @throws {Error} naming the file */
export function assertWithoutElectron(folder) {
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.c?js$/.test(name));
  for (const name of modules) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    if (/(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\()\s*["']electron(?:\/[^"']*)?["']/.test(text)) {
      throw new Error(
        `${path.join(folder, name)} imports electron, which the command line must not: see main/cli/cli.ts`,
      );
    }
  }
}
