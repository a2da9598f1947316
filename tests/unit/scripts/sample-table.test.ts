import { expect, test } from 'vitest';
import { describeAnchors, formatTable } from '../../../scripts/sample/table.mjs';

test('a table has its columns under each other, numbers to the right', () => {
  const table = formatTable([
    ['document', 'tags', 'TEI'],
    ['a long name', 2, 'valid'],
    ['short', 12, 'NOT VALID'],
  ]);
  expect(table.split('\n')).toEqual([
    'document     tags  TEI',
    '────────────────────────────',
    'a long name     2  valid',
    'short          12  NOT VALID',
  ]);
});

test('anchors are summed up by kind, with runs of page numbers drawn together', () => {
  const anchors = [
    { kind: 'facsimile', label: '1' },
    { kind: 'typeset', label: '1359' },
    { kind: 'facsimile', label: '2' },
    { kind: 'typeset', label: '1360' },
    { kind: 'facsimile', label: '4' },
    { kind: 'page', label: 'iv' },
  ];
  expect(describeAnchors(anchors)).toBe('facsimile 1–2, 4 · typeset 1359–1360 · page iv');
});

test('a document without anchors has none to describe', () => {
  expect(describeAnchors([])).toBe('');
});
