import { once } from 'node:events';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { contextOn } from '../../helpers/storage-fixtures.ts';

/** How many changes there are before the collection is closed and opened again. */
const changesAtOnce = 12;
/** In bytes: small, so that segments change, too. */
const segmentLimit = 4_000;

/** Waits for a line, then types into a document, closes and opens the collection, types again, until it is killed; writes the
 *  number of each change to standard output as soon as it is acknowledged. Arguments: the folder and the document's id. */
const [folder = '', id = ''] = process.argv.slice(2);
await once(process.stdin, 'data');
for (;;) {
  const outcome = await openCollection(folder, { ...contextOn(nodeFileSystem), segmentLimit });
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  if (outcome.collection.readOnly !== null) throw new Error(outcome.collection.readOnly);
  const store = await outcome.collection.openDocument(id as DocumentId);
  for (let changes = 0; changes < changesAtOnce; changes++) {
    const { seq, doc } = store.state;
    const acknowledged = await store.append(seq, [typing(`${seq}`, doc, `${seq}.`)]);
    process.stdout.write(`${acknowledged.seq}\n`);
  }
  await outcome.collection.close();
}
