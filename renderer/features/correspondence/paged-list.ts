import { useEffect, useRef, useState } from 'react';
import { type Page, pageLength } from '../../../shared/contract/payloads/correspondence.ts';
import { createStore, type ReadableStore } from '../../platform/store.ts';

type Fetch<Row, Reply extends Page<Row>> = (first: number) => Promise<Reply | undefined>;

/** A list of which pages are asked for when they come into sight. */
export class PagedList<Row, Reply extends Page<Row> = Page<Row>> {
  /** The first page, with what was told of the whole. */
  readonly head: Reply;
  readonly #fetch: Fetch<Row, Reply>;
  readonly #pages = createStore<ReadonlyMap<number, readonly Row[]>>(new Map());
  readonly #asked = new Set([0]);

  constructor(head: Reply, fetch: Fetch<Row, Reply>) {
    this.head = head;
    this.#fetch = fetch;
    this.#pages.set(new Map([[0, head.rows]]));
  }

  get pages(): ReadableStore<ReadonlyMap<number, readonly Row[]>> {
    return this.#pages;
  }

  /** Has the page of a place brought, once. */
  readonly need = (index: number): void => {
    const page = pageOf(index);
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    void this.#fetch(page * pageLength).then((reply) => {
      if (reply) this.#pages.update((pages) => new Map(pages).set(page, reply.rows));
      else this.#asked.delete(page);
    });
  };
}

/** The number of the page that a place is on. */
export const pageOf = (index: number): number => Math.floor(index / pageLength);

/** A list that is asked for anew with another key; the one before stays until it is there.
 *  @param fetch asks for a page by its first row; undefined after a fault */
export function usePagedList<Row, Reply extends Page<Row>>(
  key: string,
  fetch: Fetch<Row, Reply>,
): PagedList<Row, Reply> | null {
  const [list, setList] = useState<PagedList<Row, Reply> | null>(null);
  const latest = useRef(fetch);
  latest.current = fetch;
  useEffect(() => {
    let isWanted = key !== '';
    const ask = latest.current;
    void ask(0).then((head) => isWanted && head && setList(new PagedList(head, ask)));
    return () => {
      isWanted = false;
    };
  }, [key]);
  return list;
}
