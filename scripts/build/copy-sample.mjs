import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../lib/project.mjs';
import { inputHash, isFresh, markFresh } from './stamp.mjs';

const source = 'fixtures/facsimiles';
const output = 'out/sample';

/** Puts the pages of the sample documents beside the programs: they are opened as files, so that no program grows by them.
 *  @returns {'built' | 'fresh'} */
export function copySample() {
  const hash = inputHash([source]);
  if (isFresh('sample', hash, output)) return 'fresh';
  rmSync(path.join(projectRoot, output), { recursive: true, force: true });
  cpSync(path.join(projectRoot, source), path.join(projectRoot, output), { recursive: true });
  markFresh('sample', hash, output);
  return 'built';
}
