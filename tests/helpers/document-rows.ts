import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';

/** A row of the table of documents: a raw telegram from Moscow, with what a test changes of it. */
export const tableRow = (id: number, changed: Partial<DocumentSummary> = {}): DocumentSummary => ({
  id: `d${id}` as DocumentId,
  source: `${id}.txt`,
  title: `Telegram ${id}`,
  type: 'telegram',
  number: String(id),
  date: '',
  when: '',
  from: 'Moscow',
  to: 'State',
  status: 'raw',
  anchors: [],
  notes: 0,
  corrections: 0,
  tags: 0,
  words: 0,
  suspects: null,
  changed: '2026-03-05T10:00:00.000Z',
  changedBy: 'TE',
  ...changed,
});
