import path from 'node:path';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentFolder, removedDocument } from '../storage/disk/collection-paths.ts';
import type { ConfinedFileSystem } from '../storage/disk/confined-file-system.ts';
import type { FileSystem } from '../storage/disk/file-system.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { documentOf, ExchangeCounter, type ExchangeFigures, sharedSort, takeFile } from './shared-files.ts';

export interface SyncContext {
  readonly fileSystem: FileSystem;
  /** Siglum. */
  readonly editor: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((what: string, done: number, total: number) => void) | undefined;
}

/** What came of synchronising. */
export interface SyncOutcome {
  readonly came: ExchangeFigures;
  readonly went: ExchangeFigures;
  /** Documents whose lines of changes were put together. */
  readonly merged: readonly DocumentId[];
  /** Conflicts of these that nobody has settled. */
  readonly conflicts: number;
  /** Files of others that have not arrived whole, and what follows them. */
  readonly waiting: number;
  /** What was not taken over, as parts of a sentence. */
  readonly refused: readonly string[];
}

/** Takes over what others did, file by file, and counts what came in and what went out. */
export class Arrivals {
  readonly went = new ExchangeCounter();
  readonly #collection: Collection;
  readonly #fileSystem: ConfinedFileSystem;
  readonly #came = new ExchangeCounter();
  readonly #touched = new Set<DocumentId>();
  readonly #merged = new Set<DocumentId>();
  readonly #conflicts = new Map<DocumentId, number>();
  readonly #refused = new Set<string>();
  #waiting = 0;

  /** @param collection open for writing, none of its documents open
   *  @param fileSystem the gate to its folder */
  constructor(collection: Collection, fileSystem: ConfinedFileSystem) {
    this.#collection = collection;
    this.#fileSystem = fileSystem;
  }

  /** Documents whose lines of changes were put together. */
  get merged(): readonly DocumentId[] {
    return [...this.#merged];
  }

  refuse(why: string): void {
    this.#refused.add(why);
  }

  wait(): void {
    this.#waiting += 1;
  }

  /** @throws ReplaceFileError or the file system's error */
  async take(name: string, bytes: Uint8Array): Promise<void> {
    const taken = await takeFile(this.#fileSystem, await this.placeOf(name), name, bytes);
    if (taken.kind === 'refused') this.refuse(taken.why);
    if (taken.kind !== 'taken') return;
    this.#came.add(name, taken.added, taken.isNew);
    const document = documentOf(name);
    if (document) this.#touched.add(document as DocumentId);
  }

  /** Where a file belongs: a document that was taken out of the collection here goes on where it is kept. */
  async placeOf(name: string): Promise<string> {
    const { folder } = this.#collection;
    const id = documentOf(name) as DocumentId | null;
    if (id === null || (await this.#fileSystem.stat(documentFolder(folder, id))) !== null)
      return path.join(folder, name);
    const removed = removedDocument(folder, id);
    if ((await this.#fileSystem.stat(removed)) === null) return path.join(folder, name);
    return path.join(removed, ...name.split('/').slice(2));
  }

  /** Writes down what the lines of the documents come to that something came in for, so that the next who opens one need not find it out
   *  again. */
  async mergeLines(): Promise<void> {
    for (const id of this.#touched) await this.#mergeLinesOf(id);
    this.#touched.clear();
  }

  async #mergeLinesOf(id: DocumentId): Promise<void> {
    if (this.#collection.named(id).length === 0) return;
    try {
      const store = await this.#collection.openDocument(id);
      try {
        if (store.isMergePending && store.readOnly === null) {
          await store.keepMerges();
          this.#merged.add(id);
        }
        this.#conflicts.set(id, store.state.conflicts.length);
      } finally {
        await store.close();
      }
    } catch (error) {
      // It has not arrived whole, or is damaged: opening it says so.
      if (!(error instanceof DocumentUnreadableError)) throw error;
    }
  }

  outcome(): SyncOutcome {
    return {
      came: this.#came.figures(),
      went: this.went.figures(),
      merged: this.merged,
      conflicts: [...this.#conflicts.values()].reduce((sum, count) => sum + count, 0),
      waiting: this.#waiting,
      refused: [...this.#refused],
    };
  }
}

/** Sources and images come before the journals that speak of them, the list of documents comes last. */
export function inOrder<File extends { readonly name: string }>(files: readonly File[]): readonly File[] {
  const rank = ({ name }: File): number => {
    const sort = sharedSort(name);
    if (sort === 'source' || sort === 'image') return 0;
    return documentOf(name) ? 1 : 2;
  };
  return [...files].sort((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1));
}
