import type { Node } from 'prosemirror-model';
import { type Box, boxAround } from '../../document/layout.ts';
import { blocksOutsideComments } from '../../document/notes/note.ts';
import { anchorOf, isAnchor } from '../../document/page-anchor.ts';
import type { PageImage } from '../../document/page-image.ts';
import { blockText } from '../../document/reading-text.ts';
import type { PlacedLayoutWord, PlacedPage } from '../../tracking/placed-words.ts';

/** Words of a page as they read now, with the place of the picture that shows them. */
export interface ShownWords {
  /** One word, or several with a space between each two where only one of them has a place. */
  readonly text: string;
  /** In pixels of the image, within it. */
  readonly box: Box;
  /** Which block of the document they are of, counted over the whole document. */
  readonly block: number;
}

interface Word {
  readonly text: string;
  readonly box: Box | null;
  readonly block: number;
}

/** The words of each page image, in the order of the text: a word that a line end breaks is whole, and stands where it begins. Words that have no place on any
 *  image, because somebody typed them or nothing was read, are with the word before them, or with the one behind; on a page without any, they lie in
 *  lines over it. Words of web pages that are no part of the paper are left out, and so are comments.
 *  @param placed words with positions in `doc`
 *  @returns a list for each page, in the same order */
export function pageWords(
  doc: Node,
  pages: readonly PageImage[],
  placed: readonly PlacedPage[],
): readonly (readonly ShownWords[])[] {
  const words = pages.map((): Word[] => []);
  const numbers = new Map(pages.map(({ id }, number) => [id, number]));
  const places = placed
    .flatMap(({ page, words: own }) => own.map((word) => ({ page: numbers.get(page) ?? -1, word })))
    .filter(({ page }) => page >= 0)
    .sort((a, b) => a.word.from - b.word.from);
  let next = 0;
  let current = 0;
  for (const [block, { block: node, start }] of blocksOutsideComments(doc).entries()) {
    const isFurniture = node.type.name === 'furniture';
    const begun = pagesBegun(node, start, pages);
    for (const { text, from, to } of wordsOf(node, start)) {
      while ((begun[0]?.pos ?? Number.POSITIVE_INFINITY) <= from) current = begun.shift()?.page ?? current;
      while ((places[next]?.word.to ?? Number.POSITIVE_INFINITY) <= from) next += 1;
      const own: { page: number; word: PlacedLayoutWord }[] = [];
      for (let at = next; (places[at]?.word.from ?? Number.POSITIVE_INFINITY) < to; at++) {
        const place = places[at];
        if (place) own.push(place);
      }
      const first = own[0];
      if (!first && isFurniture) continue;
      if (first) current = first.page;
      const box = first ? boxOf(own, first.page) : null;
      words[current]?.push({ text, box, block });
    }
  }
  return words.map((own, index) => shownWords(own, pages[index]));
}

/** The page images that begin at the page anchors of a block. */
function pagesBegun(block: Node, start: number, pages: readonly PageImage[]): { pos: number; page: number }[] {
  const begun: { pos: number; page: number }[] = [];
  block.forEach((child, offset) => {
    const page = isAnchor(child) ? pages.findIndex(({ anchor }) => anchor === anchorOf(child).id) : -1;
    if (page >= 0) begun.push({ pos: start + offset, page });
  });
  return begun;
}

/** What stands between white space in a block, with the positions around it. */
function* wordsOf(block: Node, start: number): Generator<{ text: string; from: number; to: number }, void> {
  const reading = blockText(block);
  for (const { 0: text, index } of reading.text.matchAll(/\S+/g)) {
    const from = start + (reading.offsets[index] ?? 0);
    yield { text, from, to: start + (reading.offsets[index + text.length - 1] ?? 0) + 1 };
  }
}

/** Of a word that a line end breaks, the part that begins it: a box over two lines would cover others. */
function boxOf(
  places: readonly { readonly page: number; readonly word: PlacedLayoutWord }[],
  page: number,
): Box | null {
  const [first, ...others] = places.filter((place) => place.page === page).map(({ word }) => word.box);
  if (!first) return null;
  const line = others.filter(
    (box) => box.y < first.y + first.height / 2 && box.y + box.height > first.y + first.height / 2,
  );
  return boxAround([first, ...line]);
}

function shownWords(words: readonly Word[], page: PageImage | undefined): readonly ShownWords[] {
  if (!page) return [];
  if (words.every(({ box }) => box === null)) return inLines(words, page);
  const shown: ShownWords[] = [];
  let waiting: string[] = [];
  for (const { text, box, block } of words) {
    const last = shown.at(-1);
    if (box) {
      shown.push({ text: [...waiting, text].join(' '), box: within(box, page), block });
      waiting = [];
    } else if (last) shown[shown.length - 1] = { ...last, text: `${last.text} ${text}` };
    else waiting.push(text);
  }
  return shown;
}

/** Nothing was read on the page: each block is a line, from the top to the foot. */
function inLines(words: readonly Word[], page: PageImage): readonly ShownWords[] {
  const blocks = new Map<number, string[]>();
  for (const { text, block } of words) {
    const own = blocks.get(block);
    if (own) own.push(text);
    else blocks.set(block, [text]);
  }
  const height = page.height / (blocks.size + 1);
  return [...blocks].map(([block, own], index) => ({
    text: own.join(' '),
    box: { x: 0, y: (index + 0.5) * height, width: page.width, height: Math.min(height, page.height / 40) },
    block,
  }));
}

/** The part of a box that lies on the image, and never nothing. */
function within({ x, y, width, height }: Box, page: PageImage): Box {
  const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  const [left, top] = [clamp(x, page.width - 1), clamp(y, page.height - 1)];
  const [right, bottom] = [clamp(x + width, page.width), clamp(y + height, page.height)];
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}
