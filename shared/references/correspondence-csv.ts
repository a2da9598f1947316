import { csvTable } from '../text/csv-table.ts';
import type { CorrespondenceRow } from './correspondence.ts';

const heads = [
  'document',
  'when',
  'date',
  'number',
  'from',
  'to',
  'place',
  'title',
  'answers',
  'answered by',
  'refers to',
  'named by',
] as const;

/** A correspondence as a table, a line a document, with the ids of those that it is tied to. */
export const correspondenceCsv = (rows: readonly CorrespondenceRow[]): string => csvTable(heads, rows.map(cells));

const cells = (row: CorrespondenceRow): readonly string[] => [
  row.document,
  row.when ?? '',
  row.date,
  row.number,
  row.from,
  row.to,
  row.placeSent,
  row.title,
  ...[row.answers, row.answeredBy, row.refersTo, row.namedBy].map((ids) => ids.join(' ')),
];
