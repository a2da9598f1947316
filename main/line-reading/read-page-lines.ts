import { type Image, loadImage } from '@napi-rs/canvas';
import type { LayoutBlock, LayoutLine, LayoutWord, PageLayout } from '../../shared/document/layout.ts';
import { type DecodedWord, decodeLine } from './ctc-decoding.ts';
import type { LineModel } from './line-model.ts';
import { boxOnStrip, type LineStrip, linePicture, lineStrip, placeOnStrip } from './line-picture.ts';

/** The image of a page, and the lines that another reading found on it. */
export interface PageLines {
  /** PNG, JPEG or WebP. */
  readonly bytes: Uint8Array;
  /** By which it is turned to be upright. */
  readonly turn: number;
  readonly layout: PageLayout;
}

/** Longer lines are squeezed: time and memory are bounded. */
const mostWidth = 3_200;

/** Reads the lines of a page with a recogniser of lines.
 *  @returns the same blocks and lines with the words that were read on them
 *  @throws Error when the image cannot be decoded */
export async function readPageLines(model: LineModel, { bytes, turn, layout }: PageLines): Promise<PageLayout> {
  const image = await loadImage(bytes);
  const blocks: LayoutBlock[] = [];
  for (const block of layout.blocks) {
    const lines: LayoutLine[] = [];
    for (const line of block.lines) {
      const words = await wordsOf(model, image, layout, line, turn);
      if (words.length > 0) lines.push({ box: line.box, baseline: line.baseline, words });
    }
    if (lines.length > 0) blocks.push({ box: block.box, lines });
  }
  return { width: layout.width, height: layout.height, blocks };
}

async function wordsOf(
  model: LineModel,
  image: Image,
  page: PageLayout,
  line: LayoutLine,
  turn: number,
): Promise<readonly LayoutWord[]> {
  const strip = lineStrip(line, turn);
  if (!strip) return [];
  const picture = linePicture(image, page, strip, model.height, mostWidth);
  const columns = await model.read(picture);
  const perColumn = strip.length / Math.max(1, columns.length);
  const gaps = gapsOf(line.words, strip).map((place) => place / perColumn);
  return decodeLine(columns, gaps).map((word) => layoutWord(word, strip, perColumn));
}

/** The middles of the spaces that another reading saw, along the strip: a recogniser of lines looks at letters and misses spaces. */
function gapsOf(words: readonly LayoutWord[], strip: LineStrip): readonly number[] {
  const spans = words.flatMap(({ box }) => (box ? [spanOn(strip, box)] : [])).sort(([a], [b]) => a - b);
  return spans.slice(1).flatMap(([from], index) => {
    const end = spans[index]?.[1] ?? from;
    return from > end ? [(from + end) / 2] : [];
  });
}

function spanOn(strip: LineStrip, { x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  const places = [
    placeOnStrip(strip, { x, y }),
    placeOnStrip(strip, { x: x + width, y }),
    placeOnStrip(strip, { x, y: y + height }),
    placeOnStrip(strip, { x: x + width, y: y + height }),
  ];
  return [Math.min(...places), Math.max(...places)] as const;
}

const layoutWord = (word: DecodedWord, strip: LineStrip, perColumn: number): LayoutWord => ({
  text: word.text,
  box: boxOnStrip(strip, word.first * perColumn, word.last * perColumn),
  confidence: word.confidence,
  alternatives: word.alternatives,
  hyphenation: null,
});
