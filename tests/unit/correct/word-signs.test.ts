import { describe, expect, test } from 'vitest';
import { beginsSentence, isMisfit, suggestedStop } from '../../../shared/correct/language/sentence-punctuation.ts';
import { readWordUsage } from '../../../shared/correct/language/word-usage.ts';
import { unbalancedQuotes } from '../../../shared/correct/suspects/examine-block.ts';
import {
  divided,
  lettersFor,
  plainLead,
  plainTrail,
  withoutHyphen,
} from '../../../shared/correct/suspects/word-signs.ts';
import { wordShape } from '../../../shared/text/word-shape.ts';

describe('the stop after a word', () => {
  test.each([
    ['people.', 'numbering', ','],
    ['Vienna,', 'In', '.'],
    ['Vienna.', 'In', null],
    ['people,', 'numbering', null],
    ['people,', 'Stevenson', null],
    ['No.', 'seven', null],
    ['people.', '', null],
    ['"people."', 'numbering', null],
  ])('%s before “%s” should be %s', (word, next, stop) => {
    expect(suggestedStop(wordShape(word), next)).toBe(stop);
  });

  test('fits the next word or does not', () => {
    const fits = (word: string, next: string): boolean => !isMisfit(wordShape(word), next);
    expect([fits('second!', 'of'), fits('second!', 'Of'), fits('second', 'of'), fits('people.', 'numbering')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('only a word that is small within a sentence tells that one begins', () => {
    expect(['The', '“In', 'Budapest', 'the', 'THE', 'I'].map(beginsSentence)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

test('a mark is lone when nothing in its block opens or closes it', () => {
  const lone = (text: string): readonly string[] => {
    const words = text.split(' ').map(wordShape);
    const marks = unbalancedQuotes(words);
    return words.map((word) => marks.around(word));
  };
  expect(lone('he said "go" and went')).toEqual(['', '', '', '', '']);
  expect(lone('the "economic restrictions')).toEqual(['', '"', '']);
  expect(lone("Rabbi Ehrenfeld.' came")).toEqual(['', "'", '']);
  expect(lone("the editors' notes")).toEqual(['', '', '']);
  expect(lone('‘the one’ and ‘passage')).toEqual(['‘', '', '', '‘']);
  expect(lone('sent to) him')).toEqual(['', ')', '']);
  expect(lone('sent (to) him')).toEqual(['', '', '']);
});

test('figures and signs are taken for the letters that they look like', () => {
  expect(lettersFor('80')).toEqual(['so', 'ao']);
  expect(lettersFor('&')).toEqual(['a']);
  expect(lettersFor('1962')).not.toContain('');
  expect(lettersFor('7')).toEqual([]);
});

test('a sign that no word has inside parts it, with the stop and the bracket that it holds', () => {
  expect(divided('of*250')).toEqual([[['of', '250'], 'of 250']]);
  expect(divided('Bill.(Three')).toEqual([[['Bill', 'Three'], 'Bill. (Three']]);
  expect(divided('well-known')).toEqual([]);
  expect(divided("don't")).toEqual([]);
  expect(divided('3.14')).toEqual([]);
});

test('what nobody sets around a word is left out', () => {
  expect(['~', '{', "“'", '"', '(£'].map(plainLead)).toEqual(['', '(', '"', '"', '(£']);
  expect([',', '._', '...', '?"', '}'].map(plainTrail)).toEqual([',', '.', '...', '?"', '']);
});

test('the hyphen of a line end leaves the letters of its word', () => {
  expect(['abso-litely', 'well-to-do', 'plain', '-3-'].map(withoutHyphen)).toEqual(['absolitely', '', '', '']);
});

test('how a language is used is read from a list of words, their counts and what stands after them', () => {
  const usage = readWordUsage('the a 1.3 2.2\nhouse 5\nof 4 0.z\n');
  expect([usage.total, usage.count('the'), usage.count('letter')]).toEqual([19, 10, 0]);
  expect([usage.pairs('the', 'house'), usage.pairs('of', 'the'), usage.pairs('house', 'the')]).toEqual([3, 35, 0]);
  expect(usage.words.known('house')).toBe(true);
});
