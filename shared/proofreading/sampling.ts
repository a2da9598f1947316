import { inEnglish } from '../translation/retell.ts';
import { errorRate } from './error-rate.ts';

/** A line that may be drawn. */
export interface SampleLine {
  readonly document: string;
  /** From 1, among the lines of its document. */
  readonly line: number;
  readonly text: string;
}

/** Draws lines without putting any back; the same lines for the same seed. Those that are drawn keep their order.
 *  @param seed a whole number */
export function drawLines<Line extends SampleLine>(
  lines: readonly Line[],
  count: number,
  seed: number,
): readonly Line[] {
  const random = seededRandom(seed);
  const places = lines.map((_, index) => index);
  const drawn: number[] = [];
  // Fisher and Yates, as far as it is needed.
  for (let done = 0; done < Math.min(count, lines.length); done++) {
    const other = done + Math.floor(random() * (places.length - done));
    const [one, two] = [places[done] ?? done, places[other] ?? other];
    places[done] = two;
    places[other] = one;
    drawn.push(two);
  }
  return drawn.sort((a, b) => a - b).flatMap((index) => lines[index] ?? []);
}

/** From 0 up to, and without, 1: Mulberry32. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A share with the interval in which the true one lies with 95 % confidence. */
export interface Share {
  readonly wrong: number;
  readonly of: number;
  /** All three from 0 to 1. */
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** The score interval of Wilson (1927): good for few faults and for none.
 *  @param wrong at most `of` counts */
export function shareOf(wrong: number, of: number): Share {
  if (of === 0) return { wrong: 0, of, rate: 0, low: 0, high: 1 };
  const counted = Math.min(wrong, of);
  const z = 1.959964;
  const rate = counted / of;
  const middle = rate + (z * z) / (2 * of);
  const spread = z * Math.sqrt((rate * (1 - rate)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  const low = counted === 0 ? 0 : Math.max(0, (middle - spread) / whole);
  const high = counted === of ? 1 : Math.min(1, (middle + spread) / whole);
  return { wrong: counted, of, rate, low, high };
}

/** A line that was held against the page. */
export interface CheckedLine extends SampleLine {
  /** What the page reads. */
  readonly reads: string;
}

/** What a sample says of the whole that it was drawn from. */
export interface SampleCertificate {
  readonly lines: Share;
  readonly words: Share;
  readonly characters: Share;
}

/** Counts the lines, words and characters of a sample that are wrong. Lines are drawn, so words and characters of one line go wrong
 *  together: their intervals are those of independent ones, and a little narrow. */
export function certifySample(checked: readonly CheckedLine[]): SampleCertificate {
  const rates = checked.map(({ text, reads }) => errorRate(text, reads));
  const sum = (count: (rate: (typeof rates)[number]) => number): number =>
    rates.reduce((total, rate) => total + count(rate), 0);
  return {
    lines: shareOf(rates.filter(({ characterErrors }) => characterErrors > 0).length, rates.length),
    words: shareOf(
      sum(({ wordErrors }) => wordErrors),
      sum(({ words }) => words),
    ),
    characters: shareOf(
      sum(({ characterErrors }) => characterErrors),
      sum(({ characters }) => characters),
    ),
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** A share as a person reads it: `3 in 1,214 (0.25 %; 95 % confidence: 0.08 % to 0.72 %)`. */
export const shareInWords = ({ wrong, of, rate, low, high }: Share): string =>
  inEnglish`${wrong.toLocaleString('en')} in ${of.toLocaleString('en')} (${percent(rate)}; 95 % confidence: ${percent(low)} to ${percent(high)})`;
