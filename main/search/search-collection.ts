import type { DocumentId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { readCollectionFile } from '../storage/disk/collection-file.ts';
import { acquireLock } from '../storage/disk/collection-lock.ts';
import { confined } from '../storage/disk/confined-file-system.ts';
import { errorCode, nodeFileSystem } from '../storage/disk/file-system.ts';
import { nodeProcessIdentities } from '../storage/disk/process-identity.ts';
import { ReplaceFileError } from '../storage/disk/replace-file.ts';
import type { JobControl } from '../workers/job.ts';
import { FullTextIndex } from './full-text-index.ts';
import { type DocumentToCheck, IndexRefresh, journalsKey } from './refresh-index.ts';

/** How long documents are read before others get their turn. */
const sliceMs = 200;

/** The documents of a collection as an index is compared with them. */
export async function documentsToCheck(collection: Collection): Promise<readonly DocumentToCheck[]> {
  const ids: readonly DocumentId[] = (await collection.summaries()).map(({ id }) => id);
  return ids.map((id) => {
    const journals = collection.journalsOf(id);
    return { id, journals: journals && journalsKey(journals) };
  });
}

/** The full-text index of a collection, with every document as it is now.
 *  @returns the documents, too, of which nothing can be read */
export async function wholeIndex(
  collection: Collection,
  { progress, signal }: JobControl,
): Promise<{ readonly index: FullTextIndex; readonly unreadable: readonly DocumentId[] }> {
  const fileSystem = await confined(nodeFileSystem, collection.folder);
  const index = await FullTextIndex.open(fileSystem, collection.folder);
  const refresh = new IndexRefresh(fileSystem, collection.folder, index);
  const documents = await documentsToCheck(collection);
  refresh.begin(documents);
  const total = refresh.left;
  while (!signal.aborted && (await refresh.goOn(sliceMs)))
    progress({ what: inEnglish`Reading documents for the index`, done: total - refresh.left, total });
  return { index, unreadable: [...collection.unreadable.map(({ id }) => id), ...refresh.unreadable] };
}

/** Keeps an index for the next search, when nobody has the collection open for writing, and the folder can be written to: else it
 *  is made again. */
export async function keepIndex(
  index: FullTextIndex,
  folder: string,
  { now, editor }: { readonly now: () => Date; readonly editor: string },
): Promise<void> {
  if (!index.isChanged) return;
  try {
    const fileSystem = await confined(nodeFileSystem, folder);
    const reading = await readCollectionFile(fileSystem, folder);
    // Another version may have another index.
    if (reading.kind !== 'read') return;
    const options = { fileSystem, host: nodeProcessIdentities(), now, editor, collection: reading.file.id };
    const outcome = await acquireLock(folder, { ...options, takeOver: false });
    if (outcome.kind !== 'held') return;
    try {
      // Whoever wrote to it and did not come to its end is for the next opening to look after.
      if (!outcome.tookOver) await index.save();
    } finally {
      await outcome.lock.release();
    }
  } catch (error) {
    if (!(error instanceof ReplaceFileError) && errorCode(error) === null) throw error;
  }
}
