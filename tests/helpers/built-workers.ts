import { mkdtemp, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

/** Builds the worker programs as a release has them, from the sources as they are, for the tests of one file.
 *  @returns gives the folder, once the tests run */
export function builtWorkers(): () => URL {
  let base = '';
  beforeAll(async () => {
    base = await mkdtemp(path.join(os.tmpdir(), 'anchorite-workers-'));
    const folder = path.join(base, 'jobs');
    // Packages with files of their own are not part of the programs and are looked for above them.
    await symlink(path.join(root, 'node_modules'), path.join(base, 'node_modules'), 'junction');
    // The pages of the sample documents are beside the programs.
    await symlink(path.join(root, 'fixtures/facsimiles'), path.join(base, 'sample'), 'junction');
    await build({
      configFile: path.join(root, 'main/vite.config.ts'),
      mode: 'jobs',
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true, sourcemap: false },
    });
  });
  afterAll(() => rm(base, { recursive: true, force: true }));
  return () => pathToFileURL(path.join(base, 'jobs') + path.sep);
}
