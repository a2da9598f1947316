import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchSequences } from '../../shared/text/sequences.ts';
import { plainMatches } from '../helpers/plain-comparison.ts';

const word = fc.constantFrom('the', 'of', 'CUBA', 'IL-28', 'a', 'b', 'c', 'd');
const text = fc.array(word, { maxLength: 400, size: 'max' });

describe('aligning two sequences', () => {
  test('pairs only equal members, each once, in the order of both', () => {
    fc.assert(
      fc.property(text, text, (oldOnes, newOnes) => {
        let oldEnd = 0;
        let newEnd = 0;
        for (const run of matchSequences(oldOnes, newOnes)) {
          expect(run.count).toBeGreaterThan(0);
          expect(run.old >= oldEnd && run.new >= newEnd).toBe(true);
          expect(oldOnes.slice(run.old, run.old + run.count)).toEqual(newOnes.slice(run.new, run.new + run.count));
          oldEnd = run.old + run.count;
          newEnd = run.new + run.count;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('pairs what a comparison of the words themselves pairs, in short texts and in long ones that repeat themselves', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 60 }), (oldOnes, newOnes, every) => {
        expect(matchSequences(oldOnes, newOnes)).toEqual(plainMatches(oldOnes, newOnes));
        // Words that occur once, as most places of a real text are known by.
        const numbered = (items: readonly string[]): readonly string[] =>
          items.map((item, index) => (index % every === 0 ? `${item}${index}` : item));
        expect(matchSequences(numbered(oldOnes), numbered(newOnes))).toEqual(
          plainMatches(numbered(oldOnes), numbered(newOnes)),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('a long text with scattered changes leaves nothing unpaired but the changes', () => {
    const oldOnes = Array.from({ length: 20_000 }, (_, index) => `w${(index * 7919) % 5_000}`);
    const newOnes = oldOnes.map((item, index) => (index % 50 === 25 ? `${item}x` : item));
    const paired = matchSequences(oldOnes, newOnes).reduce((sum, { count }) => sum + count, 0);
    expect(paired).toBe(20_000 - 400);
  });

  test('equal sequences are one run', () => {
    fc.assert(
      fc.property(text, (items) => {
        expect(matchSequences(items, items)).toEqual(items.length > 0 ? [{ old: 0, new: 0, count: items.length }] : []);
      }),
    );
  });
});
