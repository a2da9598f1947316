import type { Node } from 'prosemirror-model';
import { corrections } from '../alignment/corrections.ts';
import { readingText } from '../document/reading-text.ts';

/** Words that two readers of the same pages read otherwise. */
export interface ReadingDifference {
  /** What the first reader has; empty where only the second has words. */
  readonly first: string;
  readonly second: string;
  /** The words around, as the first reader has them. */
  readonly before: string;
  readonly after: string;
  /** Where the words stand in each reader's document; `from` equals `to` where there are none. */
  readonly inFirst: { readonly from: number; readonly to: number };
  readonly inSecond: { readonly from: number; readonly to: number };
}

export interface ReadingsCompared {
  /** In the order of the first reader's document. */
  readonly differences: readonly ReadingDifference[];
  /** Words of the first reader's document. */
  readonly words: number;
}

/** Compares two readings of the same pages word by word; structure, tags and furniture are no words. Pure; costs both documents. */
export function compareReadings(first: Node, second: Node): ReadingsCompared {
  const words = readingText(first)
    .split(/\s+/)
    .filter((word) => word !== '').length;
  const there = new Map<string, { from: number; to: number }[]>();
  for (const { before, after, from, to } of corrections(first, second))
    there.set(keyOf(before, after), [...(there.get(keyOf(before, after)) ?? []), { from, to }]);
  const differences = corrections(second, first).flatMap(
    ({ before, after, from, to }): readonly ReadingDifference[] => {
      // The same two readings come in the same order from either side.
      const inSecond = there.get(keyOf(after, before))?.shift();
      const around = aroundOf(first, from, to);
      return inSecond ? [{ first: after, second: before, ...around, inFirst: { from, to }, inSecond }] : [];
    },
  );
  return { differences, words };
}

const keyOf = (before: string, after: string): string => `${before}\n${after}`;

/** How much of the text beside a difference is shown, in UTF-16 units. */
const shownAround = 40;

function aroundOf(doc: Node, from: number, to: number): { readonly before: string; readonly after: string } {
  const $from = doc.resolve(from);
  const $to = doc.resolve(to);
  const before = doc.textBetween(Math.max($from.start(), from - shownAround), from, ' ', ' ');
  const after = doc.textBetween(to, Math.min($to.end(), to + shownAround), ' ', ' ');
  return { before: before.replace(/\s+/g, ' '), after: after.replace(/\s+/g, ' ') };
}
