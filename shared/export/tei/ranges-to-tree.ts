/** A stretch of leaves that something covers. */
export interface LeafRange<Value> {
  /** Number of the first leaf covered, from 0. */
  readonly from: number;
  /** Number of the leaf after the last one covered; above `from`. */
  readonly to: number;
  /** Which range goes outside when two cover the same leaves: the lower one. */
  readonly order: number;
  /** Whether the range may be cut where it crosses one that was placed before it. One that may not is left out of the
   *  tree when it crosses, and told of. */
  readonly divisible: boolean;
  readonly value: Value;
}

/** A range, or a part of one, in its place in the tree. What it covers and no child covers are its own leaves. */
export interface RangeBranch<Value> {
  readonly from: number;
  readonly to: number;
  readonly range: LeafRange<Value>;
  /** In order of leaves, not overlapping. */
  readonly children: readonly RangeBranch<Value>[];
}

export interface RangeTree<Value> {
  readonly branches: readonly RangeBranch<Value>[];
  /** The indivisible ranges that cross one placed before them, and those that would be too deep, in the order given. */
  readonly crossing: readonly LeafRange<Value>[];
}

/** Ranges inside one another. Thousands of annotations may cover the same words, and no reader of XML can follow so many elements;
 *  those that may be cut have no other way to be told, and come to more than a dozen only by intent. */
const mostDepth = { indivisible: 24, divisible: 48 } as const;

/** Turns overlapping ranges into a tree, as XML needs it. Ranges are placed in the order given: an earlier one is never cut by
 *  a later one, so what must stay whole comes first. A range goes inside the smallest placed range that contains it and
 *  around those that it contains; equal extents nest by `order`. Pure; O(ranges × branches met).
 *  @throws RangeError when a range is empty */
export function rangesToTree<Value>(ranges: readonly LeafRange<Value>[]): RangeTree<Value> {
  const branches: Branch<Value>[] = [];
  const crossing: LeafRange<Value>[] = [];
  for (const range of ranges) {
    if (!(range.from < range.to)) throw new RangeError(`a range from ${range.from} to ${range.to} covers nothing`);
    if (!insert(branches, 0, { from: range.from, to: range.to, range, children: [], height: 1 })) crossing.push(range);
  }
  return { branches, crossing };
}

interface Branch<Value> extends RangeBranch<Value> {
  readonly children: Branch<Value>[];
  /** How many branches stand inside one another here, this one counted. */
  height: number;
}

/** Places a branch among siblings, or inside one of them.
 *  @param depth how many branches are around the siblings
 *  @returns false when it crosses and may not be cut, or would stand, or put others, too deep */
function insert<Value>(top: Branch<Value>[], depth: number, added: Branch<Value>): boolean {
  const around: Branch<Value>[] = [];
  let siblings = top;
  for (;;) {
    const start = siblings.findIndex((sibling) => sibling.to > added.from);
    const first = siblings[start];
    if (!first || first.from >= added.to)
      return place(siblings, start === -1 ? siblings.length : start, 0, { added, around, depth });
    if (goesInside(added, first)) {
      around.push(first);
      siblings = first.children;
      continue;
    }
    let end = start;
    while ((siblings[end + 1]?.from ?? added.to) < added.to) end += 1;
    const last = siblings[end] ?? first;
    const cuts = [first.from < added.from ? first.to : null, last.to > added.to ? last.from : null];
    if (cuts.every((cut) => cut === null)) return place(siblings, start, end - start + 1, { added, around, depth });
    if (!added.range.divisible) return false;
    let isPlaced = true;
    for (const part of divide(added, cuts)) {
      isPlaced = insert(siblings, depth + around.length, part) && isPlaced;
      raise(
        around,
        siblings.reduce((most, { height }) => Math.max(most, height), 0),
      );
    }
    return isPlaced;
  }
}

interface Placing<Value> {
  readonly added: Branch<Value>;
  /** What it goes inside, outermost first. */
  readonly around: readonly Branch<Value>[];
  readonly depth: number;
}

/** Puts a branch in the place of siblings, which become its children. */
function place<Value>(
  siblings: Branch<Value>[],
  start: number,
  count: number,
  { added, around, depth }: Placing<Value>,
): boolean {
  const covered = siblings.slice(start, start + count);
  const height = covered.reduce((most, child) => Math.max(most, child.height), 0) + 1;
  const most = added.range.divisible ? mostDepth.divisible : mostDepth.indivisible;
  if (depth + around.length + height > most) return false;
  siblings.splice(start, count, added);
  for (const child of covered) added.children.push(child);
  added.height = height;
  raise(around, height);
  return true;
}

function raise<Value>(around: readonly Branch<Value>[], inside: number): void {
  let height = inside;
  for (const branch of [...around].reverse()) {
    height += 1;
    branch.height = Math.max(branch.height, height);
  }
}

function goesInside<Value>(added: Branch<Value>, placed: Branch<Value>): boolean {
  if (placed.from > added.from || placed.to < added.to) return false;
  const sameExtent = placed.from === added.from && placed.to === added.to;
  return !sameExtent || placed.range.order <= added.range.order;
}

/** The parts of a branch between the places where it is cut. */
function divide<Value>(branch: Branch<Value>, cuts: readonly (number | null)[]): readonly Branch<Value>[] {
  const inside = cuts.filter((cut) => cut !== null && cut > branch.from && cut < branch.to) as number[];
  const edges = [...new Set([branch.from, ...inside, branch.to])];
  return edges
    .slice(1)
    .map((to, index) => ({ from: edges[index] ?? to, to, range: branch.range, children: [], height: 1 }));
}
