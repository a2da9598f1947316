import type { Node } from 'prosemirror-model';
import { alignReadings } from '../../alignment/align-readings.ts';
import type { PageImageId } from '../../document/identifier.ts';
import {
  type Box,
  type LayoutWord,
  layoutWords,
  type PageLayout,
  type WordAlternative,
} from '../../document/layout.ts';
import { lineHyphens, textBlocks } from '../../document/reading-text.ts';
import { wordKey } from '../../text/word-shape.ts';
import { type SeenPlace, seenPlaces } from '../../tracking/placed-words.ts';
import { type BlockWord, blockWords } from '../language/block-words.ts';

/** What a second reading of the page has where the first has a word. */
export interface SecondReading {
  /** Empty when it has nothing there. */
  readonly text: string;
  /** How many words of the first reading it stands for, and which of them this one is, from 0. */
  readonly words: number;
  readonly index: number;
}

/** A page: its image, or, of a layout that came without images, its number, from 1. */
export type PagePlace = PageImageId | number;

/** What the layout says of a word of the imported document. */
export interface WordEvidence {
  /** 0 to 100, the least of its parts; null when not stated. */
  readonly confidence: number | null;
  readonly alternatives: readonly WordAlternative[];
  /** Null when the page was not read a second time. */
  readonly second: SecondReading | null;
  readonly page: PagePlace;
  /** The number of the page in its document, from 1; null when the document has no other. */
  readonly pageNumber: number | null;
  /** In pixels of the layout. */
  readonly box: Box;
}

/** Surer than this, in percent, the OCR does not make a word of the dictionary of another. */
export const sureFrom = 70;

/** A page with its first reading, and its second when there is one, in pixels of the same image. */
export interface PageEvidence {
  readonly page: PagePlace;
  readonly number: number | null;
  readonly first: PageLayout;
  readonly second: PageLayout | null;
}

/** What is known of the words of each text block of the imported document: block by block, word by word as `blockWords` has them;
 *  null for a word that the layout does not show. */
export function wordEvidence(
  imported: Node,
  pages: readonly PageEvidence[],
): readonly (readonly (WordEvidence | null)[])[] {
  if (pages.length === 0) return textBlocks(imported).map(({ block }) => blockWords(block).map(() => null));
  const seconds = new Map(pages.flatMap(({ first, second }) => (second ? [...secondReadings(first, second)] : [])));
  const places = seenPlaces(
    imported,
    pages.map(({ first }) => ({ layout: first })),
  );
  let at = 0;
  return textBlocks(imported).map(({ block, start }) =>
    blockWords(block).map((word) => {
      while ((places[at]?.to ?? Number.POSITIVE_INFINITY) <= start + word.from) at += 1;
      const own: SeenPlace[] = [];
      for (let next = at; (places[next]?.from ?? Number.POSITIVE_INFINITY) < start + word.to; next++)
        own.push(places[next] as SeenPlace);
      return evidenceOf(word, own, pages, seconds);
    }),
  );
}

function evidenceOf(
  { text }: BlockWord,
  places: readonly SeenPlace[],
  pages: readonly PageEvidence[],
  seconds: ReadonlyMap<LayoutWord, SecondReading>,
): WordEvidence | null {
  const [first] = places;
  const page = first && pages[first.reading];
  if (!first || !page) return null;
  const confidences = places.flatMap(({ confidence }) => (confidence === null ? [] : [confidence]));
  return {
    confidence: confidences.length === 0 ? null : Math.min(...confidences),
    alternatives: places.length === 1 ? first.seen.alternatives : [],
    second:
      page.second === null
        ? null
        : joinedSecond(
            text,
            places.map(({ seen }) => seconds.get(seen)),
          ),
    page: page.page,
    pageNumber: page.number,
    box: first.box,
  };
}

/** A word that a line end divides has two parts, the first of which shows the hyphen of the line, or the word's own. */
function joinedSecond(word: string, parts: readonly (SecondReading | undefined)[]): SecondReading | null {
  const [only] = parts;
  if (parts.length === 1) return only ?? null;
  if (parts.some((part) => part === undefined || part.words > 1)) return null;
  const last = parts.length - 1;
  const hasOwnHyphen = [...word.slice(1, -1)].some((unit) => lineHyphens.includes(unit));
  const texts = parts.map((part, index) => {
    const text = part?.text ?? '';
    return !hasOwnHyphen && index < last && lineHyphens.includes(text.slice(-1) || ' ') ? text.slice(0, -1) : text;
  });
  return { text: texts.join(''), words: 1, index: 0 };
}

/** Ties the words of a first reading of a page to those of a second one. */
function secondReadings(first: PageLayout, second: PageLayout): ReadonlyMap<LayoutWord, SecondReading> {
  const own = layoutWords(first);
  const others = layoutWords(second).map((word) => ({ ...word, box: word.box && scaled(word.box, second, first) }));
  const ties = new Map<LayoutWord, SecondReading>();
  const keysOf = (words: readonly LayoutWord[]): readonly string[] => words.map(({ text }) => wordKey(text));
  const groups = alignReadings(keysOf(own), keysOf(others), { areTied: false, leastLetters: 4 });
  for (const group of groups) {
    const words = own.slice(group.old, group.old + group.oldCount);
    const other = others.slice(group.new, group.new + group.newCount);
    if (!words.some(({ box }) => other.some((one) => touch(box, one.box)))) continue;
    const text = other.map((one) => one.text).join(' ');
    words.forEach((word, index) => {
      ties.set(word, { text, words: words.length, index });
    });
  }
  for (const word of own) if (!ties.has(word)) ties.set(word, { text: textIn(word.box, others), words: 1, index: 0 });
  return ties;
}

function scaled({ x, y, width, height }: Box, from: PageLayout, to: PageLayout): Box {
  const [across, down] = [to.width / from.width, to.height / from.height];
  return { x: x * across, y: y * down, width: width * across, height: height * down };
}

/** Without boxes nothing speaks against it. */
const touch = (a: Box | null, b: Box | null): boolean =>
  a === null ||
  b === null ||
  (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height);

/** What stands inside a box, from left to right. */
function textIn(box: Box | null, words: readonly LayoutWord[]): string {
  if (!box) return '';
  return words
    .filter((word) => word.box !== null && holdsMiddle(box, word.box))
    .map(({ text }) => text)
    .join(' ');
}

function holdsMiddle(outer: Box, inner: Box): boolean {
  const [x, y] = [inner.x + inner.width / 2, inner.y + inner.height / 2];
  return x > outer.x && x < outer.x + outer.width && y > outer.y && y < outer.y + outer.height;
}
