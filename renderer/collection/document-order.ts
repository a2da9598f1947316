import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { documentStatuses } from '../../shared/document/metadata.ts';

export type ColumnId =
  | 'title'
  | 'date'
  | 'from'
  | 'anchors'
  | 'status'
  | 'words'
  | 'suspects'
  | 'corrections'
  | 'tags'
  | 'changed';

export interface TableOrder {
  readonly column: ColumnId;
  readonly direction: 'ascending' | 'descending';
}

/** A text in the form that sorts as people count: numbers by value, letters without case. */
const sortable = (text: string): string =>
  text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(largestNumberDigits, '0'));

const largestNumberDigits = 10;

/** What each column sorts by. Documents without a date come last, such as nobody has looked at for suspects first. */
const keyOf: Readonly<Record<ColumnId, (document: DocumentSummary) => string | number>> = {
  title: ({ title }) => sortable(title),
  date: ({ when }) => when || '9999',
  from: ({ from, to }) => sortable(`${from}\n${to}`),
  anchors: ({ anchors }) => anchors.length,
  status: ({ status }) => documentStatuses.indexOf(status),
  words: ({ words }) => words,
  suspects: ({ suspects }) => suspects ?? -1,
  corrections: ({ corrections }) => corrections,
  tags: ({ tags }) => tags,
  changed: ({ changed }) => changed,
};

/** Documents in the order of a column; null leaves them as the collection has them. Equal ones keep their order. */
export function orderDocuments(
  documents: readonly DocumentSummary[],
  order: TableOrder | null,
): readonly DocumentSummary[] {
  if (!order) return documents;
  const sign = order.direction === 'ascending' ? 1 : -1;
  // Keys are made once: a large collection has two million comparisons.
  const keyed = documents.map((document) => ({ document, key: keyOf[order.column](document) }));
  keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -sign : sign));
  return keyed.map(({ document }) => document);
}

/** What a click on a column's head makes of the order: ascending, descending, then the collection's own. */
export function nextOrder(order: TableOrder | null, column: ColumnId): TableOrder | null {
  if (order?.column !== column) return { column, direction: 'ascending' };
  return order.direction === 'ascending' ? { column, direction: 'descending' } : null;
}
