import path from 'node:path';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { CollectionLock, LockHolder } from '../disk/collection-lock.ts';
import type { ConfinedContext } from '../disk/storage-context.ts';
import type { CollectionJournal, Removal } from '../journal/collection-journal.ts';
import type { CutOff } from '../journal/journal-messages.ts';
import type { DeskActs } from './collection-desk.ts';

/** What opening the folder of a collection found. */
export interface OpenedCollection {
  readonly context: ConfinedContext;
  readonly folder: string;
  readonly id: string;
  readonly title: string;
  /** Source names by id, in the order in which the documents were added. */
  readonly documents: ReadonlyMap<DocumentId, string>;
  readonly removed: ReadonlyMap<DocumentId, Removal>;
  /** All that were ever added. */
  readonly order: readonly DocumentId[];
  readonly desk: DeskActs;
  readonly notices: readonly string[];
  /** What opening cut off the end of the list of documents; null when nothing was. */
  readonly cutOff: CutOff | null;
  readonly readOnly: string | null;
  /** Who has it open for writing, when that is why it is read-only. */
  readonly holder: LockHolder | null;
  /** Both null when it was opened for reading. */
  readonly lock: CollectionLock | null;
  readonly journal: CollectionJournal | null;
  /** Whether another program may be writing to it. */
  readonly isShared: boolean;
  /** Whether there may be changes that no backup has seen. */
  readonly isUnsaved: boolean;
}

/** The documents whose source has a name, with or without its ending; the one alone that has it as its id.
 *  @param sources source names by id */
export function documentsNamed(sources: ReadonlyMap<DocumentId, string>, name: string): readonly DocumentId[] {
  const found: DocumentId[] = [];
  for (const [id, source] of sources) {
    if (id === name) return [id];
    if (source === name || path.parse(source).name === name) found.push(id);
  }
  return found;
}
