import { setTimeout as delay } from 'node:timers/promises';
import { openCollection } from '../../../main/storage/collection.ts';
import { nodeFileSystem } from '../../../main/storage/file-system.ts';
import { contextOn } from '../../helpers/storage-fixtures.ts';

/** Tries to open a collection for writing until it can, says so on standard output, and keeps it until it is killed.
 *  Argument: the folder. */
const [folder = ''] = process.argv.slice(2);
for (;;) {
  const outcome = await openCollection(folder, contextOn(nodeFileSystem));
  if (outcome.kind === 'opened' && outcome.collection.readOnly === null) break;
  if (outcome.kind !== 'locked') throw new Error(outcome.kind);
  await delay(20);
}
process.stdout.write('held\n');
setInterval(() => undefined, 1_000);
