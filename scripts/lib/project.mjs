import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder that holds package.json. */
export const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Where large things that several checkouts share are kept: outside the project, and safe to delete at any time. */
export function cacheRoot(environment = process.env) {
  if (environment.ANCHORITE_CACHE) return path.resolve(environment.ANCHORITE_CACHE);
  return path.join(environment.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'anchorite');
}

/** True when the module is the program Node was started with, rather than imported by another one.
 *  @param {string} moduleUrl `import.meta.url` of the module that asks */
export function isProgram(moduleUrl) {
  const started = process.argv[1];
  return started !== undefined && pathToFileURL(started).href === pathToFileURL(fileURLToPath(moduleUrl)).href;
}

/** What to print of something thrown: the sentence for a failure that was foreseen, the stack for a mistake in a script.
 *  @param {unknown} error */
export function describeFailure(error) {
  if (error instanceof ToolFailure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Something a person can mend; the message says what happened and what to do. */
export class ToolFailure extends Error {
  /** @override */
  name = 'ToolFailure';
}

/** Runs a script's main function and turns what it throws into a message and exit code 1.
 *  @param {() => Promise<void>} main */
export async function runProgram(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`\n${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}
