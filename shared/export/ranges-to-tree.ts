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
  /** The indivisible ranges that cross one placed before them, in the order given. */
  readonly crossing: readonly LeafRange<Value>[];
}

/** Turns overlapping ranges into a tree, as XML needs it. Ranges are placed in the order given: an earlier one is never cut by
 *  a later one, so what must stay whole comes first. A range goes inside the smallest placed range that contains it and
 *  around those that it contains; equal extents nest by `order`. Pure; O(ranges × branches met).
 *  @throws RangeError when a range is empty */
export function rangesToTree<Value>(ranges: readonly LeafRange<Value>[]): RangeTree<Value> {
  const branches: Branch<Value>[] = [];
  const crossing: LeafRange<Value>[] = [];
  for (const range of ranges) {
    if (!(range.from < range.to)) throw new RangeError(`a range from ${range.from} to ${range.to} covers nothing`);
    if (!insert(branches, { from: range.from, to: range.to, range, children: [] })) crossing.push(range);
  }
  return { branches, crossing };
}

interface Branch<Value> extends RangeBranch<Value> {
  readonly children: Branch<Value>[];
}

/** Places a branch among siblings, or inside one of them; false when it crosses and may not be cut. */
function insert<Value>(siblings: Branch<Value>[], added: Branch<Value>): boolean {
  const start = siblings.findIndex((sibling) => sibling.to > added.from);
  const first = siblings[start];
  if (!first || first.from >= added.to) {
    siblings.splice(start === -1 ? siblings.length : start, 0, added);
    return true;
  }
  if (goesInside(added, first)) return insert(first.children, added);
  let end = start;
  while ((siblings[end + 1]?.from ?? added.to) < added.to) end += 1;
  const last = siblings[end] ?? first;
  const cuts = [first.from < added.from ? first.to : null, last.to > added.to ? last.from : null];
  if (cuts.every((cut) => cut === null)) {
    added.children.push(...siblings.splice(start, end - start + 1, added));
    return true;
  }
  if (!added.range.divisible) return false;
  for (const part of divide(added, cuts)) insert(siblings, part);
  return true;
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
  return edges.slice(1).map((to, index) => ({ from: edges[index] ?? to, to, range: branch.range, children: [] }));
}
