import { expect, test } from 'vitest';
import { hyphenDictionary, hyphensToKeep } from '../../../main/language/hyphenation.ts';
import { readingText } from '../../../shared/document/reading-text.ts';
import { withKeptHyphens } from '../../../shared/import/word-hyphens.ts';
import { doc, lineEnd, p } from '../../helpers/builders.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';

const workers = builtWorkers();

test('the dictionary and the vocabulary tell which hyphens at line ends belong to their words', {
  timeout: 60_000,
}, async () => {
  const broken = [
    'well-known',
    'long-range',
    'SURFACE-TO-AIR',
    'recon-naissance',
    'some-thing',
    'with-drawing',
    'Khrush-chev',
  ];
  const letter = doc(
    ...broken.map((word) => {
      const at = word.lastIndexOf('-') + 1;
      return p(`a ${word.slice(0, at)}`, lineEnd(true), `${word.slice(at)} plan`);
    }),
    p('the AIDE-', lineEnd(true), 'MEMOIRE'),
  );
  const { signal } = new AbortController();
  const kept = await hyphensToKeep(workers(), letter, ['Aide-Memoire'], signal);
  expect(readingText(withKeptHyphens(letter, kept)).split('\n')).toEqual([
    'a well-known plan',
    'a long-range plan',
    'a SURFACE-TO-AIR plan',
    'a reconnaissance plan',
    'a something plan',
    'a withdrawing plan',
    'a Khrushchev plan',
    'the AIDE-MEMOIRE',
  ]);
});

test('the dictionary is read once for all documents of an import', { timeout: 60_000 }, async () => {
  const started: unknown[] = [];
  const count = (worker: unknown): number => started.push(worker);
  process.on('worker', count);
  const dictionary = hyphenDictionary(workers());
  try {
    const { signal } = new AbortController();
    const texts: string[] = [];
    for (const [before, after] of [
      ['har-', 'bour'],
      ['long-', 'range'],
      ['commit-', 'tee'],
    ]) {
      const letter = doc(p(`the ${before}`, lineEnd(true), `${after} plan`));
      texts.push(readingText(withKeptHyphens(letter, await dictionary.kept(letter, [], signal))));
    }
    expect(texts).toEqual(['the harbour plan', 'the long-range plan', 'the committee plan']);
    expect(started).toHaveLength(1);
  } finally {
    process.off('worker', count);
    await dictionary.close();
  }
});
