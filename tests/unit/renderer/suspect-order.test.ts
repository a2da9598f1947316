import { expect, test, vi } from 'vitest';
import { undoDecision } from '../../../renderer/features/suspects/suspect-queue.ts';
import type { DocumentSession } from '../../../renderer/model/document-session.ts';
import { byDoubt, countsByPage, type PlacedSuspect } from '../../../renderer/model/suspect-order.ts';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
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

test('a decision that is taken back is unlearned once, by one act, however often it was made', () => {
  const asked: unknown[] = [];
  const call = async (channel: string, argument: unknown): Promise<unknown> => {
    asked.push([channel, argument]);
    return { ok: true, value: emptyVocabulary };
  };
  vi.stubGlobal('window', { anchorite: { call } });
  const session = { run: () => true } as unknown as DocumentSession;
  const placed = { suspect: { before: '', text: 'tbe', after: '' } } as unknown as PlacedSuspect;
  undoDecision(session, { kind: 'taken', placed, text: 'the', emendation: false, doc: doc(p('the')) });
  vi.unstubAllGlobals();
  const act = { kind: 'correction taken back', from: 'tbe', to: 'the' };
  expect(asked).toEqual([['collection:learn', { changes: [act] }]]);
});
