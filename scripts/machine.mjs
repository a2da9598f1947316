// What Electron needs of a Linux machine: its shared libraries and, without a display, a private X server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, ToolFailure } from './lib/project.mjs';
import { run } from './lib/run.mjs';

/** The Debian packages that bring Electron's libraries. Some have names ending in `t64` since Debian 13 and Ubuntu 24.04. */
const libraryPackages = ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2'];
const renamedPackages = new Set(['libgtk-3-0', 'libasound2']);
const displayPackage = 'xvfb';

/** @param {string} program @returns {boolean} whether it is on the search path */
function isAvailable(program) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Whether windows can be shown to the person who started this. Windows and macOS always have a display. */
export function hasDisplay(environment = process.env) {
  return process.platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/** The libraries `ldd` could not find, by name.
 *  @param {string} lddOutput @returns {readonly string[]} */
export function librariesNotFound(lddOutput) {
  return [...new Set([...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? ''))];
}

/** What Electron lacks on this machine, by name; nothing on systems that bring it all.
 *  @param {string} executable
 *  @param {{ readonly needsXvfb: boolean }} needs */
async function missingOn(executable, needs) {
  if (process.platform !== 'linux') return [];
  const { stdout } = await run('ldd', [executable], { capture: true, env: { ...process.env, LC_ALL: 'C' } });
  const programs = needs.needsXvfb && !isAvailable('Xvfb') ? ['Xvfb'] : [];
  return [...librariesNotFound(stdout), ...programs];
}

/** Whether the distribution uses the `t64` names, judged by its release file: for a machine without package lists.
 *  @param {string} osRelease the text of /etc/os-release */
export function usesRenamedPackages(osRelease) {
  const field = (/** @type {string} */ name) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  const version = Number.parseFloat(field('VERSION_ID'));
  if (field('ID') === 'debian') return version >= 13 || Number.isNaN(version);
  return field('ID') === 'ubuntu' && version >= 24.04;
}

/** @param {string} name @returns {Promise<boolean>} whether the package lists hold a package of that very name */
async function isListed(name) {
  const { code, stdout } = await run('apt-cache', ['show', name], { capture: true });
  return code === 0 && new RegExp(`^Package: ${name}$`, 'm').test(stdout);
}

/** The packages by the names they have here. @returns {Promise<readonly string[]>} */
async function packageNames() {
  const names = await Promise.all(
    libraryPackages.map(async (name) => {
      if (!renamedPackages.has(name)) return name;
      if (await isListed(`${name}t64`)) return `${name}t64`;
      if (await isListed(name)) return name;
      return usesRenamedPackages(readOsRelease()) ? `${name}t64` : name;
    }),
  );
  return [displayPackage, ...names];
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/** @param {readonly string[]} missing @returns {Promise<ToolFailure>} */
async function explain(missing) {
  const lacks = `Electron cannot start on this machine, because these are missing: ${missing.join(', ')}.`;
  if (!isAvailable('apt-get')) return new ToolFailure(`${lacks} Install them with the system's package manager.`);
  const names = (await packageNames()).join(' ');
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  return new ToolFailure(
    `${lacks} Install them with: ${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${names}`,
  );
}

/** Installs what is missing by apt-get. The caller is root. */
async function installPackages() {
  const options = { capture: true, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  // Another installation may hold apt's lock for a while.
  const patience = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  await run('apt-get', [...patience, 'update'], options);
  const names = await packageNames();
  const outcome = await run('apt-get', [...patience, 'install', '-y', '--no-install-recommends', ...names], options);
  if (outcome.code !== 0) process.stderr.write(outcome.stderr);
}

/** Makes sure that Electron can run here. Root on Debian gets what is missing installed when `mayInstall`.
 *  @param {string} executable Electron's
 *  @param {{ readonly needsXvfb: boolean, readonly mayInstall: boolean }} needs
 *  @throws {ToolFailure} one sentence with the command that installs what is missing */
export async function prepareMachine(executable, needs) {
  const missing = await missingOn(executable, needs);
  if (missing.length === 0) return;
  if (!needs.mayInstall || process.getuid?.() !== 0 || !isAvailable('apt-get')) throw await explain(missing);
  process.stderr.write(`Installing what Electron needs by apt-get (missing: ${missing.join(', ')}) …\n`);
  await installPackages();
  const still = await missingOn(executable, needs);
  if (still.length > 0) throw await explain(still);
}

/**
 * @typedef {object} Display
 * @property {string} name such as `:1`
 * @property {() => Promise<void>} stop
 */

/** Starts a private X server. The server picks a free number itself and tells it on an extra pipe.
 *  @returns {Promise<Display>}
 *  @throws {ToolFailure} when it does not start */
export async function startPrivateDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  server.stderr?.on('data', (data) => {
    complaints += data;
  });
  const ended = new Promise((resolve) => {
    server.once('error', (error) => resolve(String(error)));
    server.once('exit', (code, signal) => resolve(`it ended (${code ?? signal})`));
  });
  const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
  const first = await Promise.race([once(numbers, 'data').then(([data]) => String(data).trim()), ended]);
  if (!/^\d+$/.test(String(first)))
    throw new ToolFailure(`The X server Xvfb did not start: ${first} ${complaints.trim()}`);
  const stopNow = () => server.kill();
  process.once('exit', stopNow);
  return {
    name: `:${first}`,
    async stop() {
      process.removeListener('exit', stopNow);
      server.kill();
      await ended;
    },
  };
}

/** The environment for Electron under a display: the person's own when they ask for it by `HEADED=1`, else a private one.
 *  @returns {Promise<{ readonly environment: NodeJS.ProcessEnv, readonly stop: () => Promise<void> }>} */
export async function displayEnvironment() {
  // Without a session bus Chromium fills the log with complaints.
  /** @type {NodeJS.ProcessEnv} */
  const environment = { DBUS_SESSION_BUS_ADDRESS: 'disabled:', ...process.env };
  if (!needsPrivateDisplay()) return { environment, stop: async () => {} };
  const display = await startPrivateDisplay();
  delete environment.WAYLAND_DISPLAY;
  return { environment: { ...environment, DISPLAY: display.name }, stop: display.stop };
}

/** Whether windows of tests go to a private display rather than to the person's own. */
export function needsPrivateDisplay(environment = process.env) {
  return process.platform === 'linux' && !(environment.HEADED && hasDisplay(environment));
}
