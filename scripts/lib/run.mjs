import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from './project.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the project's root unless given
 * @property {NodeJS.ProcessEnv} [env] the whole environment; this process's own unless given
 * @property {boolean} [capture] keep standard output and error instead of showing them
 * @property {AbortSignal} [signal] ends the program when aborted
 */

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 128 when a signal ended the program, 127 when it could not be started
 * @property {string} stdout empty unless captured
 * @property {string} stderr empty unless captured
 */

/** Runs a program without standard input and waits for its end. A failing program is an outcome, not an exception.
 *  @param {string} program
 *  @param {readonly string[]} programArguments
 *  @param {RunOptions} [options]
 *  @returns {Promise<Outcome>} */
export async function run(program, programArguments, options = {}) {
  const shown = options.capture ? 'pipe' : 'inherit';
  const child = spawn(program, programArguments, {
    cwd: options.cwd ?? projectRoot,
    env: options.env ?? process.env,
    stdio: ['ignore', shown, shown],
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
    child[name]?.setEncoding('utf8').on('data', (text) => {
      texts[name] += text;
    });
  }
  try {
    const [code] = await once(child, 'close');
    return { code: code ?? 128, ...texts };
  } catch (error) {
    return { code: 127, stdout: texts.stdout, stderr: texts.stderr || String(error) };
  }
}

/** The program and leading arguments that start npm. Run by npm itself, the very npm that is running is used.
 *  @param {NodeJS.ProcessEnv} [environment]
 *  @returns {readonly [string, ...string[]]} */
function npmCommand(environment = process.env) {
  const running = environment.npm_execpath;
  if (running && /npm-cli\.js$/.test(running)) return [process.execPath, running];
  // npm is a batch file on Windows, which only the command interpreter can start.
  return process.platform === 'win32' ? ['cmd.exe', '/d', '/s', '/c', 'npm'] : ['npm'];
}

/** Runs npm; see {@link run}.
 *  @param {readonly string[]} npmArguments
 *  @param {RunOptions} [options] */
export function runNpm(npmArguments, options) {
  const [program, ...leading] = npmCommand(options?.env);
  return run(program, [...leading, ...npmArguments], options);
}
