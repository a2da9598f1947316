import { buildProject } from './build.mjs';
import { isProgram, runProgram } from './lib/project.mjs';
import { run } from './lib/run.mjs';
import { withElectron } from './runtime/electron-session.mjs';

/** Builds, then runs the end-to-end tests in a real window: on a private display, or on the person's own with `HEADED=1`.
 *  @param {readonly string[]} playwrightArguments such as the names of test files
 *  @returns {Promise<number>} Playwright's exit code */
async function runEndToEndTests(playwrightArguments) {
  await buildProject();
  const runner = ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/playwright.config.ts'];
  const { code } = await withElectron(({ environment }) =>
    run(process.execPath, [...runner, ...playwrightArguments], { env: environment }),
  );
  return code;
}

if (isProgram(import.meta.url)) {
  await runProgram(async () => {
    process.exitCode = await runEndToEndTests(process.argv.slice(2));
  });
}
