import { expect, test, vi } from 'vitest';
import type { DocumentSession } from '../../../renderer/workbench/document-session.ts';
import { takeBackAct } from '../../../renderer/workbench/suspects/settled-act.ts';
import {
  byDoubt,
  countsByPage,
  inOrder,
  type PlacedSuspect,
  suspectBeside,
} from '../../../renderer/workbench/suspects/suspect-order.ts';
import type { Suspect } from '../../../shared/correct/suspect.ts';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import { emptyVocabulary } from '../../../shared/document/vocabulary.ts';
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

const [one, two, three] = [suspect('one', 5), suspect('two', 20, 0.9), suspect('three', 40, 0.7)];
const places: readonly PlacedSuspect[] = [one, two, three].map((found) => ({
  suspect: found,
  from: found.from,
  to: found.to,
}));
const wordBeside = (from: number, to: number, direction: -1 | 1) => {
  const next = suspectBeside(places, { from, to }, direction);
  return next && [next.placed.suspect.text, next.isRound];
};

test('the next suspect is the first after the caret, round the end of the document', () => {
  expect(wordBeside(20, 20, 1)).toEqual(['two', false]);
  expect(wordBeside(20, 23, 1)).toEqual(['three', false]);
  expect(wordBeside(40, 45, 1)).toEqual(['one', true]);
});

test('the previous suspect is the last before the caret, round the beginning', () => {
  expect(wordBeside(40, 45, -1)).toEqual(['two', false]);
  expect(wordBeside(5, 8, -1)).toEqual(['three', true]);
  expect(suspectBeside([], { from: 1, to: 1 }, 1)).toBeNull();
});

test('suspects are listed as they stand, or most doubtful first', () => {
  expect(byDoubt([one, two, three]).map(({ text }) => text)).toEqual(['two', 'three', 'one']);
  expect(inOrder([three, one, two]).map(({ text }) => text)).toEqual(['one', 'two', 'three']);
});

test('suspects are counted on the page that they stand on', () => {
  const pages = anchorsOf(doc(p(fac(1), 'some words on the first'), p(fac(2), 'and some on the second page')));
  const counts = countsByPage([one, suspect('also', 9), three], pages);
  expect(counts.map(({ page, count, first }) => [page, count, first.text])).toEqual([
    ['Facsimile 1', 2, 'one'],
    ['Facsimile 2', 1, 'three'],
  ]);
});

test('a decision that is taken back is unlearned once, by one act, however often it was made', () => {
  const asked: unknown[] = [];
  const call = async (channel: string, argument: unknown): Promise<unknown> => {
    asked.push([channel, argument]);
    return { ok: true, value: emptyVocabulary };
  };
  vi.stubGlobal('window', { anchorite: { call } });
  const session = { run: () => true } as unknown as DocumentSession;
  const placed = { suspect: { before: '', text: 'tbe', after: '' } } as unknown as PlacedSuspect;
  takeBackAct(session, { kind: 'taken', placed, text: 'the', emendation: false, doc: doc(p('the')) });
  vi.unstubAllGlobals();
  const act = { kind: 'correction taken back', from: 'tbe', to: 'the' };
  expect(asked).toEqual([['collection:learn', { changes: [act] }]]);
});
