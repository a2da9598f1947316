import { createStore, type ReadableStore, type Store } from '../store.ts';
import type { DocumentFilter } from './document-filter.ts';
import type { TableOrder } from './document-order.ts';
import { nothingSelected, type TableSelection } from './table-selection.ts';

/** How a person has set up the table of a collection. It is the same when one comes back from a document. */
export interface CollectionTable {
  /** Folder of the collection that it is set up for. */
  readonly folder: string;
  readonly typed: string;
  readonly filter: DocumentFilter;
  readonly order: TableOrder | null;
  readonly selection: TableSelection;
  /** CSS pixels that the table is scrolled down. */
  readonly scrolled: number;
}

/** Whether the field that the table is filtered by is to get the focus. */
export const searching: Store<boolean> = createStore(false);

const untouched = (folder: string): CollectionTable => ({
  folder,
  typed: '',
  filter: { kind: 'all' },
  order: null,
  selection: nothingSelected,
  scrolled: 0,
});

const store: Store<CollectionTable> = createStore(untouched(''));

/** The table of the collection that was open last. */
export const lastTable: ReadableStore<CollectionTable> = store;

/** The table of a collection: as it was left, or untouched when another was open in between. */
export function tableOf(folder: string, last: CollectionTable): CollectionTable {
  return last.folder === folder ? last : untouched(folder);
}

export const patchTable = (folder: string, patch: Partial<CollectionTable>): void =>
  store.update((last) => ({ ...tableOf(folder, last), ...patch }));
