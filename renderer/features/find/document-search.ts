import type { PlacedLeaf } from '../../../shared/derived/block-tree.ts';
import { type FindQuery, findInTexts, type TextFindResult, type TextHit } from '../../../shared/find/find.ts';
import { t } from '../../../shared/translation/translate.ts';
import { withHits } from '../../editor/decorations.ts';
import { type SearchHits, searchedText } from '../../model/derived/search-hits.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { startWorker } from '../../platform/own-worker.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';
import type { FindMessage, FindTask } from './find-worker.ts';
import workerAddress from './find-worker.ts?worker&url';
import type { BarQuery } from './query-toggles.tsx';

/** How long a person's own expression may search one document. */
const limitMs = 250;

let worker: Worker | null = null;
let tasks = 0;

function end(): void {
  worker?.terminate();
  worker = null;
}

/** Searches texts with an expression in a thread of its own, which is ended when it takes too long or the answer is no longer
 *  wanted.
 *  @returns null when it was aborted */
function searchWithExpression(
  texts: readonly string[],
  query: FindQuery,
  signal: AbortSignal,
): Promise<TextFindResult | null> {
  worker ??= startWorker(workerAddress);
  const running = worker;
  tasks += 1;
  const task: FindTask = { task: tasks, texts, query };
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (result: TextFindResult | null, isOver: boolean): void => {
      clearTimeout(timer);
      running.removeEventListener('message', onMessage);
      signal.removeEventListener('abort', onAbort);
      if (isOver && running === worker) end();
      resolve(result);
    };
    const tooLong = t`it took longer than ${limitMs} ms and was stopped`;
    const onAbort = (): void => settle(null, true);
    const onMessage = ({ data }: MessageEvent<FindMessage>): void => {
      if (data.task !== task.task) return;
      if (data.kind === 'found') settle(data.result, false);
      else timer = setTimeout(() => settle({ ok: false, reason: tooLong }, true), limitMs);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    running.addEventListener('message', onMessage);
    running.postMessage(task);
  });
}

/** What the find bar shows. */
export interface Found {
  readonly count: number;
  /** Why the expression cannot be looked for, as the end of a sentence; null when it can. */
  readonly reason: string | null;
  /** Another number whenever others may be found. */
  readonly round: number;
}

/** How long nobody must type before blocks that were edited are searched again. */
const quietMs = 80;
/** How long a key may have to wait for a search. */
const sliceMs = 4;
/** So many blocks are searched before the clock is looked at. */
const blocksAtOnce = 32;

/** Looks for a text in an open document: everywhere when another is looked for, and then only in blocks that are edited. It gives way
 *  to keys; an expression is looked for in a thread of its own. */
export class DocumentSearch {
  readonly #session: DocumentSession;
  readonly #hits: SearchHits;
  readonly #found = createStore<Found>({ count: 0, reason: null, round: 0 });
  #query: BarQuery | null = null;
  #running = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(session: DocumentSession) {
    this.#session = session;
    this.#hits = session.hits;
  }

  get found(): ReadableStore<Found> {
    return this.#found;
  }

  /** Searches again after edits, until the returned function is called: then nothing is marked any more. */
  follow(): () => void {
    let { doc } = this.#session.editor.get();
    const unsubscribe = this.#session.editor.subscribe(() => {
      const now = this.#session.editor.get().doc;
      if (now !== doc) this.#soon();
      doc = now;
    });
    return () => {
      unsubscribe();
      clearTimeout(this.#timer);
      this.#running.abort();
      this.#hits.end();
      this.#draw();
    };
  }

  look(query: BarQuery): void {
    this.#query = query;
    if (query.text === '') this.#hits.end();
    else this.#hits.begin();
    void this.#search();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#session.composing.get()) return this.#soon();
      this.#session.derived.settled();
      void this.#search();
    }, quietMs);
  }

  async #search(): Promise<void> {
    this.#running.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    const query = this.#query;
    let reason: string | null = null;
    while (query && this.#hits.unread.size > 0 && reason === null) {
      const search = query.regex ? this.#searchApart(query, signal) : this.#searchHere(query, signal);
      reason = await search;
      if (signal.aborted) return;
    }
    if (reason !== null) this.#hits.end();
    this.#found.update(({ round }) => ({ count: this.#hits.count, reason, round: round + 1 }));
    this.#draw();
  }

  /** @returns why it cannot be looked for */
  async #searchHere(query: BarQuery, signal: AbortSignal): Promise<string | null> {
    const pause = pauses(signal);
    while (this.#hits.unread.size > 0 && !signal.aborted) {
      const leaves = firstOf(this.#hits.unread, blocksAtOnce);
      const result = findInTexts(leaves.map(searchedText), query);
      if (!result.ok) return result.reason;
      const found = byText(result.hits, leaves.length);
      for (const [index, leaf] of leaves.entries()) this.#hits.take(leaf, found[index] ?? []);
      await pause();
    }
    return null;
  }

  async #searchApart(query: BarQuery, signal: AbortSignal): Promise<string | null> {
    const pause = pauses(signal);
    const leaves = [...this.#hits.unread];
    const blocks = leaves.map(({ block }) => block);
    const texts: string[] = [];
    for (const leaf of leaves) {
      texts.push(searchedText(leaf));
      await pause();
    }
    const result = signal.aborted ? null : await searchWithExpression(texts, query, signal);
    if (!result?.ok) return result?.reason ?? null;
    const found = byText(result.hits, leaves.length);
    for (const [index, leaf] of leaves.entries()) {
      // It may have been edited meanwhile: then it is searched once more.
      if (leaf.block === blocks[index]) this.#hits.take(leaf, found[index] ?? []);
      await pause();
      if (signal.aborted) break;
    }
    return null;
  }

  #draw(): void {
    // Nothing is drawn under an input method; it is when that has ended.
    if (!this.#session.composing.get()) this.#session.dispatch(withHits(this.#session.editor.get().tr));
  }
}

/** @returns what lets keys come between when it has gone on for long enough */
function pauses(signal: AbortSignal): () => Promise<void> | undefined {
  let end = performance.now() + sliceMs;
  return () => {
    if (signal.aborted || performance.now() < end) return undefined;
    return new Promise((resolve) =>
      setTimeout(() => {
        end = performance.now() + sliceMs;
        resolve();
      }),
    );
  };
}

function byText(hits: readonly TextHit[], count: number): readonly (readonly TextHit[])[] {
  const found = Array.from({ length: count }, (): TextHit[] => []);
  for (const hit of hits) found[hit.text]?.push(hit);
  return found;
}

function firstOf(leaves: ReadonlySet<PlacedLeaf>, most: number): readonly PlacedLeaf[] {
  const first: PlacedLeaf[] = [];
  for (const leaf of leaves) {
    if (first.length === most) break;
    first.push(leaf);
  }
  return first;
}
