import { describe, expect, test } from 'vitest';
import { compareDocuments, comparisonFigures } from '../../../shared/journal/compare-documents.ts';
import { doc, fac, h, p, person, place, typ } from '../../helpers/builders.ts';

const runs = (...args: Parameters<typeof compareDocuments>): readonly string[][] =>
  compareDocuments(...args).rows.map((row) => row.runs.map(({ kind, text }) => `${kind}: ${text}`));

describe('comparing two versions', () => {
  test('shows what stayed, what went and what came, block by block', () => {
    const older = doc(h('Telegram'), p('THEN STEVENS ON READ'), p('END'));
    const newer = doc(h('Telegram'), p('THEN STEVENSON READ IT'), p('END'));
    expect(runs(older, newer)).toEqual([
      ['same: Telegram'],
      ['same: THEN', 'removed: STEVENS ON', 'added: STEVENSON', 'same: READ', 'added: IT'],
      ['same: END'],
    ]);
    expect(compareDocuments(older, newer).changes).toBe(2);
  });

  test('words taken away stand between the words around them', () => {
    expect(runs(doc(p('a b c d')), doc(p('a d')))).toEqual([['same: a', 'removed: b c', 'same: d']]);
  });

  test('tells what became of tags', () => {
    const older = doc(p(person('a1', 'Kennedy'), ' and ', person('a2', 'Cuba'), ' and ', place('a4', 'Rome')));
    const newer = doc(p(person('a1', 'Kennedy'), ' and ', place('a2', 'Cuba'), person('a3', ' and'), ' Rome'));
    expect(compareDocuments(older, newer).annotations).toEqual([
      { id: 'a2', kind: 'retagged', as: 'place', text: 'Cuba', before: { as: 'person', text: 'Cuba' } },
      { id: 'a3', kind: 'added', as: 'person', text: 'and', before: null },
      { id: 'a4', kind: 'removed', as: 'place', text: 'Rome', before: { as: 'place', text: 'Rome' } },
    ]);
  });

  test('tells what became of page anchors', () => {
    const older = doc(p('a ', fac(1), 'b ', fac(2), 'c ', typ(9)));
    const newer = doc(p('a ', fac(2), 'b ', fac(1), 'c ', typ(10)));
    expect(compareDocuments(older, newer).anchors).toEqual([
      { kind: 'moved', anchor: { kind: 'facsimile', label: '2' } },
      { kind: 'moved', anchor: { kind: 'facsimile', label: '1' } },
      { kind: 'added', anchor: { kind: 'typeset', label: '10' } },
      { kind: 'removed', anchor: { kind: 'typeset', label: '9' } },
    ]);
  });

  test('an anchor that went over one word has moved, and one whose neighbours were corrected has not', () => {
    const older = doc(p('of the ', fac(1), 'United States'), p('on ', fac(2), 'Cuba'));
    const newer = doc(p('of ', fac(1), 'the United States'), p('upon ', fac(2), 'Kuba'));
    expect(compareDocuments(older, newer).anchors).toEqual([
      { kind: 'moved', anchor: { kind: 'facsimile', label: '1' } },
    ]);
  });

  test('neighbouring paragraphs that were both corrected stand in rows of their own', () => {
    const older = doc(p('the first paragraf here'), p('the secund one here'), p('gone'));
    const newer = doc(p('the first paragraph here'), p('the second one here'), p('gone'));
    expect(runs(older, newer)).toEqual([
      ['same: the first', 'removed: paragraf', 'added: paragraph', 'same: here'],
      ['same: the', 'removed: secund', 'added: second', 'same: one here'],
      ['same: gone'],
    ]);
    const rows = compareDocuments(older, newer).rows.map((row) => [row.older, row.newer]);
    expect(rows).toEqual([
      [[0], [0]],
      [[25], [26]],
      [[46], [47]],
    ]);
  });

  test('counts as much as it lists', () => {
    const older = doc(p(fac(1), 'a ', person('a1', 'b'), ' c'), p('same'));
    const newer = doc(p('a ', fac(1), place('a1', 'b'), ' d e'), p('same'));
    const { changes, annotations, anchors } = compareDocuments(older, newer);
    expect(comparisonFigures(older, newer)).toEqual({ corrections: 1, tags: 1, anchors: 1 });
    expect([changes, annotations.length, anchors.length]).toEqual([1, 1, 1]);
    expect(comparisonFigures(older, older)).toEqual({ corrections: 0, tags: 0, anchors: 0 });
  });
});
