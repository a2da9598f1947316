import { expect, test } from 'vitest';
import { type ColumnChoices, decodeLine } from '../../../main/line-reading/ctc-decoding.ts';

/** Columns that show one sign each for sure; `_` is nothing. */
const columns = (line: string): readonly ColumnChoices[] =>
  [...line].map((sign) => [{ text: sign === '_' ? '' : sign, probability: 1 }]);

test('signs that repeat are one, unless nothing stands between them, and spaces divide words', () => {
  const words = decodeLine(columns('__ll_e_tt_t_ers__ _oo_f_'), []);
  expect(words.map(({ text, confidence }) => [text, confidence])).toEqual([
    ['letters', 100],
    ['of', 100],
  ]);
  expect(words[1]).toMatchObject({ first: 19, last: 23 });
});

test('a space that the recogniser missed is taken from where another reading has one', () => {
  expect(decodeLine(columns('to_the_'), []).map(({ text }) => text)).toEqual(['tothe']);
  expect(decodeLine(columns('to_the_'), [2.4]).map(({ text }) => text)).toEqual(['to', 'the']);
});

test('what else the columns may show is told, the likeliest first, also with a sign more or less', () => {
  const doubtful: readonly ColumnChoices[] = [
    [{ text: 'c', probability: 1 }],
    [
      { text: 'a', probability: 0.6 },
      { text: 'o', probability: 0.4 },
    ],
    [{ text: 't', probability: 1 }],
    [
      { text: '', probability: 0.7 },
      { text: 's', probability: 0.3 },
    ],
  ];
  const [word] = decodeLine(doubtful, []);
  expect(word).toMatchObject({
    text: 'cat',
    confidence: 42,
    alternatives: [
      { text: 'cot', confidence: 28 },
      { text: 'cats', confidence: 18 },
      { text: 'cots', confidence: 12 },
    ],
  });
});

test('a line without a sign has no word', () => {
  expect(decodeLine(columns('____'), [1])).toEqual([]);
  expect(decodeLine([], [])).toEqual([]);
});
