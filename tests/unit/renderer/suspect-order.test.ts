import { expect, test } from 'vitest';
import { withoutOne } from '../../../renderer/workbench/suspects/settled-act.ts';
import { byDoubt, countsByPage, type PlacedSuspect } from '../../../renderer/workbench/suspects/suspect-order.ts';
import type { Suspect } from '../../../shared/correct/suspect.ts';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import { vocabularyOf } from '../../../shared/document/vocabulary.ts';
import { doc, fac, p } from '../../helpers/builders.ts';

const suspect = (text: string, from: number, score = 0.5): Suspect => ({
  from,
  to: from + text.length,
  text,
  before: '',
  after: '',
  score,
  reasons: [],
  suggestions: [],
  page: null,
  box: null,
});

const placed = (text: string, from: number, score?: number): PlacedSuspect => ({
  suspect: suspect(text, from, score),
  from,
  to: from + text.length,
});
const [one, two, three] = [placed('one', 5), placed('two', 20, 0.9), placed('three', 40, 0.7)];

test('suspects are listed most doubtful first', () => {
  expect(byDoubt([one, two, three]).map(({ suspect: { text } }) => text)).toEqual(['two', 'three', 'one']);
});

test('suspects are counted on the page that they stand on', () => {
  const pages = anchorsOf(doc(p(fac(1), 'some words on the first'), p(fac(2), 'and some on the second page')));
  const counts = countsByPage([one, placed('also', 9), three], pages);
  expect(counts.map(({ page, count, first }) => [page, count, first.text])).toEqual([
    ['Facsimile 1', 2, 'one'],
    ['Facsimile 2', 1, 'three'],
  ]);
});

test('a correction that is taken back is forgotten once, not altogether', () => {
  const learned = { kind: 'correction learned', from: 'tbe', to: 'the' } as const;
  const acts = [learned, learned, learned];
  const known = vocabularyOf(acts);
  const left = vocabularyOf([...acts, ...withoutOne(known, 'tbe', 'the')]);
  expect(left.corrections).toEqual([{ from: 'tbe', to: 'the', count: 2 }]);
  expect(vocabularyOf([learned, ...withoutOne(vocabularyOf([learned]), 'tbe', 'the')]).corrections).toEqual([]);
});
