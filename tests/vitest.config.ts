import { defineConfig } from 'vitest/config';
import { siteSearchEngine } from '../main/vite-site-search.ts';

/** Rooms of `shared/`: what they test keeps nothing between calls, so that files can be run one after the other in the same process. It
 *  reads the modules once, which takes a third off the time. */
const stateless =
  'alignment,correct,dates,document,edit,entities,export,find,import,journal,proofreading,recognition,references,review,search,tei,text,tracking,web-annotation';

const all = {
  // The styles of templates are read as texts; all others stay out.
  css: { include: [/templates[\\/]built-in/] },
  environment: 'node' as const,
  globalSetup: [`${import.meta.dirname}/helpers/workers-setup.ts`],
  // Random sessions and child processes share two cores with the rest of the run. Nothing is judged by time.
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

/** Unit, property and fault tests: everything that needs no window. Paths are relative to the project's root. */
export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    // Otherwise one processor would be left alone, which of two is half: many tests wait for the disk or for programs they start.
    maxWorkers: '100%',
    projects: [
      {
        root: `${import.meta.dirname}/..`,
        plugins: [siteSearchEngine()],
        test: { ...all, name: 'stateless', isolate: false, include: [`tests/unit/{${stateless}}/**/*.test.{ts,tsx}`] },
      },
      {
        root: `${import.meta.dirname}/..`,
        plugins: [siteSearchEngine()],
        test: {
          ...all,
          name: 'each by itself',
          include: ['tests/{unit,property,fault}/**/*.test.{ts,tsx}'],
          exclude: [`tests/unit/{${stateless}}/**`],
        },
      },
    ],
  },
});
