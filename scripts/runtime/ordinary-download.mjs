import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheRoot, projectRoot } from '../lib/project.mjs';
import { run } from '../lib/run.mjs';

/** A host that sends nothing for this long is taken to be blocked. A slow download that goes on is left alone. */
const silenceMs = 20_000;
const pollMs = 500;
/** A failed download is not tried again at every start: a network that blocks the host goes on blocking it. */
const retryAfterMs = 6 * 60 * 60_000;

const electronPackage = path.join(projectRoot, 'node_modules/electron');

/** @typedef {{ readonly kind: 'downloaded' } | { readonly kind: 'failed', readonly reason: string }} Download */

/** The version of the `electron` package, which is also the version it downloads. */
export function wantedVersion() {
  return /** @type {string} */ (JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8')).version);
}

/** Where the executable lies inside an unpacked Electron on this platform. */
export function executableWithin() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** The folder of the Electron that the `electron` package unpacked, or nothing. As in that package itself, `path.txt`, which
 *  is written last, tells a finished folder from an interrupted one.
 *  @returns {string | undefined} */
export function installedFolder() {
  const folder = path.join(electronPackage, 'dist');
  try {
    readFileSync(path.join(electronPackage, 'path.txt'));
    const version = readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
    if (version !== wantedVersion()) return undefined;
    statSync(path.join(folder, executableWithin()));
    return folder;
  } catch {
    return undefined;
  }
}

/** What decides whether a download could succeed: a failure under other settings says nothing about these. */
function attemptKey() {
  const named = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_)?electron_(mirror|custom_|get_)/i.test(name),
  );
  const proxies = Object.entries(process.env).filter(([name]) => /^(global_agent_)?https?_proxy$/i.test(name));
  return JSON.stringify([wantedVersion(), ...[...named, ...proxies].sort()]);
}

/** The file that remembers a failed download. Deleting it makes the next start try again. */
export function failureStamp() {
  return path.join(cacheRoot(), 'ordinary-download-failed.json');
}

/** @returns {string | undefined} why the last attempt failed, while it is too early for another one */
export function recentFailure() {
  try {
    const failure = JSON.parse(readFileSync(failureStamp(), 'utf8'));
    const age = Date.now() - failure.at;
    return failure.key === attemptKey() && age >= 0 && age < retryAfterMs ? failure.reason : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes of all files below a folder; what vanishes meanwhile counts as nothing.
 *  @param {string} folder
 *  @returns {number} */
function bytesBelow(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    bytes += statSync(path.join(folder, entry), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/** Aborts when the folder has not grown for a while.
 *  @param {string} folder
 *  @param {AbortController} controller
 *  @returns {() => void} stops watching */
function watchForSilence(folder, controller) {
  let seen = 0;
  let grownAt = Date.now();
  const timer = setInterval(() => {
    const bytes = bytesBelow(folder);
    if (bytes !== seen) grownAt = Date.now();
    seen = bytes;
    if (Date.now() - grownAt > silenceMs) controller.abort();
  }, pollMs);
  return () => clearInterval(timer);
}

/** Lets the `electron` package's own installer fetch Electron into `node_modules/electron/dist`, with all it knows of mirrors,
 *  proxies, its cache and checksums. Gives up when the host stays silent, and remembers that.
 *  @returns {Promise<Download>} */
export async function downloadOrdinarily() {
  const folder = path.join(cacheRoot(), `ordinary-download-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const controller = new AbortController();
  const stopWatching = watchForSilence(folder, controller);
  try {
    const { code, stderr } = await run(process.execPath, [path.join(electronPackage, 'install.js')], {
      capture: true,
      env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder, ELECTRON_GET_NO_PROGRESS: '1' },
      signal: controller.signal,
    });
    if (code === 0 && installedFolder()) {
      rmSync(failureStamp(), { force: true });
      return { kind: 'downloaded' };
    }
    const reason = controller.signal.aborted
      ? `nothing arrived for ${silenceMs / 1000} seconds`
      : (/^\w*Error: (.+)$/m.exec(stderr)?.[1] ?? `exit code ${code}`);
    writeFileSync(failureStamp(), JSON.stringify({ key: attemptKey(), at: Date.now(), reason }));
    return { kind: 'failed', reason };
  } finally {
    stopWatching();
    rmSync(folder, { recursive: true, force: true });
  }
}
