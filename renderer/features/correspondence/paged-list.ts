import { useEffect, useRef, useState } from 'react';
import { type Page, pageLength } from '../../../shared/contract/payloads/correspondence.ts';
import { createStore, type ReadableStore, useStore } from '../../platform/store.ts';
import type { Item, ItemSource } from '../../ui/item-list.tsx';

type Fetch<Row, Reply extends Page<Row>> = (first: number) => Promise<Reply | undefined>;

/** A list of which pages are asked for when they come into sight. */
export class PagedList<Row, Reply extends Page<Row> = Page<Row>> {
  /** The first page, with what was told of the whole. */
  readonly head: Reply;
  /** A key for each line: its place. */
  readonly keys: readonly string[];
  readonly #fetch: Fetch<Row, Reply>;
  readonly #pages = createStore<ReadonlyMap<number, readonly Row[]>>(new Map());
  readonly #asked = new Set([0]);

  constructor(head: Reply, fetch: Fetch<Row, Reply>) {
    this.head = head;
    this.#fetch = fetch;
    this.keys = Array.from({ length: head.total }, (_, index) => String(index));
    this.#pages.set(new Map([[0, head.rows]]));
  }

  get pages(): ReadableStore<ReadonlyMap<number, readonly Row[]>> {
    return this.#pages;
  }

  /** The row at a place; null while its page is not there. */
  at(index: number): Row | null {
    return this.#pages.get().get(pageOf(index))?.[index % pageLength] ?? null;
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

const pageOf = (index: number): number => Math.floor(index / pageLength);

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

const unread: Item = { name: 'Not read yet', content: '…' };

/** The lines of a paged list.
 *  @param itemOf what a line says, by its row and its place */
export function pagedSource<Row, Reply extends Page<Row>>(
  list: PagedList<Row, Reply>,
  itemOf: (row: Row) => Item,
  onAction: (row: Row) => void,
): ItemSource<string> {
  const items = new WeakMap<object, Item>();
  const known = (row: Row & object): Item => {
    const item = items.get(row) ?? itemOf(row);
    items.set(row, item);
    return item;
  };
  return {
    useItem(key) {
      const index = Number(key);
      const row = useStore(list.pages, (pages) => pages.get(pageOf(index))?.[index % pageLength] ?? null);
      useEffect(() => list.need(index), [index, list.need]);
      return row === null ? unread : known(row as Row & object);
    },
    nameOf: (key) => {
      const row = list.at(Number(key));
      return row === null ? '' : known(row as Row & object).name;
    },
    onAction: (key) => {
      const row = list.at(Number(key));
      if (row !== null) onAction(row);
    },
  };
}
