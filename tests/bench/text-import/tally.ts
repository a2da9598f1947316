import type { SourceRange } from '../../../shared/import/plain-text/draft/source-lines.ts';

/** What is counted, in the order of the printed table. */
export const measures = [
  'title',
  'title block',
  'number',
  'date',
  'dateline',
  'place',
  'from',
  'to',
  'type',
  'salutation',
  'signature',
  'postscript',
  'header field',
  'file number',
  'note call',
  'note body',
  'page anchor',
  'paragraph',
  'list item',
  'table',
  'attachment',
  'form work',
] as const;

export type Measure = (typeof measures)[number];

/** What must not happen at all. */
export const harms = ['own words set apart', 'call tied to a wrong body', 'characters lost'] as const;

export type Harm = (typeof harms)[number];

export interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** Right, wrong and missed ones of each kind, and what was wrong or missed in words. */
export class Tally {
  readonly counts = new Map<Measure, Counts>();
  readonly harm = new Map<Harm, number>();
  readonly faults: string[] = [];

  add(measure: Measure, how: keyof Counts, words = ''): void {
    const before = this.counts.get(measure) ?? { right: 0, wrong: 0, missed: 0 };
    this.counts.set(measure, { ...before, [how]: before[how] + 1 });
    if (how !== 'right') this.#fault(measure, how, words);
  }

  addHarm(harm: Harm, words: string, count = 1): void {
    this.harm.set(harm, (this.harm.get(harm) ?? 0) + count);
    this.#fault(harm, 'done', words);
  }

  /** One statement of the document as a whole, held against the truth. Empty where nothing is stated. */
  state(measure: Measure, truth: string, read: string, isSame: boolean): void {
    if (truth !== '' && read !== '' && isSame) {
      this.add(measure, 'right');
      return;
    }
    if (read !== '') this.add(measure, 'wrong', `${read} for ${truth === '' ? 'nothing' : truth}`);
    if (truth !== '') this.add(measure, 'missed', read === '' ? truth : `${truth} (see above)`);
  }

  include(other: Tally): void {
    for (const [measure, { right, wrong, missed }] of other.counts) {
      const before = this.counts.get(measure) ?? { right: 0, wrong: 0, missed: 0 };
      const sum = { right: before.right + right, wrong: before.wrong + wrong, missed: before.missed + missed };
      this.counts.set(measure, sum);
    }
    for (const [harm, count] of other.harm) this.harm.set(harm, (this.harm.get(harm) ?? 0) + count);
    this.faults.push(...other.faults);
  }

  #fault(what: string, how: string, words: string): void {
    this.faults.push(`${what}\t${how}\t${words.replace(/\s+/g, ' ').slice(0, 200)}`);
  }
}

/** The harmonic mean of precision and recall; null where there is nothing to find and nothing was found. */
export function f1({ right, wrong, missed }: Counts): number | null {
  if (right + wrong + missed === 0) return null;
  return (2 * right) / (2 * right + wrong + missed);
}

/** How many characters two ranges share. */
export const overlap = (a: SourceRange, b: SourceRange): number =>
  Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

export const lengthOf = ({ from, to }: SourceRange): number => to - from;
