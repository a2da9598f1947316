import type { Node } from 'prosemirror-model';
import { alignBlocks, type PlacedWord, placedWords } from '../../../shared/document/align-words.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { Box, Point } from '../../../shared/document/layout.ts';
import { matchSequences } from '../../../shared/document/match-sequences.ts';
import type { PlacedPage } from '../../../shared/document/placed-page.ts';
import type { Range } from '../place.ts';
import { boxAround, isInBox } from './page-geometry.ts';

/** A word of the present document with its place on a page image. */
export interface PresentWord extends Range {
  readonly page: PageImageId;
  /** One for each part of the image that reads it: a word that a line end divides has two. */
  readonly boxes: readonly Box[];
  /** 0 to 100, the least of its parts; null when none states any. */
  readonly confidence: number | null;
  /** The box of the line that it begins in. */
  readonly line: Box | null;
}

/** The words of a document that page images show. */
export interface PresentWords {
  /** Positions are of this document. */
  readonly doc: Node;
  /** In document order. */
  readonly words: readonly PresentWord[];
}

/** Finds the words of the page images in the present document: a word that was corrected keeps the box of what it replaces.
 *  @param pages with positions in the imported document */
export function presentWords(pages: readonly PlacedPage[], imported: Node, doc: Node): PresentWords {
  const seen = pages.flatMap(seenWords).sort((a, b) => a.from - b.from);
  const words = wordPairs(imported, doc).flatMap(({ old, present }) => {
    const parts = overlapping(seen, old);
    const [first] = parts;
    if (!first) return [];
    const here = parts.filter(({ page }) => page === first.page);
    const stated = here.flatMap(({ confidence }) => confidence ?? []);
    return {
      from: present.from,
      to: present.to,
      page: first.page,
      boxes: here.flatMap(({ boxes }) => boxes),
      confidence: stated.length === 0 ? null : Math.min(...stated),
      line: first.line,
    };
  });
  return { doc, words: words.sort((a, b) => a.from - b.from) };
}

function seenWords({ page, words, lines }: PlacedPage): readonly PresentWord[] {
  return words.map(({ from, to, box, confidence }) => ({
    from,
    to,
    page,
    boxes: [box],
    confidence,
    line: lines.find((line) => line.from <= from && to <= line.to)?.box ?? null,
  }));
}

/** @param words sorted by their beginnings */
function overlapping(words: readonly PresentWord[], { from, to }: Range): readonly PresentWord[] {
  const found: PresentWord[] = [];
  for (let index = firstAtOrAfter(words, from); index < words.length; index++) {
    const word = words[index];
    if (!word || word.from >= to) break;
    found.push(word);
  }
  return found;
}

/** The index of the first word that ends behind a position; the words neither overlap nor nest. */
function firstAtOrAfter(words: readonly Range[], pos: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.to ?? 0) <= pos) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A word of the present document and what it stands for in the imported one. */
interface WordPair {
  readonly old: Range;
  readonly present: Range;
}

function wordPairs(imported: Node, doc: Node): readonly WordPair[] {
  return alignBlocks(imported, doc).flatMap((part) => {
    const old = placedWords(part.old);
    const present = placedWords(part.new);
    return part.kind === 'same' ? pairsInOrder(old, present) : pairsAmong(old, present);
  });
}

const pairsInOrder = (old: readonly PlacedWord[], present: readonly PlacedWord[]): readonly WordPair[] =>
  present.flatMap((word, index) => {
    const was = old[index];
    return was ? [{ old: was, present: word }] : [];
  });

function pairsAmong(old: readonly PlacedWord[], present: readonly PlacedWord[]): readonly WordPair[] {
  const textOf = ({ word }: PlacedWord): string => word;
  const pairs: WordPair[] = [];
  let oldAt = 0;
  let presentAt = 0;
  const end = { old: old.length, new: present.length, count: 0 };
  for (const run of [...matchSequences(old.map(textOf), present.map(textOf)), end]) {
    pairs.push(...replaced(old.slice(oldAt, run.old), present.slice(presentAt, run.new)));
    oldAt = run.old + run.count;
    presentAt = run.new + run.count;
    pairs.push(...pairsInOrder(old.slice(run.old, oldAt), present.slice(run.new, presentAt)));
  }
  return pairs;
}

/** Words that took the place of others: as many as before stand for one each, else each for those in about the same part of the
 *  stretch. */
function replaced(old: readonly PlacedWord[], present: readonly PlacedWord[]): readonly WordPair[] {
  if (old.length === 0) return [];
  if (old.length === present.length) return pairsInOrder(old, present);
  const share = old.length / Math.max(1, present.length);
  return present.flatMap((word, index) => {
    const first = old[Math.floor(index * share)];
    const last = old[Math.max(Math.floor(index * share), Math.ceil((index + 1) * share) - 1)];
    return first && last ? [{ old: { from: first.from, to: last.to }, present: word }] : [];
  });
}

/** The word at a position of a document that may have changed since the words were placed; null when there is none. The cost
 *  follows what has changed. */
export function wordAtPosition({ doc, words }: PresentWords, now: Node, pos: number): PresentWord | null {
  const place = earlierPosition(doc, now, pos);
  // Behind the last letter of a word one stands at that word, unless the next one begins there.
  const index = firstAtOrAfter(words, place);
  const [before, here] = [words[index - 1], words[index]];
  if (here && here.from <= place) return here;
  return before && before.to === place ? before : null;
}

/** Where a position of a changed document was before the change; what is within it leads to its beginning.
 *  @param side which side of what was put in right there it belongs to */
function earlierPosition(before: Node, now: Node, pos: number, side: -1 | 1 = -1): number {
  if (before === now) return pos;
  const start = before.content.findDiffStart(now.content);
  const end = before.content.findDiffEnd(now.content);
  if (start === null || end === null || pos < start) return pos;
  // Where letters repeat themselves, the same ones are counted from either side.
  const twice = Math.max(0, start - Math.min(end.a, end.b));
  const isBehind = pos >= end.b + twice && (side > 0 || pos > start);
  return isBehind ? pos + end.a - end.b : start;
}

/** The present place of a word; the reverse of `wordAtPosition`. */
export function rangeNow({ doc }: PresentWords, now: Node, { from, to }: Range): Range {
  return { from: earlierPosition(now, doc, from, 1), to: earlierPosition(now, doc, to) };
}

/** The word at a point of a page, or nearest to it within a margin of its own height; null when none is near.
 *  @param point in image pixels */
export function wordAtPoint({ words }: PresentWords, page: PageImageId, point: Point): PresentWord | null {
  let nearest: { readonly word: PresentWord; readonly distance: number } | null = null;
  for (const word of words) {
    if (word.page !== page) continue;
    for (const box of word.boxes) {
      if (isInBox(point, box)) return word;
      if (!isInBox(point, box, box.height / 3)) continue;
      const distance = distanceTo(point, box);
      if (!nearest || distance < nearest.distance) nearest = { word, distance };
    }
  }
  return nearest?.word ?? null;
}

function distanceTo({ x, y }: Point, box: Box): number {
  const beside = Math.max(box.x - x, 0, x - box.x - box.width);
  const above = Math.max(box.y - y, 0, y - box.y - box.height);
  return Math.hypot(beside, above);
}

/** The box of the line that a word stands in: as the reading has it, else around the words beside it. */
export function lineBox({ words }: PresentWords, word: PresentWord): Box | null {
  if (word.line) return word.line;
  const [box] = word.boxes;
  if (!box) return null;
  const middle = box.y + box.height / 2;
  const beside = words.flatMap(({ page, boxes }) => (page === word.page ? boxes : []));
  return boxAround(beside.filter(({ y, height }) => y <= middle && middle <= y + height));
}
