import { openCollection } from '../../../main/storage/collection.ts';
import { nodeFileSystem } from '../../../main/storage/file-system.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { contextOn } from '../../helpers/storage-fixtures.ts';

/** Types into a document until it is killed, and writes the number of each change to standard output as soon as it is
 *  acknowledged. Arguments: the folder and the document's id. */
const [folder = '', id = ''] = process.argv.slice(2);
const outcome = await openCollection(folder, contextOn(nodeFileSystem));
if (outcome.kind !== 'opened') throw new Error(outcome.kind);
if (outcome.collection.readOnly !== null) throw new Error(outcome.collection.readOnly);
const store = await outcome.collection.openDocument(id as DocumentId);
process.stdout.write('ready\n');
for (;;) {
  const { seq, doc } = store.state;
  const acknowledged = await store.append(seq, [typing(`${seq}`, doc, `${seq}.`)]);
  process.stdout.write(`${acknowledged.seq}\n`);
}
