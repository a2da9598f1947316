// Plain Node: this runs when node_modules does not exist yet, so it may import nothing from there.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isProgram, projectRoot, runProgram, ToolFailure } from './lib/project.mjs';
import { runNpm } from './lib/run.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 */

/** The `packages` table of a lock file, or nothing when the file is absent or unreadable.
 *  @param {string} file
 *  @returns {Record<string, LockedPackage> | undefined} */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Whether node_modules holds what the lock file names. npm writes `node_modules/.package-lock.json` last, so an install
 *  that was interrupted counts as none. Optional packages are for other platforms and may be absent.
 *  @param {string} [folder] the folder of package.json */
export function isInstalled(folder = projectRoot) {
  const wanted = lockedPackages(path.join(folder, 'package-lock.json'));
  const present = lockedPackages(path.join(folder, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([location, locked]) => {
    if (location === '') return true;
    const found = present[location];
    if (!found) return locked.optional === true;
    return found.version === locked.version && found.integrity === locked.integrity;
  });
}

/** Runs `npm ci` when node_modules is absent or differs from the lock file; otherwise returns at once. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  process.stderr.write('Installing the packages of package-lock.json (npm ci) …\n');
  // Every dependency is one of development, which npm would leave out under NODE_ENV=production.
  const { code } = await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    throw new ToolFailure(
      `npm ci failed (exit code ${code}), so nothing was started. Mend what it says above and try again.`,
    );
  }
}

if (isProgram(import.meta.url)) await runProgram(ensureInstalled);
