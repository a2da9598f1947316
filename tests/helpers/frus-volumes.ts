import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A folder with volumes of the *Foreign Relations of the United States* as TEI, which is not part of this repository: `FRUS_VOLUMES`, or
 *  `shared/frus` beside it. */
const folder = process.env.FRUS_VOLUMES ?? path.join(import.meta.dirname, '../../../shared/frus');

/** Their paths; none where there is no such folder. */
export const frusVolumes: readonly string[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.xml'))
      .sort()
      .map((name) => path.join(folder, name))
  : [];

if (frusVolumes.length === 0) process.stdout.write(`No volumes in ${folder}: what needs them is not looked at.\n`);
