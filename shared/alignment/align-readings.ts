import { editDistance } from '../text/edit-distance.ts';
import { matchSequences } from '../text/sequences.ts';

/** Words of one reading that stand for words of another: one for one, or several when one of them splits or joins words. */
export interface AlignedWords {
  readonly old: number;
  readonly oldCount: number;
  readonly new: number;
  readonly newCount: number;
}

/** What is known of two readings before they are aligned. */
export interface ReadingTies {
  /** Whether both begin and end at the same place of the text, so that their first and last words stand for each other however
   *  they read. */
  readonly areTied: boolean;
  /** Words that are like each other, among many that are not, are believed from this many letters on. */
  readonly leastLetters: number;
}

/** Words in a row that read the same are believed from this many letters on; fewer may be the same by chance. */
const firmLetters = 12;
/** A gap of more comparisons than this is divided at words that read the same before it is compared word by word. */
const mostComparisons = 60_000;
/** Words that stand for each other support each other when no more words than this, of both sides, stand between them. */
const nearWords = 6;
/** Words in a row that read otherwise are taken for each other by their place up to this many. */
const mostByPlace = 4;

/** Aligns two readings of one text word by word, however they split and join words: in the order of both, without what was moved.
 *  @param oldKeys the words as they are compared, such as `wordKey` gives them */
export function alignReadings(
  oldKeys: readonly string[],
  newKeys: readonly string[],
  { areTied, leastLetters }: ReadingTies,
): readonly AlignedWords[] {
  const whole = {
    old: { keys: oldKeys, from: 0, to: oldKeys.length },
    new: { keys: newKeys, from: 0, to: newKeys.length },
  };
  const groups: AlignedWords[] = [];
  alignStretch(whole, firmLetters, groups);
  return withNeighbours(whole, areTied ? groups : withoutLonelyOnes(groups, oldKeys, leastLetters), areTied);
}

interface Side {
  readonly keys: readonly string[];
  readonly from: number;
  readonly to: number;
}

interface Stretch {
  readonly old: Side;
  readonly new: Side;
}

/** @param leastLetters how many letters a run of the same words needs to be believed */
function alignStretch(stretch: Stretch, leastLetters: number, groups: AlignedWords[]): void {
  const oldKeys = stretch.old.keys.slice(stretch.old.from, stretch.old.to);
  const newKeys = stretch.new.keys.slice(stretch.new.from, stretch.new.to);
  let oldAt = stretch.old.from;
  let newAt = stretch.new.from;
  const gapUpTo = (oldEnd: number, newEnd: number): void =>
    alignGap(
      { old: { ...stretch.old, from: oldAt, to: oldEnd }, new: { ...stretch.new, from: newAt, to: newEnd } },
      leastLetters,
      groups,
    );
  for (const run of matchSequences(oldKeys, newKeys)) {
    if (lettersOf(oldKeys, run.old, run.count) < leastLetters) continue;
    const [oldStart, newStart] = [stretch.old.from + run.old, stretch.new.from + run.new];
    gapUpTo(oldStart, newStart);
    for (let index = 0; index < run.count; index++)
      groups.push({ old: oldStart + index, oldCount: 1, new: newStart + index, newCount: 1 });
    oldAt = oldStart + run.count;
    newAt = newStart + run.count;
  }
  gapUpTo(stretch.old.to, stretch.new.to);
}

function lettersOf(keys: readonly string[], from: number, count: number): number {
  let letters = 0;
  for (let index = from; index < from + count; index++) letters += keys[index]?.length ?? 0;
  return letters;
}

function alignGap(gap: Stretch, leastLetters: number, groups: AlignedWords[]): void {
  const comparisons = (gap.old.to - gap.old.from) * (gap.new.to - gap.new.from);
  if (comparisons === 0) return;
  if (comparisons <= mostComparisons) for (const group of likeWords(gap)) groups.push(group);
  else if (leastLetters > 1) alignStretch(gap, Math.floor(leastLetters / 2), groups);
}

/** How many words of either side may stand for each other, the likeliest first. */
const shapes = [
  [1, 1],
  [1, 2],
  [2, 1],
  [1, 3],
  [3, 1],
] as const;
/** What it costs, in letters, to leave out a word, to take a word for another that is not like it, or to split or join. */
const costs = { leftOut: 0.3, unlike: 0.2, divided: 0.5 } as const;

/** A step of the comparison: how many words of either side it takes; `isLike` tells whether they stand for each other. */
interface Step {
  readonly old: number;
  readonly new: number;
  readonly isLike: boolean;
}

const leaveOld: Step = { old: 1, new: 0, isLike: false };
const leaveNew: Step = { old: 0, new: 1, isLike: false };
const unlike: Step = { old: 1, new: 1, isLike: false };

/** The words of a small gap that are like each other, in the order of both, so that as many letters as possible are matched. */
function likeWords({ old: oldSide, new: newSide }: Stretch): readonly AlignedWords[] {
  const [rows, columns] = [oldSide.to - oldSide.from + 1, newSide.to - newSide.from + 1];
  const gains = new Float64Array(rows * columns);
  const steps = new Array<Step | undefined>(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = row === 0 ? 1 : 0; column < columns; column++) {
      let best = Number.NEGATIVE_INFINITY;
      const offer = (step: Step, gain: number): void => {
        const total = (gains[(row - step.old) * columns + column - step.new] ?? 0) + gain;
        if (total <= best) return;
        best = total;
        steps[row * columns + column] = step;
      };
      for (const [oldCount, newCount] of shapes) {
        if (oldCount > row || newCount > column) continue;
        const gain = likeness(
          joinedKey(oldSide, oldSide.from + row - oldCount, oldCount),
          joinedKey(newSide, newSide.from + column - newCount, newCount),
        );
        const divided = costs.divided * (oldCount + newCount - 2);
        if (gain > divided) offer({ old: oldCount, new: newCount, isLike: true }, gain - divided);
      }
      if (row > 0 && column > 0) offer(unlike, -costs.unlike);
      if (row > 0) offer(leaveOld, -costs.leftOut);
      if (column > 0) offer(leaveNew, -costs.leftOut);
      gains[row * columns + column] = best;
    }
  return groupsOf(steps, rows, columns, oldSide.from, newSide.from);
}

function groupsOf(
  steps: readonly (Step | undefined)[],
  rows: number,
  columns: number,
  oldFrom: number,
  newFrom: number,
): readonly AlignedWords[] {
  const groups: AlignedWords[] = [];
  let [row, column] = [rows - 1, columns - 1];
  while (row > 0 || column > 0) {
    const step = steps[row * columns + column];
    if (!step) break;
    row -= step.old;
    column -= step.new;
    if (step.isLike) groups.push({ old: oldFrom + row, oldCount: step.old, new: newFrom + column, newCount: step.new });
  }
  return groups.reverse();
}

const joinedKey = ({ keys }: Side, from: number, count: number): string =>
  count === 1 ? (keys[from] ?? '') : keys.slice(from, from + count).join('');

/** How many letters two words share beyond those in which they differ; 0 when they are not like each other. */
function likeness(a: string, b: string): number {
  if (a === b) return a.length;
  const length = Math.max(a.length, b.length);
  const most = Math.ceil(length / 2) - 1;
  const distance = editDistance(a, b, most);
  return distance > most ? 0 : length - 2 * distance;
}

/** Leaves out words that are like each other among many that are not: in texts of another order that is chance. */
function withoutLonelyOnes(
  groups: readonly AlignedWords[],
  oldKeys: readonly string[],
  leastLetters: number,
): readonly AlignedWords[] {
  const kept: AlignedWords[] = [];
  let cluster: AlignedWords[] = [];
  const close = (): void => {
    const letters = cluster.reduce((sum, { old, oldCount }) => sum + lettersOf(oldKeys, old, oldCount), 0);
    if (letters >= leastLetters) for (const group of cluster) kept.push(group);
    cluster = [];
  };
  for (const group of groups) {
    const last = cluster.at(-1);
    const apart = last ? group.old - last.old - last.oldCount + group.new - last.new - last.newCount : 0;
    if (apart > nearWords) close();
    cluster.push(group);
  }
  close();
  return kept;
}

/** Adds the words between such as stand for each other: few on both sides and about as long, they are the same ones, unreadable. */
function withNeighbours(whole: Stretch, groups: readonly AlignedWords[], areTied: boolean): readonly AlignedWords[] {
  const end = { old: whole.old.to, oldCount: 0, new: whole.new.to, newCount: 0 };
  const all: AlignedWords[] = [];
  let before: AlignedWords | null = null;
  for (const group of [...groups, end]) {
    const [oldFrom, newFrom]: [number, number] = before
      ? [before.old + before.oldCount, before.new + before.newCount]
      : [0, 0];
    const isHemmedIn = (before !== null && group !== end) || areTied;
    const gap = {
      old: { ...whole.old, from: oldFrom, to: group.old },
      new: { ...whole.new, from: newFrom, to: group.new },
    };
    if (isHemmedIn) all.push(...byPlace(gap, areTied));
    if (group !== end) all.push(group);
    before = group;
  }
  return all;
}

function byPlace({ old: oldSide, new: newSide }: Stretch, areTied: boolean): readonly AlignedWords[] {
  const [oldCount, newCount] = [oldSide.to - oldSide.from, newSide.to - newSide.from];
  if (oldCount === 0 || newCount === 0) return [];
  if (oldCount === newCount && (areTied || oldCount <= mostByPlace))
    return Array.from({ length: oldCount }, (_, index) => ({
      old: oldSide.from + index,
      oldCount: 1,
      new: newSide.from + index,
      newCount: 1,
    }));
  if (oldCount > mostByPlace || newCount > mostByPlace) return [];
  const oldLength = joinedKey(oldSide, oldSide.from, oldCount).length;
  const newLength = joinedKey(newSide, newSide.from, newCount).length;
  if (oldLength > 2 * newLength || newLength > 2 * oldLength) return [];
  return [{ old: oldSide.from, oldCount, new: newSide.from, newCount }];
}
