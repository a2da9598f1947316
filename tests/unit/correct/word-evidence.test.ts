import { expect, test } from 'vitest';
import { confusedLetters } from '../../../shared/correct/language/confusions.ts';
import { wordEvidence } from '../../../shared/correct/suspects/word-evidence.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { LayoutWord, PageLayout } from '../../../shared/document/layout.ts';
import { doc, lineEnd, p } from '../../helpers/builders.ts';

/** A page of lines, ten pixels a letter. */
function layoutOf(...lines: readonly string[]): PageLayout {
  const word = (text: string, x: number, y: number): LayoutWord => ({
    text,
    box: { x, y, width: text.length * 10, height: 10 },
    confidence: 90,
    alternatives: [],
    hyphenation: null,
  });
  const blocks = lines.map((line, row) => {
    const words = [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => word(text, index * 10, row * 20));
    return { box: null, lines: [{ box: null, baseline: null, words }] };
  });
  return { width: 1000, height: 1000, blocks };
}

const page = 'p1' as PageImageId;

test('each word has what the second reading says of it, also where one of them divides or drops words', () => {
  const imported = doc(p('THE STEVENS ON PROPOSAL WAS TAKEN UP BY ALL'));
  const first = layoutOf('THE STEVENS ON PROPOSAL WAS TAKEN UP BY ALL');
  const second = layoutOf('THE STEVENSON PROPOSAL WAS TAKEN UP     ALL');
  const [words] = wordEvidence(imported, [{ page, number: null, first, second, third: null }]);
  expect(words?.map((word) => word?.second)).toEqual([
    { text: 'THE', words: 1, index: 0 },
    { text: 'STEVENSON', words: 2, index: 0 },
    { text: 'STEVENSON', words: 2, index: 1 },
    { text: 'PROPOSAL', words: 1, index: 0 },
    { text: 'WAS', words: 1, index: 0 },
    { text: 'TAKEN', words: 1, index: 0 },
    { text: 'UP', words: 1, index: 0 },
    { text: '', words: 1, index: 0 },
    { text: 'ALL', words: 1, index: 0 },
  ]);
});

test('a word that a line end divides has one evidence, without the hyphen of the line', () => {
  const imported = doc(p('PROTEST AGAINST RECONNAIS-', lineEnd(true), 'SANCE FLIGHTS'));
  const layout = layoutOf('PROTEST AGAINST RECONNAIS-', 'SANCE FLIGHTS');
  const [words] = wordEvidence(imported, [{ page, number: null, first: layout, second: layout, third: null }]);
  expect(words?.[2]).toMatchObject({ confidence: 90, second: { text: 'RECONNAISSANCE' }, box: { y: 0 } });
});

test('a page that was read once has no second reading, and text without pages no evidence', () => {
  const imported = doc(p('PROTEST AGAINST FLIGHTS OVER CUBA'));
  const first = layoutOf('PROTEST AGAINST FLIGHTS OVER CUBA');
  const [once] = wordEvidence(imported, [{ page, number: null, first, second: null, third: null }]);
  expect(once?.map((word) => word?.second)).toEqual([null, null, null, null, null]);
  expect(wordEvidence(imported, [])).toEqual([[null, null, null, null, null]]);
});

test('a word has what another reader has for it and thought of, and nothing where that reader may lack a letter', () => {
  const imported = doc(p('THE MINISTRY OF GÜNTER WAS INFORMED'));
  const first = layoutOf('THE MINISTRY OF GÜNTER WAS INFORMED');
  const read = layoutOf('THE MINISTER OF GUNTER WAS INFORMED');
  const third = {
    ...read,
    blocks: read.blocks.map((block) => ({
      ...block,
      lines: block.lines.map((line) => ({
        ...line,
        words: line.words.map((word) => ({ ...word, alternatives: [{ text: `${word.text}S`, confidence: 7 }] })),
      })),
    })),
  };
  const [words] = wordEvidence(imported, [{ page, number: null, first, second: null, third }]);
  expect(words?.[1]?.third).toEqual({
    text: 'MINISTER',
    words: 1,
    index: 0,
    confidence: 90,
    alternatives: [{ text: 'MINISTERS', confidence: 7 }],
  });
  expect(words?.[3]?.third).toBeNull();
});

test('a correction teaches the letters in which it differs, and nothing when words are quite different', () => {
  expect(confusedLetters('rernoved', 'removed')).toEqual([{ read: 'rn', meant: 'm' }]);
  expect(confusedLetters('modern', 'ancient')).toEqual([]);
});
