import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LeafRange, type RangeBranch, rangesToTree } from '../../shared/export/tei/ranges-to-tree.ts';

const leaves = 12;

/** Ranges of two sorts over a line of leaves, told apart by number. */
const someRanges: fc.Arbitrary<readonly LeafRange<number>[]> = fc
  .array(fc.record({ a: fc.nat(leaves), b: fc.nat(leaves), order: fc.nat(3), divisible: fc.boolean() }), {
    maxLength: 8,
  })
  .map((choices) =>
    choices
      .filter(({ a, b }) => a !== b)
      .map(({ a, b, order, divisible }, value) => ({
        from: Math.min(a, b),
        to: Math.max(a, b),
        order,
        divisible,
        value,
      })),
  );

const allBranches = (branches: readonly RangeBranch<number>[]): readonly RangeBranch<number>[] =>
  branches.flatMap((branch) => [branch, ...allBranches(branch.children)]);

const covered = (branches: readonly RangeBranch<number>[], value: number): readonly number[] =>
  branches
    .filter((branch) => branch.range.value === value)
    .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index))
    .sort((a, b) => a - b);

const crosses = (a: LeafRange<number>, b: RangeBranch<number>): boolean =>
  (a.from < b.from && b.from < a.to && a.to < b.to) || (b.from < a.from && a.from < b.to && b.to < a.to);

describe('ranges as a tree', () => {
  test('siblings follow one another and children stand inside their parent', () => {
    fc.assert(
      fc.property(someRanges, (ranges) => {
        const check = (branches: readonly RangeBranch<number>[], from: number, to: number): void => {
          let last = from;
          for (const branch of branches) {
            expect(branch.from).toBeGreaterThanOrEqual(last);
            expect(branch.to).toBeGreaterThan(branch.from);
            check(branch.children, branch.from, branch.to);
            last = branch.to;
          }
          expect(last).toBeLessThanOrEqual(to);
        };
        check(rangesToTree(ranges).branches, 0, leaves);
      }),
      { numRuns: 2000 },
    );
  });

  test('the parts of a range cover its leaves once, and none of a range that is told of as crossing', () => {
    fc.assert(
      fc.property(someRanges, (ranges) => {
        const { branches, crossing } = rangesToTree(ranges);
        const all = allBranches(branches);
        for (const range of ranges) {
          const whole = Array.from({ length: range.to - range.from }, (_, index) => range.from + index);
          expect(covered(all, range.value)).toEqual(crossing.includes(range) ? [] : whole);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a range that may not be cut is one branch, or crosses one that was placed before it', () => {
    fc.assert(
      fc.property(someRanges, (ranges) => {
        const { branches, crossing } = rangesToTree(ranges);
        const all = allBranches(branches);
        for (const range of ranges.filter(({ divisible }) => !divisible)) {
          const own = all.filter((branch) => branch.range === range);
          const earlier = all.filter((branch) => branch.range.value < range.value);
          expect([own.length, crossing.includes(range)]).toEqual(
            earlier.some((branch) => crosses(range, branch)) ? [0, true] : [1, false],
          );
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('the first range is never cut', () => {
    fc.assert(
      fc.property(someRanges, (ranges) => {
        fc.pre(ranges.length > 0);
        const all = allBranches(rangesToTree(ranges).branches);
        const [first] = ranges;
        expect(all.filter((branch) => branch.range === first).map(({ from, to }) => [from, to])).toEqual([
          [first?.from, first?.to],
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  test('of two ranges over the same leaves the one of lower order is outside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer(), fc.integer(), (to, order, other) => {
        fc.pre(order !== other);
        const range = (value: number, place: number): LeafRange<number> => ({
          from: 0,
          to,
          order: place,
          divisible: true,
          value,
        });
        const [outer] = rangesToTree([range(0, order), range(1, other)]).branches;
        expect([outer?.range.order, outer?.children[0]?.range.order]).toEqual([
          Math.min(order, other),
          Math.max(order, other),
        ]);
      }),
    );
  });
});
