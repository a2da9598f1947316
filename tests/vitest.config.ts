import { defineConfig } from 'vitest/config';

/** Unit, property and fault tests: everything that needs no window. Paths are relative to the project's root. */
export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    include: ['tests/{unit,property,fault}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Random sessions and child processes share two cores with the rest of the run.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
