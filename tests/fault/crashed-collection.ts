import type { Node } from 'prosemirror-model';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { canonicalHash } from '../../shared/text/canonical-json.ts';
import { apply, telegram, typing } from '../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../helpers/memory-file-system.ts';
import { contextOn, imported, newCollection } from '../helpers/storage-fixtures.ts';

/** Where the collection of these tests is. */
export const folder = '/letters';

export const journalFile = (id: DocumentId): string => `${folder}/documents/${id}/journal/r00000000001/000001.jsonl`;

/** A collection whose program stopped between two changes, without closing anything. */
export interface Crashed {
  readonly disk: MemoryFileSystem;
  readonly id: DocumentId;
  /** The document after each change; the first is the import. */
  readonly states: readonly Node[];
  /** How long the journal was after each change, in bytes. */
  readonly sizes: readonly number[];
}

/** Types three changes and stops. */
export async function crashedCollection(): Promise<Crashed> {
  const disk = new MemoryFileSystem();
  const collection = await newCollection(folder, contextOn(disk, { pid: 1 }));
  const { id } = await collection.addDocument(imported());
  const store = await collection.openDocument(id);
  const states = [telegram];
  const sizes = [disk.bytes(journalFile(id)).length];
  for (const text of ['Urgent. ', 'Very ', 'Příloha: ']) {
    const before = states.at(-1) ?? telegram;
    const change = typing(`${states.length}`, before, text);
    await store.append(states.length, [change]);
    states.push(apply(before, change));
    sizes.push(disk.bytes(journalFile(id)).length);
  }
  return { disk: disk.copy(), id, states, sizes };
}

/** The state of a document as one word; `'none'` for no document. */
export const stateOf = (doc: Node | undefined): string => (doc ? canonicalHash(doc) : 'none');
