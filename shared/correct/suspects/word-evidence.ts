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
import { linesInDoubt } from './lines-in-doubt.ts';

/** What a second reading of the page has where the first has a word. */
export interface SecondReading {
  /** Empty when it has nothing there. */
  readonly text: string;
  /** How many words of the first reading it stands for, and which of them this one is, from 0. */
  readonly words: number;
  readonly index: number;
}

/** What a reader of another kind has where the first reading has a word. */
export interface ThirdReading extends SecondReading {
  /** Other words that it thought of, the likeliest first, and how sure it is of its word; none when it has several there. */
  readonly alternatives: readonly WordAlternative[];
  /** 0 to 100. */
  readonly confidence: number;
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
  /** Null when no reader of another kind read the page, or when the word has signs that such a reader does not know. */
  readonly third: ThirdReading | null;
  readonly page: PagePlace;
  /** The number of the page in its document, from 1; null when the document has no other. */
  readonly pageNumber: number | null;
  /** In pixels of the layout. */
  readonly box: Box;
}

/** Surer than this, in percent, the OCR does not make a word of the dictionary of another. */
export const sureFrom = 70;

/** A page with its first reading, and its others when there are any, in pixels of the same image. */
export interface PageEvidence {
  readonly page: PagePlace;
  readonly number: number | null;
  readonly first: PageLayout;
  readonly second: PageLayout | null;
  /** Of a reader of another kind. */
  readonly third: PageLayout | null;
}

/** What is known of the words of each text block of the imported document: block by block, word by word as `blockWords` has them;
 *  null for a word that the layout does not show. */
export function wordEvidence(
  imported: Node,
  pages: readonly PageEvidence[],
): readonly (readonly (WordEvidence | null)[])[] {
  if (pages.length === 0) return textBlocks(imported).map(({ block }) => blockWords(block).map(() => null));
  const seconds = new Map(pages.flatMap(({ first, second }) => (second ? [...secondReadings(first, second)] : [])));
  const thirds = new Map(pages.flatMap(({ first, third }) => (third ? [...secondReadings(first, third)] : [])));
  // Whoever is not asked, because two readings are sure of a line, is taken to agree.
  for (const word of pages.flatMap(unasked))
    if (thirds.get(word)?.text === '') thirds.set(word, { text: word.text, words: 1, index: 0, seen: [] });
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
      return evidenceOf(word, own, pages, { seconds, thirds });
    }),
  );
}

/** The words on lines that a reader of another kind is not asked about. */
function unasked({ first, second, third }: PageEvidence): readonly LayoutWord[] {
  if (!third) return [];
  const asked = new Set(layoutWords(linesInDoubt(first, second)));
  return layoutWords(first).filter((word) => !asked.has(word));
}

function evidenceOf(
  { text }: BlockWord,
  places: readonly SeenPlace[],
  pages: readonly PageEvidence[],
  { seconds, thirds }: Readonly<Record<'seconds' | 'thirds', ReadonlyMap<LayoutWord, TiedReading>>>,
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
    third:
      page.third === null
        ? null
        : thirdOf(
            text,
            places.map(({ seen }) => thirds.get(seen)),
          ),
    page: page.page,
    pageNumber: page.number,
    box: first.box,
  };
}

/** A word that a line end divides has two parts, the first of which shows the hyphen of the line, or the word's own. */
function joinedSecond(word: string, parts: readonly (SecondReading | undefined)[]): SecondReading | null {
  const [only] = parts;
  if (parts.length === 1) return only ? { text: only.text, words: only.words, index: only.index } : null;
  if (parts.some((part) => part === undefined || part.words > 1)) return null;
  const last = parts.length - 1;
  const hasOwnHyphen = [...word.slice(1, -1)].some((unit) => lineHyphens.includes(unit));
  const texts = parts.map((part, index) => {
    const text = part?.text ?? '';
    return !hasOwnHyphen && index < last && lineHyphens.includes(text.slice(-1) || ' ') ? text.slice(0, -1) : text;
  });
  return { text: texts.join(''), words: 1, index: 0 };
}

/** A reader that lacks a letter reads another in its place: that says nothing against the word. */
function thirdOf(word: string, parts: readonly (TiedReading | undefined)[]): ThirdReading | null {
  if (!lettersOfAll.test(word)) return null;
  const joined = joinedSecond(word, parts);
  const [only] = parts;
  const seen = parts.length === 1 && only?.seen.length === 1 ? only.seen[0] : undefined;
  return joined && { ...joined, alternatives: seen?.alternatives ?? [], confidence: seen?.confidence ?? 0 };
}
/** Signs that readers of every European language know. */
const lettersOfAll = /^[\u0020-\u007e‘’“”–—§£]*$/;

/** What a reading has for a word, with the words that it is made of. */
interface TiedReading extends SecondReading {
  readonly seen: readonly LayoutWord[];
}

/** Ties the words of a first reading of a page to those of another one. */
function secondReadings(first: PageLayout, second: PageLayout): ReadonlyMap<LayoutWord, TiedReading> {
  const own = layoutWords(first);
  const others = layoutWords(second).map((word) => ({ ...word, box: word.box && scaled(word.box, second, first) }));
  const ties = new Map<LayoutWord, TiedReading>();
  const keysOf = (words: readonly LayoutWord[]): readonly string[] => words.map(({ text }) => wordKey(text));
  const groups = alignReadings(keysOf(own), keysOf(others), { areTied: false, leastLetters: 4 });
  for (const group of groups) {
    const words = own.slice(group.old, group.old + group.oldCount);
    const other = others.slice(group.new, group.new + group.newCount);
    if (!words.some(({ box }) => other.some((one) => touch(box, one.box)))) continue;
    const text = other.map((one) => one.text).join(' ');
    words.forEach((word, index) => {
      ties.set(word, { text, words: words.length, index, seen: other });
    });
  }
  for (const word of own) {
    if (ties.has(word)) continue;
    const seen = wordsIn(word.box, others);
    ties.set(word, { text: seen.map(({ text }) => text).join(' '), words: 1, index: 0, seen });
  }
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
function wordsIn(box: Box | null, words: readonly LayoutWord[]): readonly LayoutWord[] {
  return box ? words.filter((word) => word.box !== null && holdsMiddle(box, word.box)) : [];
}

function holdsMiddle(outer: Box, inner: Box): boolean {
  const [x, y] = [inner.x + inner.width / 2, inner.y + inner.height / 2];
  return x > outer.x && x < outer.x + outer.width && y > outer.y && y < outer.y + outer.height;
}
