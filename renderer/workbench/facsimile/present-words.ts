import type { Node } from 'prosemirror-model';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import { type Box, boxAround, type Point } from '../../../shared/document/layout.ts';
import {
  type PlaceOrigin,
  type PresentPlaces,
  presentPage,
  presentPlaces,
  type ShownWord,
  shownWordAt,
} from '../../../shared/document/present-places.ts';
import type { Range } from '../place.ts';
import { isInBox } from './page-geometry.ts';

/** The words of a document that page images show. */
export interface PresentWords {
  /** Positions are of this document. */
  readonly doc: Node;
  readonly places: PresentPlaces;
}

/** Finds the words of the page images in a document.
 *  @param before what was found last: the cost follows what has changed since */
export const presentWords = (origin: PlaceOrigin, doc: Node, before: PresentWords | null): PresentWords => ({
  doc,
  places: presentPlaces(origin, doc, before?.places),
});

/** The word at a position of a document that may have changed since the words were placed; null when no image shows it. The cost
 *  follows what has changed. */
export const wordAtPosition = ({ doc, places }: PresentWords, now: Node, pos: number): ShownWord | null =>
  shownWordAt(places, earlierPosition(doc, now, pos));

/** Longer stretches are selected for other ends than to look at their words. */
const longestOutlined = 60;

/** The words of a short stretch of text that are on the page of its last one; null when no image shows any, or the stretch is long.
 *  What was read as two words is seen as both. */
export function wordsInRange(known: PresentWords, now: Node, { from, to }: Range): ShownWord | null {
  if (to - from > longestOutlined) return null;
  const words: ShownWord[] = [];
  for (let pos = from + 1; pos <= to; pos++) {
    const word = wordAtPosition(known, now, pos);
    if (word && word.from !== words.at(-1)?.from) words.push(word);
  }
  const last = words.at(-1);
  if (!last) return null;
  return { ...last, boxes: words.filter(({ page }) => page === last.page).flatMap(({ boxes }) => boxes) };
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

/** The place in the text of the word at a point of a page, or nearest to it within a third of its own height; null when none is
 *  near.
 *  @param point in image pixels */
export function wordAtPoint({ places }: PresentWords, page: PageImageId, point: Point): Range | null {
  let nearest: { readonly word: Range; readonly distance: number } | null = null;
  for (const word of presentPage(places, page)?.words ?? []) {
    const { box } = word;
    if (isInBox(point, box)) return word;
    if (!isInBox(point, box, box.height / 3)) continue;
    const distance = distanceTo(point, box);
    if (!nearest || distance < nearest.distance) nearest = { word, distance };
  }
  return nearest?.word ?? null;
}

function distanceTo({ x, y }: Point, box: Box): number {
  const beside = Math.max(box.x - x, 0, x - box.x - box.width);
  const above = Math.max(box.y - y, 0, y - box.y - box.height);
  return Math.hypot(beside, above);
}

/** The box of the line that a word stands in: as the reading has it, else around the words beside it. */
export function lineBox({ places }: PresentWords, word: Pick<ShownWord, 'page' | 'boxes' | 'line'>): Box | null {
  if (word.line) return word.line;
  const [box] = word.boxes;
  if (!box) return null;
  const middle = box.y + box.height / 2;
  const words = places.origin.pages.find(({ page }) => page === word.page)?.words ?? [];
  const beside = words.filter((one) => one.box.y <= middle && middle <= one.box.y + one.box.height);
  return boxAround(beside.map((one) => one.box));
}
