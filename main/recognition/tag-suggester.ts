import type { Node } from 'prosemirror-model';
import type { TagSuggestion } from '../../shared/contract/payloads/tagging.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { blockText, textBlocks } from '../../shared/document/reading-text.ts';
import { type Passage, passagesOf } from '../../shared/recognition/passages.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { type TaskFault, taskThread } from '../workers/task-thread.ts';
import type { RecognitionAnswer, RecognitionRequest } from './recognition-worker.ts';

export type SuggestionResult =
  | {
      readonly kind: 'found';
      /** In the order of the document. */
      readonly suggestions: readonly TagSuggestion[];
      /** Whether every document of the collection was read: ask again while not. */
      readonly isComplete: boolean;
    }
  | { readonly kind: 'refused'; readonly fault: TaskFault };

/** Many times what a long volume takes. */
const limitMs = 180_000;
const memoryMb = 2_048;
/** How long one question may spend on reading documents; what is left is read for the next one. */
const budgetMs = 3_000;

/** Suggests tags for documents of a collection: what the thread knows of the others is kept until they change. */
export class TagSuggester {
  readonly #collection: Collection;
  readonly #worker;
  /** What each document was like when the thread was told of it. */
  readonly #told = new Map<DocumentId, string>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param workers the folder of the worker programs */
  constructor(collection: Collection, workers: URL) {
    this.#collection = collection;
    const program = new URL('recognition-worker.js', workers);
    this.#worker = taskThread<RecognitionRequest, RecognitionAnswer>(program, memoryMb);
  }

  /** What a person may want to tag in a document and has not.
   *  @param within how long it may read other documents, in milliseconds */
  suggest(state: DocumentState, signal: AbortSignal, within = budgetMs): Promise<SuggestionResult> {
    const found = this.#last.then(() => this.#suggest(state, signal, within));
    this.#last = found.catch(() => undefined);
    return found;
  }

  close(): Promise<void> {
    return this.#worker.close();
  }

  async #suggest(state: DocumentState, signal: AbortSignal, within: number): Promise<SuggestionResult> {
    const { passages, gone, isComplete } = await this.#news(state.id, within);
    passages.set(state.id, passagesOf(state.doc));
    const result = await this.#worker.ask({ document: state.id, passages, gone }, { limitMs, signal });
    if (!result.ok) {
      // The thread has ended, and with it all that it knew.
      this.#told.clear();
      return { kind: 'refused', fault: result.fault };
    }
    return { kind: 'found', suggestions: placed(state.doc, result.answer), isComplete };
  }

  /** What the thread does not know of the other documents. */
  async #news(document: DocumentId, within: number) {
    const end = Date.now() + within;
    const summaries = await this.#collection.summaries();
    const passages = new Map<DocumentId, readonly Passage[]>();
    const present = new Set(summaries.map(({ id }) => id));
    const gone = [...this.#told.keys()].filter((id) => !present.has(id));
    for (const id of gone) this.#told.delete(id);
    let isComplete = true;
    for (const { id, changed, tags } of summaries) {
      const likeness = `${changed} ${tags}`;
      if (id === document || this.#told.get(id) === likeness) continue;
      if (Date.now() > end) {
        isComplete = false;
        break;
      }
      passages.set(id, await this.#read(id));
      this.#told.set(id, likeness);
    }
    // As it is told now it is known for this question alone.
    this.#told.delete(document);
    return { passages, gone, isComplete };
  }

  /** A document that cannot be read is told of elsewhere; the others teach all the same. */
  async #read(id: DocumentId): Promise<readonly Passage[]> {
    try {
      return await documentsOf(this.#collection).withDocument(id, async ({ state: { doc } }) => passagesOf(doc));
    } catch (error) {
      if (error instanceof DocumentUnreadableError) return [];
      throw error;
    }
  }
}

function placed(doc: Node, spans: RecognitionAnswer): readonly TagSuggestion[] {
  return textBlocks(doc).flatMap(({ block, start }, index) => {
    const own = spans[index] ?? [];
    if (own.length === 0) return [];
    const { offsets } = blockText(block);
    return own.flatMap(({ from, to, ...span }) => {
      const [first, last] = [offsets[from], offsets[to - 1]];
      return first === undefined || last === undefined ? [] : [{ ...span, from: start + first, to: start + last + 1 }];
    });
  });
}
