import type { AlikeHit, WordPicture } from '../../../shared/contract/payloads/find.ts';
import { ask } from '../../platform/bridge.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';

/** Pictures by the names of their words; `none` for a word without one. */
export type Pictures = ReadonlyMap<string, WordPicture | 'none'>;

/** What a word of a group is known by. */
export const hitName = ({ document, from }: Pick<AlikeHit, 'document' | 'from'>): string => `${document} ${from}`;

/** Words in sight that are asked for together, in milliseconds. */
const gatherMs = 40;
/** The contract takes so many at once. */
const mostBoxes = 500;

const pageOf = ({ document, page }: AlikeHit): string => `${document} ${page}`;

/** Cuts pictures of words from their pages, page by page: only of such as are in sight, until all are asked for. */
export class WordPictures {
  readonly #pictures = createStore<Pictures>(new Map());
  readonly #pages = new Map<string, readonly AlikeHit[]>();
  readonly #wanted = new Set<string>();
  #working: Promise<void> | null = null;
  #isClosed = false;

  /** @param hits the words of the group */
  constructor(hits: readonly AlikeHit[]) {
    for (const hit of hits)
      if (hit.page && hit.box) this.#pages.set(pageOf(hit), [...(this.#pages.get(pageOf(hit)) ?? []), hit]);
    this.#pictures.set(new Map(hits.filter(({ page, box }) => !page || !box).map((hit) => [hitName(hit), 'none'])));
  }

  get pictures(): ReadableStore<Pictures> {
    return this.#pictures;
  }

  /** A word has come into sight. */
  want(hit: AlikeHit): void {
    if (this.#pictures.get().has(hitName(hit))) return;
    this.#wanted.add(pageOf(hit));
    this.#working ??= this.#work();
  }

  /** Cuts what is left of all pages.
   *  @param tell how many pages are done, of how many
   *  @param isStopped asked before each page
   *  @returns whether all are there */
  async all(tell: (done: number, total: number) => void, isStopped: () => boolean): Promise<boolean> {
    const left = [...this.#pages.keys()];
    for (const [done, page] of left.entries()) {
      tell(done, left.length);
      if (isStopped() || this.#isClosed) return false;
      await this.#cut(page);
    }
    return true;
  }

  close(): void {
    this.#isClosed = true;
  }

  async #work(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, gatherMs));
    for (let [page] = this.#wanted; page !== undefined && !this.#isClosed; [page] = this.#wanted) {
      this.#wanted.delete(page);
      await this.#cut(page);
    }
    this.#working = null;
  }

  async #cut(page: string): Promise<void> {
    const known = this.#pictures.get();
    const hits = (this.#pages.get(page) ?? []).filter((hit) => !known.has(hitName(hit)));
    for (let at = 0; at < hits.length; at += mostBoxes) await this.#cutSome(hits.slice(at, at + mostBoxes));
  }

  async #cutSome(hits: readonly AlikeHit[]): Promise<void> {
    const [first] = hits;
    if (!first?.page) return;
    const boxes = hits.flatMap(({ box }) => box ?? []);
    const cut = await ask('alike:pictures', { document: first.document, page: first.page, boxes });
    const added = hits.map((hit, index) => [hitName(hit), cut?.[index] ?? 'none'] as const);
    this.#pictures.update((now) => new Map([...now, ...added]));
  }
}
