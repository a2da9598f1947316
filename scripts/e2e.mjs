import { availableParallelism } from 'node:os';
import { buildProject } from './build.mjs';
import { isProgram, runProgram } from './lib/project.mjs';
import { run } from './lib/run.mjs';
import { needsPrivateDisplay, startPrivateDisplay } from './machine.mjs';
import { withElectron } from './runtime/electron-session.mjs';

/** How many windows are tested at a time: a test waits for its window about as long as it works. */
const mostWorkers = 2;

/** Builds, then runs the end-to-end tests in a real window: on a private display, or on the person's own with `HEADED=1`.
 *  @param {readonly string[]} playwrightArguments such as the names of test files
 *  @param {string} [configuration] of other work in windows
 *  @returns {Promise<number>} Playwright's exit code */
export async function runEndToEndTests(playwrightArguments, configuration = 'tests/playwright.config.ts') {
  await buildProject();
  const runner = ['node_modules/@playwright/test/cli.js', 'test', '--config', configuration];
  const { code } = await withElectron(({ environment }) =>
    withDisplays(environment.DISPLAY ?? '', (displays) =>
      run(process.execPath, [...runner, `--workers=${displays.length}`, ...playwrightArguments], {
        env: { ...environment, ANCHORITE_E2E_DISPLAYS: displays.join(',') },
      }),
    ),
  );
  return code;
}

/** A display for each worker: on one of them windows would take the focus and the clipboard from each other.
 *  @template Result
 *  @param {string} first the display that is there; the only one when it is the person's own
 *  @param {(displays: readonly string[]) => Promise<Result>} task
 *  @returns {Promise<Result>} */
async function withDisplays(first, task) {
  const more = needsPrivateDisplay() ? Math.min(mostWorkers, availableParallelism()) - 1 : 0;
  const others = await Promise.all(Array.from({ length: more }, startPrivateDisplay));
  try {
    return await task([first, ...others.map(({ name }) => name)]);
  } finally {
    for (const { stop } of others) await stop();
  }
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    process.exitCode = await runEndToEndTests(process.argv.slice(2));
  });
}
