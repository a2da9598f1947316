import { diffArrays } from 'diff';
import { increasingRun } from './increasing-run.ts';

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
  const runs: MatchedRun[] = [];
  matchBetween({ items: oldOnes, from: 0, to: oldOnes.length }, { items: newOnes, from: 0, to: newOnes.length }, runs);
  return joined(runs);
}

/** A part of a sequence. */
interface Part {
  readonly items: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Gaps of no more than this many comparisons are given to the exact comparison. */
const smallGap = 10_000;
/** Texts that repeat themselves have no unique surroundings. Beyond this many differences in one gap, which would take
 *  seconds to count, the gap is simply changed. */
const mostDifferences = 4_000;
/** How many members in a row have to be the same, and occur once, to be paired without looking further. */
const surroundings = [3, 1] as const;

function matchBetween(oldPart: Part, newPart: Part, runs: MatchedRun[]): void {
  const start = commonStart(oldPart, newPart);
  if (start > 0) runs.push({ old: oldPart.from, new: newPart.from, count: start });
  const oldRest = { ...oldPart, from: oldPart.from + start };
  const newRest = { ...newPart, from: newPart.from + start };
  const end = commonEnd(oldRest, newRest);
  matchMiddle({ ...oldRest, to: oldRest.to - end }, { ...newRest, to: newRest.to - end }, runs);
  if (end > 0) runs.push({ old: oldRest.to - end, new: newRest.to - end, count: end });
}

function matchMiddle(oldPart: Part, newPart: Part, runs: MatchedRun[]): void {
  const size = (oldPart.to - oldPart.from) * (newPart.to - newPart.from);
  if (size === 0) return;
  const pairs = size <= smallGap ? [] : uniquePairs(oldPart, newPart);
  if (pairs.length === 0) {
    matchExactly(oldPart, newPart, runs);
    return;
  }
  let oldFrom = oldPart.from;
  let newFrom = newPart.from;
  for (const pair of [...pairs, { old: oldPart.to, new: newPart.to }]) {
    matchBetween({ ...oldPart, from: oldFrom, to: pair.old }, { ...newPart, from: newFrom, to: pair.new }, runs);
    oldFrom = pair.old;
    newFrom = pair.new;
  }
}

function commonStart(a: Part, b: Part): number {
  const most = Math.min(a.to - a.from, b.to - b.from);
  let count = 0;
  while (count < most && a.items[a.from + count] === b.items[b.from + count]) count += 1;
  return count;
}

function commonEnd(a: Part, b: Part): number {
  const most = Math.min(a.to - a.from, b.to - b.from);
  let count = 0;
  while (count < most && a.items[a.to - 1 - count] === b.items[b.to - 1 - count]) count += 1;
  return count;
}

interface Pair {
  readonly old: number;
  readonly new: number;
}

/** Places whose surroundings occur exactly once in both parts, as many as keep the order of both. The first pair never
 *  stands at the start of both parts, because their common start has been taken off: each part between pairs is smaller. */
function uniquePairs(oldPart: Part, newPart: Part): readonly Pair[] {
  for (const length of surroundings) {
    const places = uniquePlaces(oldPart, length);
    const pairs: Pair[] = [];
    for (const [key, place] of uniquePlaces(newPart, length)) {
      const old = places.get(key);
      if (old !== undefined && old >= 0 && place >= 0) pairs.push({ old, new: place });
    }
    const kept = increasingRun(pairs.map(({ old }) => old));
    const ordered = pairs.filter((_, index) => kept.has(index));
    if (ordered.length > 0) return ordered;
  }
  return [];
}

/** Where each stretch of some members begins; −1 when it begins in more than one place. */
function uniquePlaces(part: Part, length: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let at = part.from; at + length <= part.to; at++) {
    const key = part.items.slice(at, at + length).join('\u0000');
    places.set(key, places.has(key) ? -1 : at);
  }
  return places;
}

/** Members that do not occur on the other side cannot match; without them the comparison is over what is left. */
function matchExactly(oldPart: Part, newPart: Part, runs: MatchedRun[]): void {
  const oldPlaces = placesOfCommon(oldPart, newPart);
  const newPlaces = placesOfCommon(newPart, oldPart);
  let oldAt = 0;
  let newAt = 0;
  const compared = diffArrays(
    oldPlaces.map((place) => oldPart.items[place]),
    newPlaces.map((place) => newPart.items[place]),
    { maxEditLength: mostDifferences },
  );
  for (const { count, added, removed } of compared ?? []) {
    if (!added && !removed)
      for (let index = 0; index < count; index++)
        runs.push({ old: oldPlaces[oldAt + index] ?? 0, new: newPlaces[newAt + index] ?? 0, count: 1 });
    if (!added) oldAt += count;
    if (!removed) newAt += count;
  }
}

function placesOfCommon(part: Part, other: Part): readonly number[] {
  const known = new Set(other.items.slice(other.from, other.to));
  const places: number[] = [];
  for (let place = part.from; place < part.to; place++) if (known.has(part.items[place] ?? '')) places.push(place);
  return places;
}

function joined(runs: readonly MatchedRun[]): readonly MatchedRun[] {
  const whole: MatchedRun[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    if (last && last.old + last.count === run.old && last.new + last.count === run.new)
      whole[whole.length - 1] = { ...last, count: last.count + run.count };
    else whole.push(run);
  }
  return whole;
}
