import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { collectionLanguage } from '../../../main/language/collection-language.ts';
import { blockWords } from '../../../shared/correct/language/block-words.ts';
import { DocumentRanking } from '../../../shared/correct/suspects/document-ranking.ts';
import type { Language } from '../../../shared/correct/suspects/knowledge.ts';
import { askedFrom } from '../../../shared/correct/suspects/suspects.ts';
import { emptyVocabulary } from '../../../shared/document/vocabulary.ts';
import { p } from '../../helpers/builders.ts';
import { inTemporaryFolder } from '../../helpers/storage-fixtures.ts';

const german = 'Der Gesandte überreichte am Abend die Antwort der Bundesregierung, und die Note wurde sofort verlesen.';

/** What is asked of a text, with the first suggestion. */
function asked(language: Language, text: string, others: readonly string[] = []) {
  const words = blockWords(p(text));
  const block = { words, evidence: words.map(() => null) };
  const runs = others.map((other) => other.split(' '));
  const ranking = new DocumentRanking(language, [block], runs, { vocabulary: emptyVocabulary, kept: [] });
  return ranking
    .all()
    .flatMap(({ suspects }) => suspects)
    .filter(({ score }) => score >= askedFrom)
    .map((one) => [one.text, one.suggestions[0]?.text]);
}

test('in a language without a dictionary nothing is asked for the lack of one, in English most of it is', () => {
  const open = collectionLanguage({ names: ['deu'], folder: null });
  expect(asked(open, german)).toEqual([]);
  expect(asked(open, 'E poi la lettera è giunta a Roma, e non vi fu più nulla da fare.')).toEqual([]);
  expect(asked(collectionLanguage({ names: [], folder: null }), german).length).toBeGreaterThan(6);
});

test('in a language without a dictionary a misreading of what the collection reads elsewhere is found', () => {
  const open = collectionLanguage({ names: ['deu'], folder: null });
  const elsewhere = Array.from({ length: 6 }, () => 'die Antwort der Bundesregierung wurde verlesen');
  const found = asked(open, 'die Antwort der Bundesregiorung wurde verlesen', elsewhere);
  expect(found).toEqual([['der Bundesregiorung wurde', 'der Bundesregierung wurde']]);
});

test('a person’s own dictionary knows its words and their compounds, in its own letters and encoding', () =>
  inTemporaryFolder(async (folder) => {
    const stems = 'der die am und note abend gesandte überreichte antwort bund regierung wurde sofort verlesen bundes';
    await mkdir(path.join(folder, 'deu'));
    await writeFile(path.join(folder, 'deu', 'index.aff'), 'SET ISO8859-1\nTRY esianrtolcdugmphbyfv\n');
    const list = stems.split(' ');
    await writeFile(
      path.join(folder, 'deu', 'index.dic'),
      Buffer.from(`${list.length}\n${list.join('\n')}\n`, 'latin1'),
    );
    const language = collectionLanguage({ names: ['deu'], folder });
    expect(language.lexicon.known('überreichte')).toBe(true);
    expect(asked(language, german)).toEqual([]);
    const misread = german.replace('überreichte', 'uberreichte').replace('sofort', 'soforl');
    expect(asked(language, misread).toSorted()).toEqual([
      ['soforl', 'sofort'],
      ['uberreichte', 'überreichte'],
    ]);
  }));

test('several languages are known together, and one without a dictionary opens them all', () => {
  const both = collectionLanguage({ names: ['eng', 'deu'], folder: null });
  expect(both.isOpen).toBe(true);
  expect(asked(both, `The note said: ${german}`)).toEqual([]);
});
