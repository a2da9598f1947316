import { mkdtemp, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of this run's worker programs: `builtWorkers` fills it when a test first needs them. */
    readonly workersFolder: string;
  }
}

const root = path.join(import.meta.dirname, '../..');
let base = '';

/** Before the tests of a run: an empty folder that the worker programs are built into once, for all test files. A folder of its own for
 *  every run can hold no build of older sources. */
export async function setup(project: TestProject): Promise<void> {
  base = await mkdtemp(path.join(os.tmpdir(), 'anchorite-workers-'));
  // Packages with files of their own are not part of the programs and are looked for above them.
  await symlink(path.join(root, 'node_modules'), path.join(base, 'node_modules'), 'junction');
  // The pages of the sample documents are beside the programs.
  await symlink(path.join(root, 'fixtures/facsimiles'), path.join(base, 'sample'), 'junction');
  project.provide('workersFolder', path.join(base, 'workers'));
  // While tests are watched, a source may have changed since they ran last.
  project.onTestsRerun(() => rm(path.join(base, 'workers.done'), { force: true }));
}

export const teardown = (): Promise<void> => rm(base, { recursive: true, force: true });
