import { expect, test } from 'vitest';
import { suspectFinder } from '../../../main/jobs/suspect-finder.ts';
import { emptyVocabulary } from '../../../shared/document/vocabulary.ts';
import { doc, p } from '../../helpers/builders.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { documentState } from '../../helpers/tei-states.ts';

const workers = builtWorkers();

test('suspects follow an edit, and stand where the words stand now', { timeout: 60_000 }, async () => {
  const finder = suspectFinder(workers());
  const { signal } = new AbortController();
  const sources = { others: async () => ['The Minister spoke of weapons.'], sourceText: async () => '' };
  const imported = doc(p('The Minister spoke.'), p('The weapoms were rernoved at once.'));
  const state = documentState(imported);
  const first = await finder.find(state, emptyVocabulary, sources, signal);
  const edited = { ...state, doc: doc(p('The Minister of Cuba spoke.'), imported.child(1)) };
  const second = await finder.find(edited, emptyVocabulary, sources, signal);
  await finder.close();
  if (first.kind !== 'found' || second.kind !== 'found') throw new Error('nothing was found');
  const wordsIn = (node: typeof imported, { suspects }: typeof first) =>
    suspects.map(({ from, to, suggestions }) => [node.textBetween(from, to), suggestions[0]?.text]).sort();
  const expected = [
    ['rernoved', 'removed'],
    ['weapoms', 'weapons'],
  ];
  expect(wordsIn(imported, first)).toEqual(expected);
  expect(wordsIn(edited.doc, second)).toEqual(expected);
});
