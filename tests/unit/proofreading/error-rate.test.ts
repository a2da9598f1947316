import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorRate } from '../../../shared/proofreading/error-rate.ts';
import { editDistance } from '../../../shared/text/edit-distance.ts';

describe('the error rate of a text', () => {
  test('counts wrong characters and wrong words against the truth', () => {
    expect(errorRate('STEVENS ON READ TWO NUMBERD PARAS', 'STEVENSON READ TWO NUMBERED PARAS')).toEqual({
      characters: 33,
      characterErrors: 2,
      cer: 2 / 33,
      words: 5,
      wordErrors: 3,
      wer: 3 / 5,
    });
  });

  test('is nothing for the same words, however lines and white space fall', () => {
    expect(
      errorRate('US RECONNAIS-\nSANCE  FLIGHTS\n\nOVER CUBA', 'US RECONNAISSANCE FLIGHTS OVER CUBA'),
    ).toMatchObject({
      cer: 0,
      wer: 0,
    });
    expect(errorRate('US RECONNAISSANCE FLIGHTS', 'US RECONNAIS-\r\nSANCE\rFLIGHTS')).toMatchObject({ cer: 0, wer: 0 });
    expect(errorRate('US RECONNAISSANCE', 'US RECONNAIS-\rSANCE')).toMatchObject({ cer: 0, wer: 0 });
  });

  test('of nothing against nothing is nothing, against a text everything', () => {
    expect(errorRate('', '')).toMatchObject({ cer: 0, wer: 0 });
    expect(errorRate('', 'TOP SECRET')).toMatchObject({ characterErrors: 10, cer: 1, wordErrors: 2, wer: 1 });
    expect(errorRate('STRAY', '')).toMatchObject({ cer: 1, wer: 1 });
  });

  test('of a long text is near the one that compares every character', () => {
    const line = Array.from({ length: 55 }, (_, index) => `word${index % 97} follows number ${index}`).join(' ');
    const read = line.replaceAll('number 1', 'nunber l').replaceAll('word7 ', 'w0rd7 x');
    const [long, longTruth] = [`${read} `.repeat(3), `${line} `.repeat(3)];
    const exact = editDistance(long.trim(), longTruth.trim());
    const { characterErrors } = errorRate(long, longTruth);
    expect(long.length * longTruth.length).toBeGreaterThan(10_000_000);
    expect(characterErrors).toBeGreaterThanOrEqual(exact);
    expect(characterErrors).toBeLessThan(exact * 1.1);
  });

  test('counts the least number of wrong words of a text of common length', () => {
    const words = fc.array(fc.constantFrom('A', 'B', 'CC', 'D'), { maxLength: 30 });
    fc.assert(
      fc.property(words, words, (read, truth) => {
        const { wordErrors } = errorRate(read.join(' '), truth.join(' '));
        const letters = (list: readonly string[]): string => list.map((word) => word.charAt(0)).join('');
        expect(wordErrors).toBe(editDistance(letters(read), letters(truth)));
      }),
    );
  });
});
