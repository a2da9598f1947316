import type { Node } from 'prosemirror-model';
import { blockTextWithCalls, lineHyphens } from '../../shared/document/block-text.ts';
import type { Box, LayoutWord, PageLayout } from '../../shared/document/layout.ts';
import { wordBoxes } from '../../shared/document/place-words.ts';
import type { PlacedLayoutWord } from '../../shared/document/placed-page.ts';
import { readingOf } from '../../shared/document/reading.ts';

/** Tells what the words of a reading read at present: the text that stands in their boxes now. A word that has a place in the text no
 *  more is null; one that never had, because the text leaves out what the page shows there, is what was read.
 *  @param doc the present document
 *  @param then the words of the page with a place in the imported document, in the pixels of `layout`
 *  @param now those with a place in `doc` */
export function wordTexts(
  doc: Node,
  layout: PageLayout,
  then: readonly PlacedLayoutWord[],
  now: readonly PlacedLayoutWord[],
): (word: LayoutWord) => string | null {
  const words = new WordGrid(layout);
  const known = new Set(then.flatMap(({ box }) => words.under(box)));
  const shown = new Map<LayoutWord, PlacedLayoutWord[]>();
  for (const place of [...now].sort((a, b) => a.from - b.from)) {
    const word = words.mostUnder(place.box);
    if (word) shown.set(word, [...(shown.get(word) ?? []), place]);
  }
  return (word) => {
    const places = shown.get(word);
    if (!places) return known.has(word) ? null : word.text;
    const text = joinedText(doc, places);
    // A hyphen at a line end is no part of the text, and has not been corrected for that.
    return isWithoutHyphen(text, word.text) ? word.text : text;
  };
}

const isWithoutHyphen = (text: string, read: string): boolean =>
  read.length > 1 && lineHyphens.includes(read.slice(-1)) && text === read.slice(0, -1);

function joinedText(doc: Node, places: readonly PlacedLayoutWord[]): string {
  let text = '';
  let end: number | null = null;
  for (const { from, to } of places) {
    if (end !== null && from > end) text += ' ';
    text += readingOf(doc, from, to, blockTextWithCalls);
    end = to;
  }
  return text;
}

interface BoxedWord {
  readonly word: LayoutWord;
  readonly box: Box;
}

/** Finds words by where they are. */
class WordGrid {
  private readonly rows = new Map<number, BoxedWord[]>();

  constructor({ blocks }: PageLayout) {
    for (const line of blocks.flatMap(({ lines }) => lines))
      for (const [index, box] of wordBoxes(line).entries()) {
        const word = line.words[index];
        if (!word || !box) continue;
        for (const row of rowsOf(box)) this.rows.set(row, [...(this.rows.get(row) ?? []), { word, box }]);
      }
  }

  /** Words of which a box covers more than half. */
  under(box: Box): readonly LayoutWord[] {
    const covered = this.near(box).filter(({ box: own }) => overlap(own, box) > (own.width * own.height) / 2);
    return covered.map(({ word }) => word);
  }

  /** The word that shares most with a box; null when none does. */
  mostUnder(box: Box): LayoutWord | null {
    let best: LayoutWord | null = null;
    let most = 0;
    for (const { word, box: own } of this.near(box)) {
      const shared = overlap(own, box);
      if (shared > most) [best, most] = [word, shared];
    }
    return best;
  }

  private near(box: Box): readonly BoxedWord[] {
    return rowsOf(box).flatMap((row) => this.rows.get(row) ?? []);
  }
}

const rowHeight = 64;

function rowsOf({ y, height }: Box): readonly number[] {
  const first = Math.floor(y / rowHeight);
  return Array.from({ length: Math.floor((y + height) / rowHeight) - first + 1 }, (_, index) => first + index);
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
