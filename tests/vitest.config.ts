import { defineConfig } from 'vitest/config';
import { siteSearchEngine } from '../main/vite-site-search.ts';

/** Unit, property and fault tests: everything that needs no window. Paths are relative to the project's root. */
export default defineConfig({
  root: `${import.meta.dirname}/..`,
  plugins: [siteSearchEngine()],
  test: {
    include: ['tests/{unit,property,fault}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // The styles of templates are read as texts; all others stay out.
    css: { include: [/templates[\\/]built-in/] },
    globalSetup: [`${import.meta.dirname}/helpers/workers-setup.ts`],
    // Otherwise one processor would be left alone, which of two is half: many tests wait for the disk or for programs they start.
    maxWorkers: '100%',
    // Random sessions and child processes share two cores with the rest of the run. Nothing is judged by time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
