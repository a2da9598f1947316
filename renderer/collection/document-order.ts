import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { documentStatuses } from '../../shared/document/metadata.ts';

export type ColumnId = 'title' | 'date' | 'from' | 'anchors' | 'status' | 'words' | 'corrections' | 'tags' | 'changed';

export interface TableOrder {
  readonly column: ColumnId;
  readonly direction: 'ascending' | 'descending';
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

const compareBy: Readonly<Record<ColumnId, (a: DocumentSummary, b: DocumentSummary) => number>> = {
  title: (a, b) => collator.compare(a.title, b.title),
  date: (a, b) => collator.compare(a.when || '9999', b.when || '9999'),
  from: (a, b) => collator.compare(a.from, b.from) || collator.compare(a.to, b.to),
  anchors: (a, b) => a.anchors.length - b.anchors.length,
  status: (a, b) => documentStatuses.indexOf(a.status) - documentStatuses.indexOf(b.status),
  words: (a, b) => a.words - b.words,
  corrections: (a, b) => a.corrections - b.corrections,
  tags: (a, b) => a.tags - b.tags,
  changed: (a, b) => collator.compare(a.changed, b.changed),
};

/** Documents in the order of a column; null leaves them as the collection has them. Equal ones keep their order. */
export function orderDocuments(
  documents: readonly DocumentSummary[],
  order: TableOrder | null,
): readonly DocumentSummary[] {
  if (!order) return documents;
  const compare = compareBy[order.column];
  const sign = order.direction === 'ascending' ? 1 : -1;
  return [...documents].sort((a, b) => sign * compare(a, b));
}

/** What a click on a column's head makes of the order: ascending, descending, then the collection's own. */
export function nextOrder(order: TableOrder | null, column: ColumnId): TableOrder | null {
  if (order?.column !== column) return { column, direction: 'ascending' };
  return order.direction === 'ascending' ? { column, direction: 'descending' } : null;
}
