import { archiveFacts } from '../document/metadata.ts';

/** The columns that the table of a collection can have. */
export const columnIds = [
  'title',
  'number',
  'type',
  'date',
  'from',
  'sender',
  'recipient',
  'anchors',
  'status',
  'words',
  'suspects',
  'corrections',
  'tags',
  'notes',
  'editor',
  'file',
  ...archiveFacts,
  'changed',
] as const;

export type ColumnId = (typeof columnIds)[number];

export interface TableOrder {
  readonly column: ColumnId;
  readonly direction: 'ascending' | 'descending';
}

/** What documents are put together by; those of a year have their date in it. */
export const groupings = ['status', 'type', 'year', 'sender', 'recipient', 'editor'] as const;

export type Grouping = (typeof groupings)[number];

/** What a document must have in a column to be shown. */
export type ColumnFilter =
  /** One of these values, as the column shows them. */
  | { readonly kind: 'one of'; readonly column: ColumnId; readonly values: readonly string[] }
  /** These words, in any case. */
  | { readonly kind: 'has'; readonly column: ColumnId; readonly text: string }
  /** A day from and to here, both included: `1962`, `1962-11` or `1962-11-01`; an empty one is no limit. */
  | { readonly kind: 'days'; readonly column: ColumnId; readonly from: string; readonly to: string }
  /** A number from and to here, both included; null is no limit. */
  | { readonly kind: 'count'; readonly column: ColumnId; readonly least: number | null; readonly most: number | null }
  /** A person, place or organisation that is tagged in it, by name. */
  | { readonly kind: 'mentions'; readonly name: string };

/** How the table of a collection is set up. */
export interface TableView {
  /** From left to right. */
  readonly columns: readonly ColumnId[];
  /** Null leaves documents in the order of the collection. */
  readonly order: TableOrder | null;
  readonly group: Grouping | null;
  readonly filters: readonly ColumnFilter[];
}

/** A view that a person gave a name. */
export interface NamedView {
  readonly name: string;
  readonly view: TableView;
}

/** The views of a collection. */
export interface TableViews {
  /** As the table was left; null when it was never set up. */
  readonly current: TableView | null;
  readonly named: readonly NamedView[];
}

/** How long a text of a view may be, and how many views, filters and values there may be. */
export const viewLimits = { text: 300, views: 100, filters: 50, values: 1_000 } as const;
