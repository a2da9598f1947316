import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  madeOne,
  mergedWithPrevious,
  movedTo,
  type Starts,
  splitAt,
  startOf,
} from '../../../renderer/features/photos/page-groups.ts';

/** Documents by their lengths: 2 + 3 pages begin at 0 and 2. */
const documents = (...lengths: readonly number[]): Starts => {
  let place = 0;
  return new Set(
    lengths.map((length) => {
      place += length;
      return place - length;
    }),
  );
};

describe('pages on a contact sheet', () => {
  test('of a range are one document, and what follows is another', () => {
    expect(madeOne(documents(6), 1, 3, 6)).toEqual(documents(1, 3, 2));
    expect(madeOne(documents(2, 2, 2), 1, 4, 6)).toEqual(documents(1, 4, 1));
    expect(madeOne(documents(2, 2, 2), 2, 5, 6)).toEqual(documents(2, 4));
  });

  test('begin a document, or go on with the one before', () => {
    expect(splitAt(documents(4), 2)).toEqual(documents(2, 2));
    expect(mergedWithPrevious(documents(2, 2, 1), 3)).toEqual(documents(4, 1));
    expect(mergedWithPrevious(documents(3), 1)).toEqual(documents(3));
  });

  test('that are dropped on another document take those between along', () => {
    expect(movedTo(documents(2, 3), 2, 3, 0, 5)).toEqual(documents(4, 1));
    expect(movedTo(documents(3, 2), 2, 2, 4, 5)).toEqual(documents(2, 3));
    expect(movedTo(documents(2, 1, 3), 1, 1, 4, 6)).toEqual(documents(1, 5));
    expect(movedTo(documents(2, 3), 2, 3, 3, 5)).toEqual(documents(2, 3));
  });

  test('always begin with a document, whatever is done to them, and those dropped are of one with their target', () => {
    const place = fc.nat({ max: 11 });
    fc.assert(
      fc.property(fc.uniqueArray(place), place, place, place, (starts, one, other, target) => {
        const all = new Set([0, ...starts]);
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        for (const after of [
          madeOne(all, from, to, 12),
          splitAt(all, one),
          mergedWithPrevious(all, one),
          movedTo(all, from, to, target, 12),
        ]) {
          expect(after.has(0)).toBe(true);
          expect([...after].every((start) => start >= 0 && start < 12)).toBe(true);
        }
        const moved = movedTo(all, from, to, target, 12);
        if (target < from || target > to) expect(startOf(moved, from)).toBe(startOf(moved, target));
      }),
    );
  });
});
