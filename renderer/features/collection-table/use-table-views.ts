import { useEffect, useRef } from 'react';
import type { SearchHit } from '../../../shared/contract/payloads/search.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { ColumnFilter, TableView, TableViews } from '../../../shared/table/table-view.ts';
import { lastTable, patchTable, tableMentions, tableOf } from '../../model/table/collection-table.ts';
import { type Mentions, usualView } from '../../model/table/table-columns.ts';
import { ask } from '../../platform/bridge.ts';
import { createStore, type Store } from '../../platform/store.ts';

/** The views of the open collection that have names. */
export const namedViews: Store<TableViews['named']> = createStore<TableViews['named']>([]);

/** Sets the table up as the person left it, and keeps how it is set up. */
export function useKeptView(folder: string, view: TableView): void {
  const known = useRef<TableView | null>(null);
  useEffect(() => {
    known.current = null;
    let isLate = false;
    void ask('collection:table-views', null).then((views) => {
      if (isLate || !views) return;
      namedViews.set(views.named);
      const isUntouched = tableOf(folder, lastTable.get()).view === usualView;
      if (views.current && isUntouched) patchTable(folder, { view: views.current });
      known.current = tableOf(folder, lastTable.get()).view;
    });
    return () => {
      isLate = true;
    };
  }, [folder]);
  useEffect(() => {
    if (known.current === null || known.current === view) return;
    known.current = view;
    void keepViews({ current: view, named: namedViews.get() });
  }, [view]);
}

async function keepViews(views: TableViews): Promise<void> {
  await ask('collection:keep-table-views', { views });
}

/** Keeps a view under a name, in the place of one that had it. */
export function nameView(name: string, view: TableView): Promise<void> {
  const others = namedViews.get().filter((one) => one.name !== name);
  namedViews.set([...others, { name, view }].sort((a, b) => a.name.localeCompare(b.name, 'en')));
  return keepViews({ current: view, named: namedViews.get() });
}

export function forgetView(name: string, current: TableView): Promise<void> {
  namedViews.set(namedViews.get().filter((one) => one.name !== name));
  return keepViews({ current, named: namedViews.get() });
}

const mostMentions = 100_000;
/** How long documents that are not read yet are waited for before they are asked for again. */
const readingDelayMs = 500;

/** What a search finds when every document has been read; null when it comes to nothing. */
async function wholeSearch(text: string): Promise<readonly SearchHit[] | null> {
  for (;;) {
    const outcome = await ask('collection:search', { text, inSource: false, limit: mostMentions });
    if (outcome?.kind !== 'found') return null;
    if (outcome.left === 0) return outcome.hits;
    await new Promise((resolve) => setTimeout(resolve, readingDelayMs));
  }
}

/** Looks for the documents that mention those whom the table is filtered by. */
export function useMentions(folder: string, filters: readonly ColumnFilter[]): void {
  const latest = useRef<string | null>(null);
  const names = filters.flatMap((filter) => (filter.kind === 'mentions' ? [filter.name] : [])).join('\n');
  const wanted = `${folder}\n${names}`;
  useEffect(() => {
    if (latest.current === null && names === '') return;
    latest.current = wanted;
    // What was found is of the documents as they were: they may have been worked on since.
    void mentionsOf(names === '' ? [] : names.split('\n')).then((found) => {
      if (latest.current === wanted) tableMentions.set(found);
    });
  }, [wanted, names]);
}

async function mentionsOf(names: readonly string[]): Promise<Mentions> {
  const found = new Map<string, ReadonlySet<DocumentId>>();
  for (const name of names) {
    const words = `"${name.replaceAll('"', ' ')}"`;
    const text = `person:${words} OR place:${words} OR organisation:${words} OR term:${words}`;
    const hits = await wholeSearch(text);
    if (hits) found.set(name, new Set(hits.map(({ document }) => document)));
  }
  return found;
}
