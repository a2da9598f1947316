import { defineConfig } from '@playwright/test';

/** End-to-end tests in a real Electron window; `scripts/e2e.mjs` finds the runtime and the display. */
export default defineConfig({
  testDir: './e2e',
  outputDir: '../test-results/e2e',
  timeout: 60_000,
  expect: { timeout: 20_000 },
  // `npm run e2e` says how many there are; the tests of a file follow each other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
});
