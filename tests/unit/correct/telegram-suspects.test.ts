import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { englishLanguage } from '../../../main/language/english-dictionary.ts';
import { blockWords } from '../../../shared/correct/language/block-words.ts';
import { DocumentRanking } from '../../../shared/correct/suspects/document-ranking.ts';
import type { Language } from '../../../shared/correct/suspects/knowledge.ts';
import { askedFrom, type BlockSuspect } from '../../../shared/correct/suspects/suspects.ts';
import { textBlocks } from '../../../shared/document/reading-text.ts';
import { emptyVocabulary, type Vocabulary } from '../../../shared/document/vocabulary.ts';
import { readPlainText } from '../../../shared/import/plain-text/read-plain-text.ts';

const documents = path.resolve(import.meta.dirname, '../../../fixtures/documents');

let language: Language;
beforeAll(() => {
  language = englishLanguage();
});

function telegram(vocabulary: Vocabulary = emptyVocabulary, kept: readonly string[] = []): readonly BlockSuspect[] {
  const { doc } = readPlainText(readFileSync(path.join(documents, '003_a5bfdc7065c2c0b6.txt'), 'utf8'));
  const blocks = textBlocks(doc).map(({ block }) => ({ words: blockWords(block), evidence: [] }));
  const ranking = new DocumentRanking(language, blocks, [], { vocabulary, kept });
  return ranking
    .all()
    .flatMap(({ suspects }) => suspects.filter(({ score }) => score >= askedFrom))
    .sort((a, b) => b.score - a.score);
}

test('the four words of the telegram that are surely misread are among the first ten suspects, each with what it means first', () => {
  const first = telegram().slice(0, 10);
  const meant = first.map(({ text, suggestions }) => [text, suggestions[0]?.text]);
  expect(meant).toContainEqual(['OFFER FIVE WEAPONS', 'OF OFFENSIVE WEAPONS']);
  expect(meant).toContainEqual(['DISTANTLING', 'DISMANTLING']);
  expect(meant.filter(([text, suggestion]) => text === 'STEVENS ON' && suggestion === 'STEVENSON')).toHaveLength(2);
});

test('abbreviations of cables, codes and words broken over line ends are not asked', () => {
  const asked = telegram().map(({ text }) => text);
  for (const word of ['NEGOTS', 'SOVS', 'RPT', 'MTG', "IL-28'S", 'RECONNAISSANCE', 'GOVT.', '11/13/CWO-W'])
    expect(asked).not.toContain(word);
});

test('stamps and the fields of the header are not asked', () => {
  const asked = telegram().map(({ text }) => text);
  expect(asked.filter((text) => /CU-?7|4598|Rec'd|CWII/.test(text))).toEqual([]);
});

test('a word that was kept, or that the vocabulary has, is not asked again', () => {
  const [before] = telegram().filter(({ text }) => text === 'DISTANTLING');
  const key = `${before?.before}\nDISTANTLING\n${before?.after}`;
  const after = telegram(emptyVocabulary, [key]);
  expect(after.some(({ text }) => text === 'DISTANTLING')).toBe(false);
  const taught = telegram({ ...emptyVocabulary, words: ['Distantling'], corrections: [] });
  expect(taught.some(({ text }) => text === 'DISTANTLING')).toBe(false);
});

test('every suspect says why, and nothing is said of an OCR that nobody knows', () => {
  for (const { reasons, score } of telegram()) {
    expect(reasons.length).toBeGreaterThan(0);
    expect(score).toBeLessThanOrEqual(1);
    expect(reasons.filter((reason) => reason.includes('OCR') || reason.includes('second reading'))).toEqual([]);
  }
});
