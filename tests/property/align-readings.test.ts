import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlignedWords, alignReadings } from '../../shared/alignment/align-readings.ts';
import { alignMoved } from '../../shared/alignment/moved-words.ts';
import { characterPlaces, editDistance } from '../../shared/text/edit-distance.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'n', 's', 't'), minLength: 1, maxLength: 9 });
const text = fc.array(word, { maxLength: 60 });

/** Whether no word is in two groups. */
function areApart(groups: readonly AlignedWords[]): boolean {
  const cells = groups.flatMap((group) => [
    ...Array.from({ length: group.oldCount }, (_, index) => `old ${group.old + index}`),
    ...Array.from({ length: group.newCount }, (_, index) => `new ${group.new + index}`),
  ]);
  return new Set(cells).size === cells.length;
}

describe('aligning two readings', () => {
  test('keeps the order of both and gives no word twice, whatever they read', () => {
    fc.assert(
      fc.property(text, text, fc.boolean(), (a, b, areTied) => {
        const groups = alignReadings(a, b, { areTied, leastLetters: 1 });
        expect(areApart(groups)).toBe(true);
        groups.slice(1).forEach((group, index) => {
          expect(group.old).toBeGreaterThan(groups[index]?.old ?? 0);
          expect(group.new).toBeGreaterThan(groups[index]?.new ?? 0);
        });
        const all = [
          ...groups,
          ...alignMoved({ keys: a, begins: () => false }, { keys: b, begins: () => false }, groups),
        ];
        expect(areApart(all)).toBe(true);
      }),
    );
  });

  test('pairs every word of a text with itself', () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(alignReadings(words, words, { areTied: true, leastLetters: 1 })).toEqual(
          words.map((_, index) => ({ old: index, oldCount: 1, new: index, newCount: 1 })),
        );
      }),
    );
  });
});

describe('the distance of two words', () => {
  test('is none from itself, the same both ways, and never more than by a third word', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
        expect(editDistance(a, b, 2)).toBe(Math.min(3, editDistance(a, b)));
      }),
    );
  });

  test('leads each place of one to a place of the other, in order', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const places = characterPlaces(a, b);
        expect([places.length, places[0], places.at(-1)]).toEqual([a.length + 1, 0, b.length]);
        expect(places).toEqual([...places].sort((one, other) => one - other));
      }),
    );
  });
});
