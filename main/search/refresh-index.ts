import type { DocumentId, ReplicaId } from '../../shared/document/identifier.ts';
import { searchableOf } from '../../shared/search/searchable.ts';
import { documentFolder, documentJournals } from '../storage/disk/collection-paths.ts';
import { errorCode, type FileSystem } from '../storage/disk/file-system.ts';
import { type JournalSize, journalSize } from '../storage/disk/journal-folder.ts';
import { lookAtDocument } from '../storage/document/load-document.ts';
import type { DocumentToIndex, FullTextIndex } from './full-text-index.ts';

/** A document of the collection, and what its journals hold as far as that is known already (`journalsKey`). */
export interface DocumentToCheck {
  readonly id: DocumentId;
  readonly journals: string | null;
}

/** What tells one state of the journals of a document from every other: they only grow. */
export const journalsKey = (size: JournalSize): string =>
  Object.entries(size)
    .map(([replica, { segments, bytes }]) => `${replica}:${segments}:${bytes}`)
    .sort()
    .join(' ');

/** Nobody's: nothing is written. */
const reader = 'r-reader' as ReplicaId;

/** How much is put into one segment at most. */
const [mostDocuments, mostUnits] = [2_000, 8_000_000];

/** Reads documents from their journals, those that are not in the index as they are now, and adds them; of a collection that another program
 *  writes to, too. Goes on where it was left. */
export class IndexRefresh {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #index: FullTextIndex;
  /** The next one last. */
  #waiting: DocumentToCheck[] = [];
  #read: DocumentToIndex[] = [];
  #units = 0;
  readonly #unreadable = new Set<DocumentId>();

  constructor(fileSystem: FileSystem, folder: string, index: FullTextIndex) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#index = index;
  }

  /** How many documents wait to be looked at. */
  get left(): number {
    return this.#waiting.length + this.#read.length;
  }

  /** Documents of which nothing could be read. */
  get unreadable(): readonly DocumentId[] {
    return [...this.#unreadable];
  }

  /** Takes all documents of the collection; others are taken out of the index.
   *  @param elsewhere those of them that are not to be read, because they are handed over otherwise */
  begin(documents: readonly DocumentToCheck[], elsewhere: readonly DocumentId[] = []): void {
    const left = new Set(elsewhere);
    this.#unreadable.clear();
    const known = new Set(documents.map(({ id }) => id));
    for (const id of this.#index.documents) if (!known.has(id)) this.#index.remove(id);
    this.#waiting = documents
      .filter(({ id, journals }) => !left.has(id) && (journals === null || journals !== this.#index.journalsOf(id)))
      .reverse();
  }

  /** Works for about so long.
   *  @returns whether anything is left */
  async goOn(ms: number): Promise<boolean> {
    const end = Date.now() + ms;
    while (this.#waiting.length > 0 && Date.now() < end) {
      const next = this.#waiting.pop();
      if (next) await this.#look(next);
      if (this.#read.length >= mostDocuments || this.#units >= mostUnits) await this.#add();
    }
    if (this.#waiting.length === 0) await this.#add();
    return this.#waiting.length > 0;
  }

  async #look({ id, journals }: DocumentToCheck): Promise<void> {
    const now = journals ?? (await this.#journalsNow(id));
    if (now !== null && now === this.#index.journalsOf(id)) return;
    const loaded = now === null ? null : await lookAtDocument(this.#context, this.#folder, id);
    if (!loaded) {
      this.#index.remove(id);
      this.#unreadable.add(id);
      return;
    }
    const document = searchableOf(loaded.replay.state);
    // What they held before: if somebody wrote meanwhile, it is read again the next time.
    this.#read.push({ document, journals: now ?? '' });
    this.#units += document.text.length;
  }

  get #context(): { readonly fileSystem: FileSystem; readonly replica: ReplicaId } {
    return { fileSystem: this.#fileSystem, replica: reader };
  }

  async #journalsNow(id: DocumentId): Promise<string | null> {
    try {
      return journalsKey(await journalSize(this.#fileSystem, documentJournals(documentFolder(this.#folder, id))));
    } catch (error) {
      if (errorCode(error) === null) throw error;
      return null;
    }
  }

  async #add(): Promise<void> {
    const read = this.#read;
    this.#read = [];
    this.#units = 0;
    await this.#index.add(read);
  }
}
