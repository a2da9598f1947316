import { electronRuntime } from '../electron-runtime.mjs';
import { displayEnvironment, needsPrivateDisplay, prepareMachine } from '../machine.mjs';

/**
 * @typedef {object} ElectronSession
 * @property {import('../electron-runtime.mjs').Runtime} runtime
 * @property {NodeJS.ProcessEnv} environment with a display and the runtime's folder in `ELECTRON_OVERRIDE_DIST_PATH`
 */

/** Runs `task` with everything that driving Electron needs: a runtime, its libraries and a display, private unless `HEADED=1`.
 *  @template Result
 *  @param {(session: ElectronSession) => Promise<Result>} task
 *  @returns {Promise<Result>} */
export async function withElectron(task) {
  const runtime = await electronRuntime();
  await prepareMachine(runtime.executable, { needsXvfb: needsPrivateDisplay(), mayInstall: true });
  const display = await displayEnvironment();
  try {
    return await task({
      runtime,
      environment: { ...display.environment, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder },
    });
  } finally {
    await display.stop();
  }
}

/** Chromium's sandbox refuses to run for root. Everybody else keeps it. @returns {readonly string[]} */
export function sandboxArguments() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
