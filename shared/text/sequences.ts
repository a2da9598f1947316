import { diffArrays } from 'diff';

/** Which members of a sequence to keep so that what stays strictly increases and as much as possible stays. Negative numbers
 *  never stay. O(n log n).
 *  @returns the indexes kept */
export function increasingRun(values: readonly number[]): ReadonlySet<number> {
  // tails[k] is the index of the smallest value that ends an increasing run of k + 1 members.
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    if (value < 0) return;
    const length = firstNotBelow(tails, values, value);
    previous[index] = length > 0 ? (tails[length - 1] ?? -1) : -1;
    tails[length] = index;
  });
  const kept = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) kept.add(index);
  return kept;
}

function firstNotBelow(tails: readonly number[], values: readonly number[], value: number): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A run of members that are the same, in the same order, in two sequences. */
export interface MatchedRun {
  readonly old: number;
  readonly new: number;
  readonly count: number;
}

/** Aligns two sequences: maximal runs that are the same, in the order of both. The cost follows what differs: members around
 *  which the surroundings occur once in each sequence are paired first, and only the small gaps between them are compared
 *  member by member. */
export function matchSequences(oldOnes: readonly string[], newOnes: readonly string[]): readonly MatchedRun[] {
  const { old, present, kinds } = numbered(oldOnes, newOnes);
  const matching = new Matching(old, present, kinds);
  matching.matchBetween(0, old.length, 0, present.length);
  return matching.runs;
}

/** Members are compared many times; as numbers they are compared at once.
 *  @returns a number for each, from 0, the same for the same member, and how many numbers there are */
function numbered(
  oldOnes: readonly string[],
  newOnes: readonly string[],
): { readonly old: readonly number[]; readonly present: readonly number[]; readonly kinds: number } {
  const old: number[] = [];
  const present: number[] = [];
  const numbers = new Map<string, number>();
  /** Where each old member stands last. */
  const places: number[] = [];
  for (let at = 0; at < oldOnes.length; at++) {
    const number = numberOf(oldOnes[at] ?? '', numbers);
    old.push(number);
    places[number] = at;
  }
  // Most members follow each other as before, and need not be looked up.
  let expected = 0;
  for (let at = 0; at < newOnes.length; at++) {
    const member = newOnes[at] ?? '';
    const isExpected = expected < oldOnes.length && oldOnes[expected] === member;
    const number = isExpected ? (old[expected] ?? 0) : numberOf(member, numbers);
    present.push(number);
    expected = isExpected ? expected + 1 : (places[number] ?? expected) + 1;
  }
  return { old, present, kinds: numbers.size };
}

function numberOf(member: string, numbers: Map<string, number>): number {
  const known = numbers.get(member);
  if (known !== undefined) return known;
  numbers.set(member, numbers.size);
  return numbers.size - 1;
}

/** Gaps of no more than this many comparisons are given to the exact comparison. */
const smallGap = 10_000;
/** Texts that repeat themselves have no unique surroundings. Beyond this many differences in one gap, which would take
 *  seconds to count, the gap is simply changed. */
const mostDifferences = 4_000;
/** How many members in a row have to be the same, and occur once, to be paired without looking further. */
const surroundings = [3, 1] as const;

interface Pair {
  readonly old: number;
  readonly new: number;
}

class Matching {
  readonly runs: { old: number; new: number; count: number }[] = [];
  /** The gap in which each member was last seen on either side. */
  readonly #seenInOld: number[];
  readonly #seenInNew: number[];
  #gap = 0;

  /** @param kinds how many members there are that differ from each other, numbered from 0 */
  constructor(
    private readonly oldOnes: readonly number[],
    private readonly newOnes: readonly number[],
    private readonly kinds: number,
  ) {
    this.#seenInOld = new Array<number>(kinds).fill(0);
    this.#seenInNew = new Array<number>(kinds).fill(0);
  }

  matchBetween(oldFrom: number, oldTo: number, newFrom: number, newTo: number): void {
    const { oldOnes, newOnes } = this;
    let most = Math.min(oldTo - oldFrom, newTo - newFrom);
    let start = 0;
    while (start < most && oldOnes[oldFrom + start] === newOnes[newFrom + start]) start += 1;
    most -= start;
    let end = 0;
    while (end < most && oldOnes[oldTo - 1 - end] === newOnes[newTo - 1 - end]) end += 1;
    this.#add(oldFrom, newFrom, start);
    this.#matchMiddle(oldFrom + start, oldTo - end, newFrom + start, newTo - end);
    this.#add(oldTo - end, newTo - end, end);
  }

  #add(old: number, present: number, count: number): void {
    if (count === 0) return;
    const last = this.runs.at(-1);
    if (last && last.old + last.count === old && last.new + last.count === present) last.count += count;
    else this.runs.push({ old, new: present, count });
  }

  #matchMiddle(oldFrom: number, oldTo: number, newFrom: number, newTo: number): void {
    const size = (oldTo - oldFrom) * (newTo - newFrom);
    if (size === 0) return;
    const pairs = size <= smallGap ? [] : this.#uniquePairs(oldFrom, oldTo, newFrom, newTo);
    if (pairs.length === 0) {
      this.#matchExactly(oldFrom, oldTo, newFrom, newTo);
      return;
    }
    let [oldAt, newAt] = [oldFrom, newFrom];
    for (const pair of pairs) {
      this.matchBetween(oldAt, pair.old, newAt, pair.new);
      oldAt = pair.old;
      newAt = pair.new;
    }
    this.matchBetween(oldAt, oldTo, newAt, newTo);
  }

  /** Places whose surroundings occur exactly once in both parts, as many as keep the order of both. The first pair never
   *  stands at the start of both parts, because their common start has been taken off: each part between pairs is smaller. */
  #uniquePairs(oldFrom: number, oldTo: number, newFrom: number, newTo: number): readonly Pair[] {
    for (const length of surroundings) {
      const numbers = new Map<number, number>();
      const oldPlaces = uniquePlaces(this.#stretches(this.oldOnes.slice(oldFrom, oldTo), length, numbers));
      const newPlaces = uniquePlaces(this.#stretches(this.newOnes.slice(newFrom, newTo), length, numbers));
      const pairs: Pair[] = [];
      for (const [stretch, place] of newPlaces) {
        const old = oldPlaces.get(stretch);
        if (old !== undefined && old >= 0 && place >= 0) pairs.push({ old: oldFrom + old, new: newFrom + place });
      }
      const kept = increasingRun(pairs.map(({ old }) => old));
      const ordered = pairs.filter((_, index) => kept.has(index));
      if (ordered.length > 0) return ordered;
    }
    return [];
  }

  /** A number for each stretch of some members, the same for the same stretch. */
  #stretches(members: readonly number[], length: number, numbers: Map<number, number>): readonly number[] {
    let stretches = members;
    for (let longer = 2; longer <= length; longer++)
      stretches = members.slice(longer - 1).map((member, at) => {
        // Told apart by how long they are, what they begin with and what they end with.
        const key = ((stretches[at] ?? 0) * (this.kinds + 1) + member) * length + longer - 1;
        const known = numbers.get(key);
        if (known !== undefined) return known;
        numbers.set(key, numbers.size);
        return numbers.size - 1;
      });
    return stretches;
  }

  /** Members that do not occur on the other side cannot match; without them the comparison is over what is left. */
  #matchExactly(oldFrom: number, oldTo: number, newFrom: number, newTo: number): void {
    this.#gap += 1;
    for (let place = oldFrom; place < oldTo; place++) this.#seenInOld[this.oldOnes[place] ?? 0] = this.#gap;
    for (let place = newFrom; place < newTo; place++) this.#seenInNew[this.newOnes[place] ?? 0] = this.#gap;
    const old = this.#seenPlaces(this.oldOnes, oldFrom, oldTo, this.#seenInNew);
    const present = this.#seenPlaces(this.newOnes, newFrom, newTo, this.#seenInOld);
    if (old.members.length === 0) return;
    let oldAt = 0;
    let newAt = 0;
    const addSame = (count: number): void => {
      for (let index = 0; index < count; index++)
        this.#add(old.places[oldAt + index] ?? 0, present.places[newAt + index] ?? 0, 1);
    };
    // As a rule the two are the same then, which needs no comparison.
    if (areSame(old.members, present.members)) {
      addSame(old.members.length);
      return;
    }
    const compared = diffArrays(old.members, present.members, { maxEditLength: mostDifferences });
    for (const { count, added, removed } of compared ?? []) {
      if (!added && !removed) addSame(count);
      if (!added) oldAt += count;
      if (!removed) newAt += count;
    }
  }

  #seenPlaces(
    items: readonly number[],
    from: number,
    to: number,
    seen: readonly number[],
  ): { readonly places: readonly number[]; readonly members: number[] } {
    const places: number[] = [];
    const members: number[] = [];
    for (let place = from; place < to; place++) {
      const member = items[place] ?? 0;
      if (seen[member] !== this.#gap) continue;
      places.push(place);
      members.push(member);
    }
    return { places, members };
  }
}

/** Where each stretch begins; −1 when it begins in more than one place. */
function uniquePlaces(stretches: readonly number[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  stretches.forEach((stretch, place) => {
    places.set(stretch, places.has(stretch) ? -1 : place);
  });
  return places;
}

const areSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((member, index) => member === b[index]);
