import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../lib/project.mjs';

/** Files that change what every bundle comes out as. */
const commonInputs = ['package.json', 'package-lock.json', 'scripts/build', 'shared', 'fixtures/documents'];

/** All files below the given files and folders, as paths relative to the project, sorted.
 *  @param {readonly string[]} locations
 *  @returns {readonly string[]} */
function filesOf(locations) {
  const files = locations.flatMap((location) => {
    const full = path.join(projectRoot, location);
    const stats = statSync(full, { throwIfNoEntry: false });
    if (!stats) return [];
    if (stats.isFile()) return [location];
    return readdirSync(full, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)));
  });
  return files.sort();
}

/** A hash over names and contents of everything a bundle is made from.
 *  @param {readonly string[]} inputs files and folders, relative to the project */
export function inputHash(inputs) {
  const hash = createHash('sha256');
  for (const file of filesOf([...commonInputs, ...inputs])) {
    const content = readFileSync(path.join(projectRoot, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** The sizes of the files a build wrote, by path: a file that is gone or cut short calls for a new build.
 *  @param {string} folder relative to the project */
function outputSizes(folder) {
  return Object.fromEntries(filesOf([folder]).map((file) => [file, statSync(path.join(projectRoot, file)).size]));
}

/** @param {string} name */
function stampFile(name) {
  return path.join(projectRoot, 'out/.stamps', `${name}.json`);
}

/** Whether the last build of this name was made from the same input and its output is all there.
 *  @param {string} name @param {string} hash @param {string} folder */
export function isFresh(name, hash, folder) {
  if (!existsSync(stampFile(name))) return false;
  try {
    const stamp = JSON.parse(readFileSync(stampFile(name), 'utf8'));
    return stamp.hash === hash && JSON.stringify(stamp.outputs) === JSON.stringify(outputSizes(folder));
  } catch {
    return false;
  }
}

/** Remembers a build that has just succeeded. @param {string} name @param {string} hash @param {string} folder */
export function markFresh(name, hash, folder) {
  mkdirSync(path.dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), JSON.stringify({ hash, outputs: outputSizes(folder) }));
}
