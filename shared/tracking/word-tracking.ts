import type { Node } from 'prosemirror-model';
import { alignBlocks } from '../alignment/align-blocks.ts';
import { type AlignedWords, alignReadings } from '../alignment/align-readings.ts';
import { movedSteps } from '../alignment/moved-words.ts';
import type { PageImageId } from '../document/identifier.ts';
import type { Box } from '../document/layout.ts';
import { blockTextWithCalls, type PlacedBlock, textBlocks } from '../document/reading-text.ts';
import { characterPlaces } from '../text/edit-distance.ts';
import { finished } from '../text/in-steps.ts';
import { wordKey } from '../text/word-shape.ts';
import type { PlacedLayoutWord, PlacedPage } from './placed-words.ts';

/** The words of page images in the document as it was imported, block by block: made once, asked after every edit. */
export interface PlaceOrigin {
  readonly doc: Node;
  readonly pages: readonly PlacedPage[];
  /** By the position at which the content of the block begins. */
  readonly blocks: ReadonlyMap<number, OriginBlock>;
}

export interface OriginBlock {
  readonly block: Node;
  readonly places: readonly OriginPlace[];
}

/** A word of an image: where it stands in the reading text of its block, in UTF-16 units. */
interface OriginPlace {
  readonly from: number;
  readonly to: number;
  /** Index of its page. */
  readonly page: number;
  readonly word: PlacedLayoutWord;
}

/** The words of page images in a document as it is now. */
export interface TrackedWords {
  readonly origin: PlaceOrigin;
  /** In document order. */
  readonly blocks: readonly TrackedBlock[];
}

export interface TrackedBlock extends PlacedBlock {
  /** The block of the import that reads the same; null when none does. */
  readonly same: Node | null;
  readonly places: readonly BlockPlace[];
}

/** A word of an image in a block: positions count from the beginning of its content. */
export interface BlockPlace {
  readonly from: number;
  readonly to: number;
  readonly page: number;
  readonly word: PlacedLayoutWord;
}

/** Blocks between such as read the same, with what is known of them. */
export interface PlacedPart {
  /** For each of the new blocks. */
  readonly places: readonly (readonly BlockPlace[])[];
  readonly oldLeft: readonly OldWord[];
  readonly newLeft: readonly NewWord[];
}

/** @param pages with positions in the imported document */
export function placeOrigin(imported: Node, pages: readonly PlacedPage[]): PlaceOrigin {
  const blocks = textBlocks(imported);
  const found = new Map(blocks.map(({ block, start }) => [start, { block, places: [] as OriginPlace[] }]));
  const words = pages.flatMap((page, index) => page.words.map((word) => ({ word, page: index })));
  words.sort((a, b) => a.word.from - b.word.from);
  let at = 0;
  for (const { word, page } of words) {
    while ((blocks[at + 1]?.start ?? Number.POSITIVE_INFINITY) <= word.from) at += 1;
    const start = blocks[at]?.start ?? 0;
    const own = found.get(start);
    if (!own) continue;
    const { offsets } = blockTextWithCalls(own.block);
    const range = { from: firstAtOrAfter(offsets, word.from - start), to: firstAtOrAfter(offsets, word.to - start) };
    if (range.from < range.to) own.places.push({ ...range, page, word });
  }
  return { doc: imported, pages, blocks: found };
}

function firstAtOrAfter(offsets: readonly number[], offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Finds the words of the images in the document as it is now: a word that was corrected keeps the box of what it replaces, one that was
 *  split or joined its parts, one that was moved goes along. It costs the whole document; an editor follows it (`PresentWords`). */
export function trackWords(origin: PlaceOrigin, doc: Node): TrackedWords {
  const blocks: TrackedBlock[] = [];
  const parts: PlacedPart[] = [];
  for (const part of alignBlocks(origin.doc, doc)) {
    if (part.kind === 'same') {
      part.new.forEach((placed, index) => {
        const old = part.old[index] && origin.blocks.get(part.old[index].start);
        blocks.push({ ...placed, same: old?.block ?? null, places: old ? samePlaces(old, placed.block) : [] });
      });
      continue;
    }
    const old = part.old.map(({ start }) => origin.blocks.get(start)).filter((block) => block !== undefined);
    const here = changedPart(old, part.new);
    parts.push(here);
    blocks.push(...part.new.map((placed, index) => ({ ...placed, same: null, places: here.places[index] ?? [] })));
  }
  return { origin, blocks: withMoved(blocks, parts) };
}

/** The words of the images in a block that reads as one of the import. */
export function samePlaces({ places }: OriginBlock, block: Node): readonly BlockPlace[] {
  const { offsets } = blockTextWithCalls(block);
  return places.flatMap((place) => placeAt(place, offsets, place.from, place.to));
}

/** @param from place in the reading text of the block
 *  @param to as `from` */
function placeAt(
  { page, word }: OriginPlace,
  offsets: readonly number[],
  from: number,
  to: number,
): readonly BlockPlace[] {
  const [first, last] = [offsets[from], offsets[to - 1]];
  return from < to && first !== undefined && last !== undefined ? [{ from: first, to: last + 1, page, word }] : [];
}

/** A word of a reading text. */
interface Word {
  readonly text: string;
  /** Where it begins in the reading text of its block. */
  readonly start: number;
  /** Whether it is the first of its block. */
  readonly begins: boolean;
}

interface OldWord extends Word {
  readonly places: readonly OriginPlace[];
}

interface NewWord extends Word {
  readonly block: Node;
}

const wordsOf = (block: Node): readonly Word[] =>
  [...blockTextWithCalls(block).text.matchAll(/\S+/g)].map((match, index) => ({
    text: match[0],
    start: match.index,
    begins: index === 0,
  }));

function oldWords({ block, places }: OriginBlock): readonly OldWord[] {
  return wordsOf(block).map((word) => ({
    ...word,
    places: places.filter(({ from, to }) => from < word.start + word.text.length && to > word.start),
  }));
}

/** Finds the words of some blocks of the import in those that stand there now. */
export function changedPart(old: readonly OriginBlock[], present: readonly PlacedBlock[]): PlacedPart {
  const before = old.flatMap(oldWords);
  const now = present.flatMap(({ block }) => wordsOf(block).map((word) => ({ ...word, block })));
  const ties = { areTied: true, leastLetters: 0 };
  const groups = alignReadings(before.map(keyOf), now.map(keyOf), ties);
  const places = placesByBlock(groups, before, now);
  const covered = new Set(groups.flatMap(({ old: from, oldCount }) => numbers(from, oldCount)));
  const filled = new Set(groups.flatMap(({ new: from, newCount }) => numbers(from, newCount)));
  return {
    places: present.map(({ block }) => places.get(block) ?? []),
    oldLeft: before.filter((_, index) => !covered.has(index)),
    newLeft: now.filter((_, index) => !filled.has(index)),
  };
}

const keyOf = ({ text }: Word): string => wordKey(text);
const numbers = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

function placesByBlock(
  groups: readonly AlignedWords[],
  before: readonly OldWord[],
  now: readonly NewWord[],
): ReadonlyMap<Node, readonly BlockPlace[]> {
  const found = new Map<Node, BlockPlace[]>();
  for (const group of groups) {
    const old = before.slice(group.old, group.old + group.oldCount);
    const present = now.slice(group.new, group.new + group.newCount);
    const letters = characterPlaces(textOf(old), textOf(present));
    let start = 0;
    for (const word of old) {
      for (const place of word.places) {
        const from = letters[start + Math.max(0, place.from - word.start)] ?? 0;
        const to = letters[start + Math.min(word.text.length, place.to - word.start)] ?? 0;
        addPlace(found, place, present, from, to);
      }
      start += word.text.length;
    }
  }
  return found;
}

const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join('');

/** A part of the reading text of a block. */
interface CoveredRange {
  readonly block: Node;
  readonly from: number;
  readonly to: number;
}

/** Adds a place that covers these letters of some words: all in one block, else those in the first.
 *  @param from place in the letters of all `words` together
 *  @param to as `from` */
function addPlace(
  found: Map<Node, BlockPlace[]>,
  place: OriginPlace,
  words: readonly NewWord[],
  from: number,
  to: number,
): void {
  let start = 0;
  let range: CoveredRange | null = null;
  for (const word of words) {
    const first = Math.max(from, start);
    const last = Math.min(to, start + word.text.length);
    if (first < last && (!range || range.block === word.block))
      range = {
        block: word.block,
        from: range ? range.from : word.start + first - start,
        to: word.start + last - start,
      };
    start += word.text.length;
  }
  if (!range) return;
  const places = found.get(range.block) ?? [];
  found.set(range.block, places);
  places.push(...placeAt(place, blockTextWithCalls(range.block).offsets, range.from, range.to));
}

function withMoved(blocks: readonly TrackedBlock[], parts: readonly PlacedPart[]): readonly TrackedBlock[] {
  const moved = finished(movedPlaces(parts));
  if (moved.size === 0) return blocks;
  return blocks.map((one) => {
    const more = one.same === null ? moved.get(one.block) : undefined;
    return more ? { ...one, places: withMore(one.places, more) } : one;
  });
}

export const withMore = (places: readonly BlockPlace[], more: readonly BlockPlace[]): readonly BlockPlace[] =>
  [...places, ...more].sort((a, b) => a.from - b.from);

/** Looks for words that are gone in one place among those that are new in another, step by step.
 *  @param parts in the order of the document
 *  @returns what is found in each block besides what it has */
export function* movedPlaces(
  parts: readonly PlacedPart[],
): Generator<undefined, ReadonlyMap<Node, readonly BlockPlace[]>> {
  const before = parts.flatMap(({ oldLeft }) => oldLeft);
  const now = parts.flatMap(({ newLeft }) => newLeft);
  if (before.length === 0 || now.length === 0) return new Map();
  const groups = yield* movedSteps(
    { keys: before.map(keyOf), begins: (index) => before[index]?.begins === true },
    { keys: now.map(keyOf), begins: (index) => now[index]?.begins === true },
    [],
  );
  return placesByBlock(groups, before, now);
}

/** A word of the document that a page image shows. */
export interface ShownWord extends OnPage {
  /** Positions before its first and after its last character. */
  readonly from: number;
  readonly to: number;
  /** One for each word of the image that reads it: a word that a line end divides, or that was made of two, has two. */
  readonly boxes: readonly Box[];
  /** 0 to 100, the least of its parts; null when none states any. */
  readonly confidence: number | null;
  /** The box of the line that it begins in; null when that is not known. */
  readonly line: Box | null;
}

/** The word that a position of a block stands in, or behind the last letter of; null when no image shows it.
 *  @param pos position in the document */
export function shownWordIn(
  origin: PlaceOrigin,
  block: Pick<TrackedBlock, 'block' | 'start' | 'places'>,
  pos: number,
): ShownWord | null {
  const word = wordAt(block.block, pos - block.start);
  if (!word) return null;
  const shown = block.places.filter(({ from, to }) => from < word.to && to > word.from);
  const [first] = shown;
  const page = first && origin.pages[first.page];
  if (!page) return null;
  const parts = shown.filter((part) => part.page === first.page).map((part) => part.word);
  const stated = parts.flatMap(({ confidence }) => confidence ?? []);
  return {
    from: block.start + word.from,
    to: block.start + word.to,
    page: page.page,
    boxes: parts.map(({ box }) => box),
    confidence: stated.length === 0 ? null : Math.min(...stated),
    line: page.lines.find(({ from, to }) => from <= first.word.from && first.word.to <= to)?.box ?? null,
  };
}

/** The word of a block that stands at an offset of its content; of two that meet there, the one that begins. */
function wordAt(block: Node, offset: number): { readonly from: number; readonly to: number } | null {
  const { text, offsets } = blockTextWithCalls(block);
  const at = firstAtOrAfter(offsets, offset);
  const isLetter = (index: number): boolean => index >= 0 && index < text.length && text.charAt(index) !== ' ';
  const isBehind = (offsets[at - 1] ?? Number.NaN) + 1 === offset;
  // An anchor or a line end within a word is in the word, too.
  const isWithin = isLetter(at) && (offsets[at] === offset || isLetter(at - 1));
  const inside = isWithin ? at : isBehind && isLetter(at - 1) ? at - 1 : -1;
  if (inside < 0) return null;
  let [first, last] = [inside, inside];
  while (isLetter(first - 1)) first -= 1;
  while (isLetter(last + 1)) last += 1;
  const [from, to] = [offsets[first], offsets[last]];
  return from === undefined || to === undefined ? null : { from, to: to + 1 };
}

/** Which page image a word is on. */
export interface OnPage {
  readonly page: PageImageId;
}

const here = ({ word, from, to }: BlockPlace, start: number): PlacedLayoutWord => ({
  ...word,
  from: start + from,
  to: start + to,
});

/** The words and lines of a page with positions in the document as it is now. O(words), so only for the pages that are shown.
 *  Null when nothing is known of the page. */
export function presentPage(
  {
    blocks,
    origin,
  }: Pick<TrackedWords, 'origin'> & { readonly blocks: readonly Pick<TrackedBlock, 'start' | 'places'>[] },
  page: PageImageId,
): PlacedPage | null {
  const index = origin.pages.findIndex((one) => one.page === page);
  const then = origin.pages[index];
  if (!then) return null;
  const placed = blocks.flatMap(({ places, start }) =>
    places.flatMap((place) => (place.page === index ? [{ was: place.word, word: here(place, start) }] : [])),
  );
  const lines = then.lines.flatMap(({ from, to, box }) => {
    const own = placed.filter(({ was }) => was.from >= from && was.to <= to).map(({ word }) => word);
    if (own.length === 0) return [];
    return [{ from: Math.min(...own.map((one) => one.from)), to: Math.max(...own.map((one) => one.to)), box }];
  });
  return { page, words: placed.map(({ word }) => word), lines };
}
