import { setTimeout as delay } from 'node:timers/promises';
import { type Collection, openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { contextOn } from '../../helpers/storage-fixtures.ts';

const pauseMs = 20;

async function taken(folder: string): Promise<Collection> {
  for (;;) {
    const outcome = await openCollection(folder, contextOn(nodeFileSystem));
    if (outcome.kind === 'opened' && outcome.collection.readOnly === null) return outcome.collection;
    if (outcome.kind !== 'locked') throw new Error(outcome.kind);
    await delay(pauseMs);
  }
}

/** Tries to open a collection for writing until it can, then types until it is killed, and writes the number of each change to
 *  standard output as soon as it is acknowledged. Arguments: the folder and the document's id. */
const [folder = '', id = ''] = process.argv.slice(2);
const collection = await taken(folder);
const store = await collection.openDocument(id as DocumentId);
for (;;) {
  const { seq, doc } = store.state;
  const acknowledged = await store.append(seq, [typing(`${seq}`, doc, `${seq}.`)]);
  process.stdout.write(`${acknowledged.seq}\n`);
  await delay(pauseMs);
}
