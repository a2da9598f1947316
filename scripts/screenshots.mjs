// Takes the pictures of the guide anew, from a real window, into docs/screenshots: npm run screenshots
import { runEndToEndTests } from './e2e.mjs';
import { runProgram } from './lib/project.mjs';

await runProgram(async () => {
  process.exitCode = await runEndToEndTests(process.argv.slice(2), 'tests/pictures/playwright.config.ts');
});
