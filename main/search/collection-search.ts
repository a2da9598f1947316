import type { DocumentId } from '../../shared/document/identifier.ts';
import type { SearchQuery } from '../../shared/search/query.ts';
import { searchableOf } from '../../shared/search/searchable.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { type TaskThread, taskFaultSentence, taskThread } from '../workers/task-thread.ts';
import type { SearchResult } from './full-text-index.ts';
import { documentsToCheck } from './search-collection.ts';
import type { SearchAnswer, SearchTask } from './search-worker.ts';

/** Columns of numbers, which are most of it, do not count. */
const memoryMb = 4_096;
const limitMs = 120_000;
/** How long one turn of reading documents takes: a query waits for one at most. */
const turnMs = 100;
/** So much of an index that is being made is in memory. */
const mostUnsavedBytes = 64 * 1024 * 1024;
/** So long a query waits for documents that are not read yet; then it is answered without them. */
const patienceMs = 500;

const nothingYet: SearchAnswer = { left: 0, unreadable: 0, isChanged: false, unsavedBytes: 0, result: null };

export interface SearchReport extends SearchResult {
  /** How many documents were not read yet: they may have hits. */
  readonly left: number;
  /** How many cannot be read. */
  readonly unreadable: number;
}

/** Searches an open collection in a thread of its own. The index is read, or made, with the first search, and follows what is done to the
 *  collection; documents that are open are searched as they are now. */
export class CollectionSearch {
  readonly #collection: Collection;
  readonly #openDocuments: () => readonly DocumentStore[];
  readonly #log: (entry: string) => void;
  readonly #thread: TaskThread<SearchTask, SearchAnswer>;
  readonly #signal = new AbortController().signal;
  #isClosing = false;
  /** What of the open documents is in the index. */
  readonly #put = new Map<DocumentId, DocumentStore['state']>();
  #revision: number | null = null;
  #last = nothingYet;
  #reading: Promise<void> | null = null;

  /** @param workers the folder of the worker programs
   *  @param openDocuments those that are open in the window */
  constructor(
    workers: URL,
    collection: Collection,
    openDocuments: () => readonly DocumentStore[],
    log: (entry: string) => void,
  ) {
    this.#collection = collection;
    this.#openDocuments = openDocuments;
    this.#log = log;
    this.#thread = taskThread(new URL('search-worker.js', workers), memoryMb);
  }

  /** @returns a sentence when it came to nothing */
  async search(query: SearchQuery, limit: number): Promise<SearchReport | string> {
    try {
      await this.#follow();
      this.#reading ??= this.#readAll().finally(() => {
        this.#reading = null;
      });
      await Promise.race([this.#reading, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
      const { result, left, unreadable } = await this.#ask({ kind: 'search', query, limit });
      return { total: result?.total ?? 0, found: result?.found ?? [], left, unreadable };
    } catch (error) {
      if (error instanceof SearchEndedError) return error.message;
      throw error;
    }
  }

  /** Ends the thread; what it knows is kept for the next opening. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#reading?.catch(() => undefined);
    await this.#save();
    await this.#thread.close();
  }

  /** Brings the index to what is known of the collection. */
  async #follow(): Promise<void> {
    const { revision } = this.#collection;
    const open = this.#openDocuments();
    if (revision !== this.#revision) {
      const documents = await documentsToCheck(this.#collection);
      const isOpen = open.map(({ id }) => id);
      await this.#ask({ kind: 'begin', folder: this.#collection.folder, documents, open: isOpen });
      this.#revision = revision;
    }
    for (const id of this.#put.keys()) if (!open.some((one) => one.id === id)) this.#put.delete(id);
    const news = open.filter(({ id, state }) => this.#put.get(id) !== state);
    if (news.length === 0) return;
    await this.#ask({ kind: 'put', documents: news.map(({ state }) => searchableOf(state)) });
    for (const { id, state } of news) this.#put.set(id, state);
  }

  async #readAll(): Promise<void> {
    const before = this.#last.left;
    while (this.#last.left > 0 && !this.#isClosing) {
      await this.#ask({ kind: 'go on', ms: turnMs });
      if (this.#last.unsavedBytes > mostUnsavedBytes) await this.#save();
    }
    if (before > 0 && !this.#isClosing) await this.#save();
  }

  async #save(): Promise<void> {
    const mayWrite = this.#collection.readOnly === null && this.#last.isChanged && this.#revision !== null;
    if (!mayWrite || !(await this.#collection.isThere())) return;
    try {
      await this.#ask({ kind: 'save' });
    } catch (error) {
      // It can be made again; who asked for something else is not kept from it.
      this.#log(`The full-text index was not kept: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #ask(task: SearchTask): Promise<SearchAnswer> {
    const asked = await this.#thread.ask(task, { limitMs, signal: this.#signal });
    if (asked.ok) {
      this.#last = asked.answer;
      return asked.answer;
    }
    // The next question begins anew.
    this.#revision = null;
    this.#put.clear();
    this.#last = nothingYet;
    throw new SearchEndedError(taskFaultSentence(asked.fault, 'searching'));
  }
}

class SearchEndedError extends Error {
  override name = 'SearchEndedError';
}
