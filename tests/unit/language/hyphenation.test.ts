import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { hyphenDictionary, hyphensToKeep } from '../../../main/language/hyphenation.ts';
import { readingText } from '../../../shared/document/reading-text.ts';
import { withKeptHyphens } from '../../../shared/import/word-hyphens.ts';
import { doc, lineEnd, p } from '../../helpers/builders.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { inTemporaryFolder } from '../../helpers/storage-fixtures.ts';

const workers = builtWorkers();
const english = { names: [], folder: null };

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
  const kept = await hyphensToKeep(workers(), letter, ['Aide-Memoire'], english, signal);
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
  const dictionary = hyphenDictionary(workers(), english);
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

test(
  'the dictionaries of a collection tell it in its languages, and without one every broken word is joined',
  {
    timeout: 60_000,
  },
  async () =>
    inTemporaryFolder(async (folder) => {
      const list = ['prêt', 'faire', 'peut-être', 'gouvernement', 'grand-père', 'la'];
      await writeFile(path.join(folder, 'fra.aff'), 'SET UTF-8\nTRY esianrtolcdugmphbyfv\n');
      await writeFile(path.join(folder, 'fra.dic'), `${list.length}\n${list.join('\n')}\n`);
      const broken = [
        ['peut-', 'être'],
        ['gouverne-', 'ment'],
        ['GRAND-', 'PÈRE'],
        ['well-', 'known'],
      ];
      const letter = doc(...broken.map(([before, after]) => p(`la ${before}`, lineEnd(true), `${after} faire`)));
      const { signal } = new AbortController();
      const textIn = async (names: readonly string[]): Promise<readonly string[]> => {
        const kept = await hyphensToKeep(workers(), letter, [], { names, folder }, signal);
        return readingText(withKeptHyphens(letter, kept)).split('\n');
      };
      expect(await textIn(['fra'])).toEqual([
        'la peut-être faire',
        'la gouvernement faire',
        'la GRAND-PÈRE faire',
        'la wellknown faire',
      ]);
      expect((await textIn(['eng']))[3]).toBe('la well-known faire');
      expect(await textIn(['fra', 'eng'])).toEqual([
        'la peut-être faire',
        'la gouvernement faire',
        'la GRAND-PÈRE faire',
        'la well-known faire',
      ]);
      expect((await textIn(['deu']))[0]).toBe('la peutêtre faire');
    }),
);
