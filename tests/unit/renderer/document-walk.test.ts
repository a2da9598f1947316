import { expect, test } from 'vitest';
import { type DocumentWalk, stepFrom, walkThrough } from '../../../renderer/model/table/collection-table.ts';
import { usualView } from '../../../renderer/model/table/table-columns.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';

const row = (id: string, patch: Partial<DocumentSummary> = {}): DocumentSummary => ({
  id: id as DocumentId,
  title: id,
  number: '',
  type: 'letter',
  date: '',
  when: '',
  from: '',
  to: '',
  status: 'raw',
  anchors: [],
  notes: 0,
  words: 0,
  suspects: null,
  corrections: 0,
  tags: 0,
  changed: '',
  changedBy: '',
  source: `${id}.txt`,
  ...patch,
});

const rows = [
  row('c', { words: 30 }),
  row('a', { words: 10, type: 'telegram' }),
  row('d', { words: 40, type: 'telegram' }),
  row('b', { words: 20, type: 'telegram' }),
];
const untouched = { folder: '/c', typed: '', filter: { kind: 'all' }, view: usualView } as const;

/** Every document that a walk leads to, from the first. */
function walked(walk: DocumentWalk, from: string, step: -1 | 1): readonly string[] {
  const next = stepFrom(walk, from as DocumentId, step, () => true);
  return next === null ? [from] : [from, ...walked(walk, next, step)];
}

test('the walk follows the order of the table, forth and back', () => {
  expect(walked(walkThrough(rows, untouched), 'c', 1)).toEqual(['c', 'a', 'd', 'b']);
  const byWords = walkThrough(rows, {
    ...untouched,
    view: { ...usualView, order: { column: 'words', direction: 'descending' } },
  });
  expect(walked(byWords, 'd', 1)).toEqual(['d', 'c', 'b', 'a']);
  expect(walked(byWords, 'a', -1)).toEqual(['a', 'b', 'c', 'd']);
});

test('the walk goes through the groups of the table as they follow each other', () => {
  const grouped = walkThrough(rows, { ...untouched, view: { ...usualView, group: 'type' } });
  const types = walked(grouped, String(grouped.order[0]), 1).map((id) => rows.find((row) => row.id === id)?.type);
  expect(types).toEqual([...types].sort());
  expect(types).toHaveLength(rows.length);
});

test('the walk passes over what the table does not show', () => {
  const telegrams = walkThrough(rows, { ...untouched, filter: { kind: 'type', type: 'telegram' } });
  expect(walked(telegrams, 'a', 1)).toEqual(['a', 'd', 'b']);
  const typed = walkThrough(rows, { ...untouched, typed: 'b.txt' });
  expect(walked(typed, 'b', 1)).toEqual(['b']);
  expect(walked(typed, 'b', -1)).toEqual(['b']);
});

test('from a document that the table does not show the walk goes on from where that would stand', () => {
  const telegrams = walkThrough(rows, {
    ...untouched,
    filter: { kind: 'type', type: 'telegram' },
    view: { ...usualView, order: { column: 'words', direction: 'ascending' } },
  });
  expect(stepFrom(telegrams, 'c' as DocumentId, 1, () => true)).toBe('d');
  expect(stepFrom(telegrams, 'c' as DocumentId, -1, () => true)).toBe('b');
});

test('the walk stays as it was when a document changes its place in the table or leaves it', () => {
  const walk = walkThrough(rows, {
    ...untouched,
    view: { ...usualView, order: { column: 'status', direction: 'ascending' } },
  });
  // Proofread, the first one stands last in the table by now; the one after it is next all the same.
  expect(walked(walk, 'c', 1)).toEqual(['c', 'a', 'd', 'b']);
});

test('what was removed is passed over, and what came in later stands behind the last', () => {
  const walk = walkThrough(rows, untouched);
  expect(stepFrom(walk, 'c' as DocumentId, 1, (id) => id !== 'a')).toBe('d');
  expect(stepFrom(walk, 'later' as DocumentId, 1, () => true)).toBeNull();
  expect(stepFrom(walk, 'later' as DocumentId, -1, () => true)).toBe('b');
});
