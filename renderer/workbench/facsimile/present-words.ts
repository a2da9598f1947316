import { type ChangedRange, positionAfter, positionBefore } from '../../../shared/derived/changed-ranges.ts';
import type { PresentWords } from '../../../shared/derived/present-words.ts';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import { type Box, boxAround, type Point } from '../../../shared/document/layout.ts';
import type { ShownWord } from '../../../shared/document/present-places.ts';
import type { Range } from '../place.ts';
import { isInBox } from './page-geometry.ts';

/** The words of a document that page images show, a moment behind the typing. */
export interface KnownWords {
  readonly words: PresentWords;
  /** What was changed since they were placed. */
  readonly since: readonly ChangedRange[];
}

/** The word at a position of the document as it is now; null when no image shows it. The cost follows what has changed. */
export const wordAtPosition = ({ words, since }: KnownWords, pos: number): ShownWord | null =>
  words.wordAt(positionBefore(since, pos));

/** Longer stretches are selected for other ends than to look at their words. */
const longestOutlined = 60;

/** The words of a short stretch of text that are on the page of its last one; null when no image shows any, or the stretch is long.
 *  What was read as two words is seen as both. */
export function wordsInRange(known: KnownWords, { from, to }: Range): ShownWord | null {
  if (to - from > longestOutlined) return null;
  const words: ShownWord[] = [];
  for (let pos = from + 1; pos <= to; pos++) {
    const word = wordAtPosition(known, pos);
    if (word && word.from !== words.at(-1)?.from) words.push(word);
  }
  const last = words.at(-1);
  if (!last) return null;
  return { ...last, boxes: words.filter(({ page }) => page === last.page).flatMap(({ boxes }) => boxes) };
}

/** The present place of a word; the reverse of `wordAtPosition`. */
export const rangeNow = ({ since }: Pick<KnownWords, 'since'>, { from, to }: Range): Range => ({
  from: positionAfter(since, from, 1),
  to: positionAfter(since, to),
});

/** The place in the text of the word at a point of a page, or nearest to it within a third of its own height; null when none is
 *  near.
 *  @param point in image pixels */
export function wordAtPoint(words: PresentWords, page: PageImageId, point: Point): Range | null {
  let nearest: { readonly word: Range; readonly distance: number } | null = null;
  for (const word of words.page(page)?.words ?? []) {
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
export function lineBox({ origin }: PresentWords, word: Pick<ShownWord, 'page' | 'boxes' | 'line'>): Box | null {
  if (word.line) return word.line;
  const [box] = word.boxes;
  if (!box) return null;
  const middle = box.y + box.height / 2;
  const words = origin.pages.find(({ page }) => page === word.page)?.words ?? [];
  const beside = words.filter((one) => one.box.y <= middle && middle <= one.box.y + one.box.height);
  return boxAround(beside.map((one) => one.box));
}
