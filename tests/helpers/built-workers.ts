import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, inject } from 'vitest';
import { withLock } from '../../scripts/lib/lock.mjs';

const configFile = path.join(import.meta.dirname, '../../main/vite.config.ts');

/** The worker programs as a release has them, from the sources as they are: built by the first test file of a run that needs them.
 *  @returns gives the folder, once the tests run */
export function builtWorkers(): () => URL {
  const folder = inject('workersFolder');
  beforeAll(() =>
    madeOnce(folder, async () => {
      // Most test files find them built.
      const { build } = await import('vite');
      await build({
        configFile,
        mode: 'workers',
        logLevel: 'error',
        build: { outDir: folder, emptyOutDir: true, sourcemap: false },
      });
    }),
  );
  return () => pathToFileURL(folder + path.sep);
}

/** Makes a folder unless that was done already. Of several processes that ask at the same time one makes it and the others wait; what
 *  failed, or was interrupted, is made again by the next that asks. */
export function madeOnce(folder: string, make: () => Promise<void>): Promise<void> {
  const done = `${folder}.done`;
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(done)) return;
    await make();
    await writeFile(done, '');
  });
}
