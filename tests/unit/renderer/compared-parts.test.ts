import { expect, test } from 'vitest';
import { comparedParts, placeOfChange } from '../../../renderer/features/versions/compared-rows.tsx';
import { compareDocuments } from '../../../shared/journal/compare-documents.ts';
import { doc, p } from '../../helpers/builders.ts';

const older = doc(p('same one'), p('same two'), p('a b c d e'), p('same three'), p('gone here now'));
const newer = doc(p('same one'), p('same two'), p('a x c e f'), p('same three'));
const { rows, changes } = compareDocuments(older, newer);

test('changes are numbered through as they are counted, a word and what replaced it as one', () => {
  const numbers = comparedParts(rows).map((part) =>
    part.kind === 'same' ? part.rows.length : part.runs.map(({ run, change }) => `${run.text}: ${change}`),
  );
  expect(numbers).toEqual([
    2,
    ['a: null', 'b: 0', 'x: 0', 'c: null', 'd: 1', 'e: null', 'f: 2'],
    1,
    ['gone here now: 3'],
  ]);
  expect(changes).toBe(4);
});

test('a change stands behind the words before it in the newer state', () => {
  const parts = comparedParts(rows);
  const start = newer.child(0).nodeSize + newer.child(1).nodeSize + 1;
  expect([0, 1, 2, 3].map((change) => placeOfChange(parts, change))).toEqual([start + 1, start + 5, start + 7, null]);
});
