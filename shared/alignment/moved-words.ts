import { finished } from '../text/in-steps.ts';
import { type AlignedWords, alignReadings } from './align-readings.ts';

/** Words in a row, from `from` up to `to`. */
interface Segment {
  readonly from: number;
  readonly to: number;
}

/** One side of two readings of which parts stand in another order. */
export interface MovedSide {
  /** The words as they are compared. */
  readonly keys: readonly string[];
  /** Whether a word begins a part that may stand elsewhere in the other reading: a block of a page, a paragraph. */
  readonly begins: (index: number) => boolean;
}

/** What was moved is found again in this many goes at most, the parts that match best first. */
const mostGoes = 6;
/** A moved part has to share at least so many letters, in words that are not all over the text. */
const leastSharedLetters = 8;
/** And at least this share of its letters. */
const leastShare = 0.4;
/** A word that stands in more places than this tells nothing of where a part belongs. */
const mostPlaces = 4;

/** Finds parts of one reading that stand elsewhere in another, among the words that no group covers yet.
 *  @returns the groups to be added, in no order */
export const alignMoved = (
  old: MovedSide,
  present: MovedSide,
  groups: readonly AlignedWords[],
): readonly AlignedWords[] => finished(movedSteps(old, present, groups));

/** The same step by step: whoever asks for the next step may do something else first. */
export function* movedSteps(
  old: MovedSide,
  present: MovedSide,
  groups: readonly AlignedWords[],
): Generator<undefined, readonly AlignedWords[]> {
  const oldTaken = taken(old.keys.length, groups, (group) => [group.old, group.oldCount]);
  const newTaken = taken(present.keys.length, groups, (group) => [group.new, group.newCount]);
  const found: AlignedWords[] = [];
  for (let go = 0; go < mostGoes; go++) {
    const places = placesOf(old.keys, oldTaken);
    const before = found.length;
    for (const segment of longestFirst(freeSegments(present, newTaken))) {
      yield;
      const home = homeOf(segment, present.keys, places, old.keys, oldTaken);
      if (!home) continue;
      for (const group of alignedParts(old.keys, home, present.keys, segment)) {
        found.push(group);
        oldTaken.fill(1, group.old, group.old + group.oldCount);
        newTaken.fill(1, group.new, group.new + group.newCount);
      }
    }
    if (found.length === before) break;
  }
  return found;
}

function taken(
  length: number,
  groups: readonly AlignedWords[],
  rangeOf: (group: AlignedWords) => readonly [number, number],
): Uint8Array {
  const covered = new Uint8Array(length);
  for (const group of groups) {
    const [from, count] = rangeOf(group);
    covered.fill(1, from, from + count);
  }
  return covered;
}

/** Where each word stands among those that are free; words that stand in many places are left out. */
function placesOf(keys: readonly string[], isTaken: Uint8Array): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  keys.forEach((key, index) => {
    if (isTaken[index] === 1) return;
    const known = places.get(key);
    if (known) known.push(index);
    else places.set(key, [index]);
  });
  for (const [key, found] of places) if (found.length > mostPlaces) places.delete(key);
  return places;
}

function freeSegments({ keys, begins }: MovedSide, isTaken: Uint8Array): readonly Segment[] {
  const segments: Segment[] = [];
  let from = -1;
  const endAt = (to: number): void => {
    if (from >= 0) segments.push({ from, to });
    from = -1;
  };
  keys.forEach((_, index) => {
    if (isTaken[index] === 1) endAt(index);
    else {
      if (begins(index)) endAt(index);
      if (from < 0) from = index;
    }
  });
  endAt(keys.length);
  return segments;
}

const longestFirst = (segments: readonly Segment[]): readonly Segment[] =>
  segments.toSorted((a, b) => b.to - b.from - (a.to - a.from));

/** The stretch of free words of the old reading that shares most with a segment; undefined when none shares enough. */
function homeOf(
  segment: Segment,
  keys: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
  oldKeys: readonly string[],
  isTaken: Uint8Array,
): Segment | undefined {
  const length = segment.to - segment.from;
  let letters = 0;
  /** Letters shared by how far apart the words stand, in steps as wide as the segment is long. */
  const shared = new Map<number, number>();
  for (let index = segment.from; index < segment.to; index++) {
    const key = keys[index] ?? '';
    letters += key.length;
    for (const place of places.get(key) ?? []) {
      const step = Math.floor((place - (index - segment.from)) / length);
      shared.set(step, (shared.get(step) ?? 0) + key.length);
    }
  }
  let best: { readonly step: number; readonly letters: number } | undefined;
  for (const step of shared.keys()) {
    // The words of one place may fall into two steps.
    const sum = (shared.get(step) ?? 0) + (shared.get(step + 1) ?? 0);
    if (!best || sum > best.letters) best = { step, letters: sum };
  }
  if (!best || best.letters < leastSharedLetters || best.letters < leastShare * letters) return undefined;
  return freeAround(Math.max(0, best.step * length), Math.min(oldKeys.length, (best.step + 4) * length), isTaken);
}

/** The longest run of free words between two places. */
function freeAround(from: number, to: number, isTaken: Uint8Array): Segment | undefined {
  let best: Segment | undefined;
  let start = from;
  for (let index = from; index <= to; index++) {
    if (index < to && isTaken[index] === 0) continue;
    if (index > start && (!best || index - start > best.to - best.from)) best = { from: start, to: index };
    start = index + 1;
  }
  return best;
}

function alignedParts(
  oldKeys: readonly string[],
  home: Segment,
  newKeys: readonly string[],
  segment: Segment,
): readonly AlignedWords[] {
  const groups = alignReadings(oldKeys.slice(home.from, home.to), newKeys.slice(segment.from, segment.to), {
    areTied: false,
    leastLetters: leastSharedLetters,
  });
  return groups.map((group) => ({ ...group, old: group.old + home.from, new: group.new + segment.from }));
}
