import { matchSequences } from '../text/sequences.ts';
import { isBalanced, type MergeToken } from './merge-tokens.ts';

/** A stretch in which a line of changes differs from what both lines share: indexes of tokens. */
export interface LineHunk {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** What one line of changes made of the shared state. */
export interface LineChanges {
  readonly tokens: readonly MergeToken[];
  /** In order; between two of them stands at least one token that stayed. */
  readonly hunks: readonly LineHunk[];
  /** For each shared token, where it stands in the line; −1 where it went. */
  readonly placeOf: Int32Array;
  /** For each token of the line, which shared one it is; −1 where it came. */
  readonly baseOf: Int32Array;
}

/** Compares a line with what it started from. */
export function lineChanges(base: readonly MergeToken[], tokens: readonly MergeToken[]): LineChanges {
  const keyOf = ({ key }: MergeToken): string => key;
  const runs = matchSequences(base.map(keyOf), tokens.map(keyOf));
  const found: LineHunk[] = [];
  let [at, newAt] = [0, 0];
  for (const run of [...runs, { old: base.length, new: tokens.length, count: 0 }]) {
    if (run.old > at || run.new > newAt) found.push({ from: at, to: run.old, newFrom: newAt, newTo: run.new });
    at = run.old + run.count;
    newAt = run.new + run.count;
  }
  const hunks = touching(found.map((hunk) => slid(hunk, base, tokens)));
  return { tokens, hunks, ...places(base.length, tokens.length, hunks) };
}

/** A block that came or went may as well be said to begin one token earlier or later; whole blocks are what people add and take away. */
function slid(hunk: LineHunk, base: readonly MergeToken[], tokens: readonly MergeToken[]): LineHunk {
  const isAdded = hunk.from === hunk.to;
  if (!isAdded && hunk.newFrom !== hunk.newTo) return hunk;
  const [all, from, to] = isAdded ? [tokens, hunk.newFrom, hunk.newTo] : [base, hunk.from, hunk.to];
  if (!all.slice(from, to).some(({ kind }) => kind === 'open' || kind === 'close')) return hunk;
  const isWhole = (shift: number): boolean =>
    all[from - shift]?.kind === 'open' && isBalanced(all.slice(from - shift, to - shift));
  for (let shift = 0; shift <= mostSlide; shift++) {
    if (isWhole(shift)) return shifted(hunk, shift);
    const [before, last] = [all[from - shift - 1], all[to - shift - 1]];
    if (!before || before.key !== last?.key || (isAdded ? hunk.from : hunk.newFrom) - shift < 1) break;
  }
  return hunk;
}

const mostSlide = 16;

const shifted = ({ from, to, newFrom, newTo }: LineHunk, by: number): LineHunk => ({
  from: from - by,
  to: to - by,
  newFrom: newFrom - by,
  newTo: newTo - by,
});

/** Hunks that came to touch are one. */
function touching(hunks: readonly LineHunk[]): readonly LineHunk[] {
  const apart: LineHunk[] = [];
  for (const hunk of hunks) {
    const last = apart.at(-1);
    if (last && hunk.from <= last.to && hunk.newFrom <= last.newTo)
      apart[apart.length - 1] = {
        from: Math.min(last.from, hunk.from),
        to: Math.max(hunk.to, last.to),
        newFrom: Math.min(last.newFrom, hunk.newFrom),
        newTo: Math.max(hunk.newTo, last.newTo),
      };
    else apart.push(hunk);
  }
  return apart;
}

function places(
  baseLength: number,
  length: number,
  hunks: readonly LineHunk[],
): Pick<LineChanges, 'placeOf' | 'baseOf'> {
  const placeOf = new Int32Array(baseLength).fill(-1);
  const baseOf = new Int32Array(length).fill(-1);
  let [at, newAt] = [0, 0];
  for (const hunk of [...hunks, { from: baseLength, to: baseLength, newFrom: length, newTo: length }]) {
    for (; at < hunk.from; at++, newAt++) {
      placeOf[at] = newAt;
      baseOf[newAt] = at;
    }
    at = hunk.to;
    newAt = hunk.newTo;
  }
  return { placeOf, baseOf };
}

/** Stretches that both lines touched, and those that one did. Adjacent is not overlapping. */
export interface ChangedStretch {
  /** Indexes of shared tokens. */
  readonly from: number;
  readonly to: number;
  /** The same stretch in both lines. */
  readonly ours: readonly [from: number, to: number];
  readonly theirs: readonly [from: number, to: number];
  readonly byUs: boolean;
  readonly byThem: boolean;
}

interface Group {
  from: number;
  to: number;
  readonly ours: LineHunk[];
  readonly theirs: LineHunk[];
}

/** Puts the hunks of two lines side by side, in order. */
export function changedStretches(ours: readonly LineHunk[], theirs: readonly LineHunk[]): readonly ChangedStretch[] {
  const all = [
    ...ours.map((hunk) => ({ hunk, isOurs: true })),
    ...theirs.map((hunk) => ({ hunk, isOurs: false })),
  ].sort((one, other) => one.hunk.from - other.hunk.from || one.hunk.to - other.hunk.to);
  const groups: Group[] = [];
  for (const { hunk, isOurs } of all) {
    let group = groups.at(-1);
    if (!group || !overlaps(group, hunk)) {
      group = { from: hunk.from, to: hunk.to, ours: [], theirs: [] };
      groups.push(group);
    }
    group.to = Math.max(group.to, hunk.to);
    (isOurs ? group.ours : group.theirs).push(hunk);
  }
  const [us, them] = [new Shift(ours), new Shift(theirs)];
  return groups.map((group) => ({
    from: group.from,
    to: group.to,
    ours: us.stretch(group.from, group.to, group.ours),
    theirs: them.stretch(group.from, group.to, group.theirs),
    byUs: group.ours.length > 0,
    byThem: group.theirs.length > 0,
  }));
}

function overlaps(group: Group, { from, to }: LineHunk): boolean {
  if (from === to && group.from === group.to) return from === group.from;
  if (from === to) return group.from < from && from < group.to;
  // What was added where a stretch begins that the other line replaced stands before it.
  if (group.from === group.to) return from < group.from && group.from < to;
  return from < group.to;
}

/** Where stretches of shared tokens stand in a line. */
class Shift {
  #index = 0;
  #growth = 0;
  constructor(private readonly hunks: readonly LineHunk[]) {}

  /** @param within the hunks of this line that the stretch takes in; to be asked in order */
  stretch(from: number, to: number, within: readonly LineHunk[]): readonly [number, number] {
    const [first, last] = [within[0], within.at(-1)];
    if (first && last) return [first.newFrom - (first.from - from), last.newTo + (to - last.to)];
    for (let hunk = this.hunks[this.#index]; hunk && hunk.to <= from; hunk = this.hunks[this.#index]) {
      // What came exactly where nothing is replaced is before it; what came at the end of the stretch is behind it.
      this.#growth += hunk.newTo - hunk.newFrom - (hunk.to - hunk.from);
      this.#index += 1;
    }
    return [from + this.#growth, to + this.#growth];
  }
}
