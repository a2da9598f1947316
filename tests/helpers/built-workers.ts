import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

/** Builds the worker programs as a release has them, from the sources as they are, for the tests of one file.
 *  @returns gives the folder, once the tests run */
export function builtWorkers(): () => URL {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-workers-'));
    await build({
      configFile: path.join(root, 'main/vite.config.ts'),
      mode: 'jobs',
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true, sourcemap: false },
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => pathToFileURL(folder + path.sep);
}
