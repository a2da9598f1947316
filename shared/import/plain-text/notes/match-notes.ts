import type { NoteLabel } from './note-labels.ts';
import type { ReferenceCandidate, ReferenceSureness } from './note-references.ts';

/** The labels of the notes at the end of a text, in order; null for a note without one. */
export type NoteLabels = readonly (Pick<NoteLabel, 'label'> | null)[];

/** Which call belongs to which note. */
export interface NoteMatch {
  /** For each note its call in the text; null where none is surely its. */
  readonly calls: readonly (ReferenceCandidate | null)[];
  /** What is to be added to the printed number of every note for the number in the text; 0 where they agree, and where only the order of calls and
   *  notes shows what belongs together. */
  readonly offset: number;
  /** Whether it is that order. */
  readonly isByOrder: boolean;
}

/** Finds the calls of some notes: the chain of figures, each behind the one before, that reads most like the count of a book. It goes up by one; it
 *  begins anew with a page; now and then a number stands twice. The notes may be counted otherwise than the text: web pages count from 1 what
 *  the book counts through. A note of which a call could be another one as well gets none.
 *  @param breaks places in the text where pages end, in order. O(notes × candidates) */
export function matchNotes(
  labels: NoteLabels,
  candidates: readonly ReferenceCandidate[],
  breaks: readonly number[],
): NoteMatch {
  const none: NoteMatch = { calls: labels.map(() => null), offset: 0, isByOrder: false };
  if (labels.length === 0) return none;
  const open = candidates.filter(({ sureness }) => sureness !== 'hidden');
  if (open.length === 0) return none;
  const isLarge = labels.length * open.length > largestTable;
  const alike = isLarge ? byLabelAlone(labels, open) : new ChainFinder(labels, open, breaks, true).find();
  const isCountedAnew = labels.every((label, index) => label === null || label.label === String(index + 1));
  const free = isLarge || !isCountedAnew ? null : new ChainFinder(labels, open, breaks, false).find();
  // Numbers that agree are believed before others, unless those reach more notes.
  const best = free && countOf(free) > countOf(alike) ? free : alike;
  if (!isTrustworthy(labels, best, open)) return none;
  const calls = withHidden(best, candidates);
  const offset = constantOffset(labels, calls);
  return { calls, offset: offset ?? 0, isByOrder: offset === null };
}

type Calls = NoteMatch['calls'];

const countOf = (calls: Calls): number => calls.filter((call) => call !== null).length;

/** Above so many pairs of notes and candidates only numbers that agree are tied. */
const largestTable = 4_000_000;

function byLabelAlone(labels: NoteLabels, candidates: readonly ReferenceCandidate[]): Calls {
  const known = new Map<string, ReferenceCandidate | null>();
  for (const candidate of candidates)
    if (weights[candidate.sureness] > 2) known.set(candidate.label, known.has(candidate.label) ? null : candidate);
  return labels.map((label) => known.get(label?.label ?? '') ?? null);
}

/** Figures that only a note makes calls are believed if they bear the numbers of the notes, make a chain, or are the only ones. */
function isTrustworthy(labels: NoteLabels, calls: Calls, candidates: readonly ReferenceCandidate[]): boolean {
  const found = calls.filter((call) => call !== null);
  if (found.some(({ sureness }) => sureness !== 'possible')) return true;
  const agrees = calls.every((call, index) => call === null || call.label === labels[index]?.label);
  return (
    found.length > 0 && (agrees || (found.length === labels.length && (found.length > 1 || candidates.length === 1)))
  );
}

/** What hides in a number is a call only between two calls that leave room for its number alone. */
function withHidden(calls: Calls, candidates: readonly ReferenceCandidate[]): Calls {
  return calls.map((call, index) => {
    const [before, next] = [calls[index - 1], calls[index + 1]];
    if (call || !before || !next || Number(next.label) - Number(before.label) !== 2) return call;
    const label = String(Number(before.label) + 1);
    const fitting = candidates.filter((one) => one.label === label && one.from > before.from && one.from < next.from);
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  });
}

/** The difference that all tied numbers share; null when there is none. */
function constantOffset(labels: NoteLabels, calls: readonly (ReferenceCandidate | null)[]): number | null {
  let offset: number | null = null;
  for (const [index, call] of calls.entries()) {
    const label = labels[index]?.label ?? '';
    if (!call || call.label === label) {
      if (call && (offset ?? 0) !== 0) return null;
      if (call) offset = 0;
      continue;
    }
    if (!/^\d+$/.test(call.label) || !/^\d+$/.test(label)) return null;
    const own = Number(call.label) - Number(label);
    if (offset !== null && offset !== own) return null;
    offset = own;
  }
  return offset ?? 0;
}

/** A printed number as the text has it; what is no number stays as it is. */
export const withOffset = (label: string, offset: number): string =>
  /^\d+$/.test(label) ? String(Number(label) + offset) : label;

/** How much a figure is worth as a link of the chain. */
const weights: Readonly<Record<ReferenceSureness, number>> = {
  sure: 6,
  likely: 4.5,
  plausible: 2.5,
  possible: 1.2,
  hidden: 0.4,
};
/** Costs: a note without a call; a number that stands twice, is left out, or comes back later; a count that begins anew with a page, or without one; a sign amid
 *  figures. */
const costs = { skipped: 3, equal: 1.8, leap: 1.8, back: 2.8, page: 0.5, anew: 2.5, sign: 1 } as const;
/** A chain that is worth this much less than the best one could as well be the right one. */
const margin = 1.6;
/** Notes in a row that may have lost their calls. */
const mostSkipped = 3;

/** The call in the title is that of the first note. */
const ofTitle = 2;

/** A number with a letter stands between two: `4a` is 4.5. Null for signs. */
function valueOfLabel(label: string): number | null {
  const found = /^(\d+)([a-z]?)$/.exec(label);
  return found ? Number(found[1]) + (found[2] === '' ? 0 : 0.5) : null;
}

/** Finds the best chain by going through candidates and notes from both ends. `#before[i][j]` is the worth of the best chain that ends with
 *  candidate j as the call of note i; `#behind` the same from the end. */
class ChainFinder {
  readonly #labels: NoteLabels;
  readonly #candidates: readonly ReferenceCandidate[];
  readonly #values: readonly (number | null)[];
  /** Number of the page that each candidate stands on. */
  readonly #pages: readonly number[];
  /** Whether calls must bear the printed numbers of their notes. */
  readonly #isStrict: boolean;

  constructor(
    labels: NoteLabels,
    candidates: readonly ReferenceCandidate[],
    breaks: readonly number[],
    isStrict: boolean,
  ) {
    this.#labels = labels;
    this.#candidates = candidates;
    this.#values = candidates.map(({ label }) => valueOfLabel(label));
    let page = 0;
    this.#pages = candidates.map(({ from }) => {
      while ((breaks[page] ?? Infinity) <= from) page++;
      return page;
    });
    this.#isStrict = isStrict;
  }

  find(): readonly (ReferenceCandidate | null)[] {
    const worth = this.#labels.map((_, note) => this.#candidates.map((_, place) => this.#worthOf(note, place)));
    const before = this.#bestChains(worth, false);
    const behind = this.#bestChains(worth, true);
    const total = (note: number, place: number): number => {
      const own = worth[note]?.[place] ?? -Infinity;
      return own === -Infinity ? own : (before[note]?.[place] ?? 0) + (behind[note]?.[place] ?? 0) - own;
    };
    let best = 0;
    this.#labels.forEach((_, note) => {
      for (let place = 0; place < this.#candidates.length; place++) best = Math.max(best, total(note, place));
    });
    if (best <= 0) return this.#labels.map(() => null);
    return this.#labels.map((_, note) => {
      const winners = this.#candidates.map((_, place) => place).filter((place) => total(note, place) > best - margin);
      const [only = -1] = winners;
      const isShared = this.#labels.some((_, other) => other !== note && total(other, only) > best - margin);
      return winners.length === 1 && !isShared ? (this.#candidates[only] ?? null) : null;
    });
  }

  /** What a candidate is worth as the call of a note; minus infinity when it cannot be it. */
  #worthOf(note: number, place: number): number {
    const candidate = this.#candidates[place] as ReferenceCandidate;
    if (this.#isStrict && candidate.label !== this.#labels[note]?.label) return -Infinity;
    const { role } = candidate.block;
    const isOfTitle = note === 0 && role.kind === 'heading' && role.level === 1;
    return weights[candidate.sureness] + (isOfTitle ? ofTitle : 0);
  }

  /** @param isBackward whether chains are built from their ends */
  #bestChains(worth: readonly (readonly number[])[], isBackward: boolean): readonly (readonly number[])[] {
    const count = this.#labels.length;
    const best: number[][] = [];
    for (let step = 0; step < count; step++) {
      const note = isBackward ? count - 1 - step : step;
      const reached = Array.from({ length: mostSkipped + 1 }, (_, skipped) => {
        const other = best[isBackward ? note + 1 + skipped : note - 1 - skipped];
        return other ? new Reach(this.#values, this.#pages, other, isBackward) : null;
      });
      const row = this.#candidates.map(() => -Infinity);
      for (let place = 0; place < row.length; place++) {
        const at = isBackward ? row.length - 1 - place : place;
        const own = worth[note]?.[at] ?? -Infinity;
        if (own > -Infinity) row[at] = own + this.#bestBefore(reached, at, step);
        for (const reach of reached) reach?.take(at);
      }
      best[note] = row;
    }
    return best;
  }

  /** The worth of the best beginning of a chain that a candidate can go on with. */
  #bestBefore(reached: readonly (Reach | null)[], at: number, step: number): number {
    let best = -costs.skipped * step;
    reached.forEach((reach, skipped) => {
      if (!reach) return;
      const onward = this.#isStrict ? reach.bestOfAll() : reach.bestTo(at, skipped + 1);
      best = Math.max(best, onward - costs.skipped * skipped);
    });
    return best;
  }
}

/** The best chains that reach up to a candidate, by the number of their last link. */
class Reach {
  readonly #values: readonly (number | null)[];
  readonly #pages: readonly number[];
  readonly #worth: readonly number[];
  readonly #isBackward: boolean;
  readonly #byValue = new Map<number, number>();
  /** Of all, of those that end in a sign, and of those on other pages. */
  #all = -Infinity;
  #signs = -Infinity;
  #page = -1;
  #otherPages = -Infinity;
  #thisPage = -Infinity;
  /** Where the count goes backward: the best chains that begin with 1, on other pages and on this one. */
  #firstOtherPages = -Infinity;
  #firstThisPage = -Infinity;

  constructor(
    values: readonly (number | null)[],
    pages: readonly number[],
    worth: readonly number[],
    isBackward: boolean,
  ) {
    this.#values = values;
    this.#pages = pages;
    this.#worth = worth;
    this.#isBackward = isBackward;
  }

  /** Adds the chains that end at a candidate. */
  take(place: number): void {
    const worth = this.#worth[place] ?? -Infinity;
    if (worth === -Infinity) return;
    this.#turnTo(this.#pages[place] ?? 0);
    const value = this.#values[place];
    this.#all = Math.max(this.#all, worth);
    this.#thisPage = Math.max(this.#thisPage, worth);
    if (value === 1) this.#firstThisPage = Math.max(this.#firstThisPage, worth);
    if (value === null || value === undefined) this.#signs = Math.max(this.#signs, worth);
    else this.#byValue.set(value, Math.max(this.#byValue.get(value) ?? -Infinity, worth));
  }

  #turnTo(page: number): void {
    if (page === this.#page) return;
    this.#otherPages = Math.max(this.#otherPages, this.#thisPage);
    this.#firstOtherPages = Math.max(this.#firstOtherPages, this.#firstThisPage);
    this.#thisPage = -Infinity;
    this.#firstThisPage = -Infinity;
    this.#page = page;
  }

  bestOfAll(): number {
    return this.#all;
  }

  /** @param steps by how much the number goes up */
  bestTo(place: number, steps: number): number {
    this.#turnTo(this.#pages[place] ?? 0);
    const value = this.#values[place];
    if (value === null || value === undefined) return this.#all - costs.sign;
    const sign = this.#isBackward ? 1 : -1;
    const step = (by: number): number => this.#byValue.get(value + sign * by) ?? -Infinity;
    const up = Math.max(step(steps), steps === 1 ? step(0.5) : -Infinity);
    const equal = step(steps - 1) - costs.equal;
    const leap = step(steps + 1) - costs.leap;
    const back = step(steps - 2) - costs.back;
    return Math.max(up, equal, leap, back, this.#signs - costs.sign, this.#anew(value));
  }

  /** The count begins anew with 1: this candidate's, or, backward, that of the link behind it. */
  #anew(value: number): number {
    if (this.#isBackward) return Math.max(this.#firstOtherPages - costs.page, this.#firstThisPage - costs.anew);
    return value === 1 ? Math.max(this.#otherPages - costs.page, this.#thisPage - costs.anew) : -Infinity;
  }
}
