import { describe, expect, test } from 'vitest';
import { compareDocuments } from '../../../shared/journal/compare-documents.ts';
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
      { id: 'a3', kind: 'added', as: 'person', text: ' and', before: null },
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
});
