import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { contextOn } from '../../helpers/storage-fixtures.ts';

/** Types ever more at once until nothing can be saved any more, and writes the number of each acknowledged change to standard
 *  output, then what the person is told. Arguments: the folder and the document's id. */
const [folder = '', id = ''] = process.argv.slice(2);
// Unless it is listened to, the signal ends the program before the write can fail.
process.on('SIGXFSZ', () => undefined);
const outcome = await openCollection(folder, contextOn(nodeFileSystem));
if (outcome.kind !== 'opened') throw new Error(outcome.kind);
const { collection } = outcome;
const store = await collection.openDocument(id as DocumentId);
try {
  for (let length = 10; ; length = Math.ceil(length * 1.3)) {
    const { seq, doc } = store.state;
    const acknowledged = await store.append(seq, [typing(`${seq}`, doc, `${'x'.repeat(length)}.`)]);
    process.stdout.write(`${acknowledged.seq}\n`);
  }
} catch {
  process.stdout.write(`${store.readOnly ?? collection.readOnly ?? 'nothing'}\n`);
}
await collection.close().catch(() => undefined);
