import type { Collection } from '../../main/storage/collection/collection.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { replicaId, typing } from './journal-builders.ts';
import { MemoryFileSystem } from './memory-file-system.ts';
import { contextOn, imported, newCollection, reopened } from './storage-fixtures.ts';

export const folder = '/letters';

/** The path of a file in the journal of a document. */
export const journalFile = (id: DocumentId, name = '000001.jsonl'): string =>
  `${folder}/documents/${id}/journal/${replicaId}/${name}`;

/** A collection with one document, into which these were typed, each in front of the one before. */
export async function withDocument(
  ...texts: readonly string[]
): Promise<{ readonly disk: MemoryFileSystem; readonly id: DocumentId }> {
  const disk = new MemoryFileSystem();
  const collection = await newCollection(folder, contextOn(disk, { pid: 1 }));
  const { id } = await collection.addDocument(imported());
  await collection.close();
  await type(disk, id, ...texts);
  return { disk, id };
}

export async function type(disk: MemoryFileSystem, id: DocumentId, ...texts: readonly string[]): Promise<void> {
  const collection = await reopened(folder, contextOn(disk, { pid: 1, checkpointEvery: 2 }));
  const store = await collection.openDocument(id);
  for (const text of texts) await store.append(store.state.seq, [typing(`${text.length}`, store.state.doc, text)]);
  await collection.close();
}

/** Makes the line of a record unreadable. */
export function damage(disk: MemoryFileSystem, file: string, seq: number): void {
  const bytes = Uint8Array.from(disk.bytes(file));
  const at = Buffer.from(bytes).indexOf(`"seq":${seq},`);
  bytes[at] = 0;
  disk.setBytes(file, bytes);
}

/** Lets two machines with one installation's files go on from the same state, and their folders meet. */
export async function fork(
  disk: MemoryFileSystem,
  id: DocumentId,
  here: readonly string[],
  there: readonly string[],
  name = '000001 (1).jsonl',
): Promise<void> {
  const other = disk.copy();
  await type(disk, id, ...here);
  await type(other, id, ...there);
  disk.setBytes(journalFile(id, name), other.bytes(journalFile(id)));
}

export const open = (disk: MemoryFileSystem): Promise<Collection> => reopened(folder, contextOn(disk, { pid: 1 }));

/** What was typed into a document, and why it cannot be changed. */
export async function shown(collection: Collection, id: DocumentId): Promise<readonly [string, string | null]> {
  const store = await collection.openDocument(id);
  const text = store.state.doc.textContent;
  const found = [text.slice(0, text.indexOf('From')), store.readOnly] as const;
  await store.close();
  return found;
}
