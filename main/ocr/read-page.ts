import {
  type Box,
  type LayoutBlock,
  type LayoutWord,
  meanConfidence,
  type PageLayout,
  type Point,
} from '../../shared/document/layout.ts';
import type { PageTurn } from '../../shared/document/page-image.ts';
import { flattenBackground } from '../images/flatten-background.ts';
import { decodeGreyscale, type GreyscalePicture, resized } from '../images/greyscale-picture.ts';
import { xHeight } from '../images/x-height.ts';
import { inReadingOrder } from './reading-order.ts';
import type { Engine, PageSegmentation, RecognisedLine } from './tesseract.ts';

/** The picture of a page as a file. */
export interface PagePixels {
  /** PNG, JPEG or WebP. */
  readonly bytes: Uint8Array;
  /** In pixels, before any turning: what boxes are measured on. */
  readonly width: number;
  readonly height: number;
  readonly turn: PageTurn;
}

/** How a page is prepared for the engine. */
export interface Preparation {
  /** How high small letters are to be, in pixels. */
  readonly letterHeight: number;
  /** Whether the paper is made equally pale everywhere. */
  readonly isEven: boolean;
  /** Radius in pixels; 0 for none. */
  readonly blur: number;
}

/** The reading that the text is made of. Chosen on one half of the pages of `npm run bench -- ocr`. */
export const firstPreparation: Preparation = { letterHeight: 20, isEven: true, blur: 0 };
/** A reading that errs elsewhere, for comparison: other pixels of the same page. */
export const secondPreparation: Preparation = { letterHeight: 19, isEven: false, blur: 0.7 };

/** Below this mean confidence the page is also read as one block, and the surer reading is kept. */
const doubtful = 70;
/** No picture that is read is larger than this: memory and time are bounded. */
const mostPixels = 24_000_000;
/** Squares in which the paper is measured, in heights of a letter. */
const lightCell = 3;
/** How much a picture is made larger, or smaller, at most. */
const [smallestFactor, largestFactor] = [0.25, 4] as const;

/** Reads a page.
 *  @throws Error when the image cannot be decoded */
export async function readPage(
  engine: Engine,
  pixels: PagePixels,
  preparation: Preparation,
): Promise<PageReadingParts> {
  const upright = await decodeGreyscale(pixels.bytes, pixels.turn, mostPixels);
  const picture = prepared(upright, preparation);
  let mode: PageSegmentation = 3;
  let layout = layoutOf(await engine.read(picture, mode), picture, pixels);
  const confidence = meanConfidence(layout);
  if (confidence === null || confidence < doubtful) {
    const other = layoutOf(await engine.read(picture, 6), picture, pixels);
    if ((meanConfidence(other) ?? 0) > (confidence ?? 0)) [mode, layout] = [6, other];
  }
  return { by: `${engine.name}, mode ${mode}`, layout };
}

/** A reading, and by what. */
export interface PageReadingParts {
  readonly by: string;
  readonly layout: PageLayout;
}

/** Brings the letters of a page to the size that the engine reads best. */
function prepared(upright: GreyscalePicture, { letterHeight: wanted, isEven, blur }: Preparation): GreyscalePicture {
  const even = flattenBackground(upright, Math.max(24, Math.round(upright.width / 40)));
  const height = xHeight(even);
  const most = Math.min(largestFactor, Math.sqrt(mostPixels / (upright.width * upright.height)));
  const factor = height === null ? 1 : Math.max(smallestFactor, Math.min(most, wanted / height));
  const picture = isEven ? flattenBackground(upright, Math.max(24, Math.round(lightCell * (height ?? 12)))) : upright;
  return resized(picture, factor, blur);
}

function layoutOf(lines: readonly RecognisedLine[], picture: GreyscalePicture, pixels: PagePixels): PageLayout {
  const toPage = pageGeometry(picture, pixels);
  const blocks = inReadingOrder(lines.flatMap(withoutSpots)).map((block) => onPage(block, toPage));
  return { width: pixels.width, height: pixels.height, blocks };
}

/** Leaves out what the engine makes of spots and edges: signs without a letter or a figure that it is not sure of. */
function withoutSpots(line: RecognisedLine): readonly RecognisedLine[] {
  const words = line.words.filter(
    ({ text, confidence }) => /[\p{L}\p{N}]/u.test(text) || (confidence ?? 0) >= spotConfidence,
  );
  return words.length === 0 ? [] : [{ ...line, words }];
}
const spotConfidence = 50;

/** Brings places of the picture that was read to the page as its file has it. */
interface PageGeometry {
  readonly point: (point: Point) => Point;
  readonly box: (box: Box) => Box;
}

function pageGeometry(picture: GreyscalePicture, { width, height, turn }: PagePixels): PageGeometry {
  const isLying = turn === 90 || turn === 270;
  const [across, down] = isLying
    ? [height / picture.width, width / picture.height]
    : [width / picture.width, height / picture.height];
  const point = (place: Point): Point => {
    const [x, y] = [place.x * across, place.y * down];
    switch (turn) {
      case 0:
        return { x, y };
      case 90:
        return { x: y, y: height - x };
      case 180:
        return { x: width - x, y: height - y };
      case 270:
        return { x: width - y, y: x };
    }
  };
  return {
    point: (place) => rounded(point(place)),
    box({ x, y, width: boxWidth, height: boxHeight }) {
      const [a, b] = [rounded(point({ x, y })), rounded(point({ x: x + boxWidth, y: y + boxHeight }))];
      return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
    },
  };
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

function onPage({ box, lines }: LayoutBlock, toPage: PageGeometry): LayoutBlock {
  const word = (one: LayoutWord): LayoutWord => ({ ...one, box: one.box && toPage.box(one.box) });
  return {
    box: box && toPage.box(box),
    lines: lines.map((line) => ({
      box: line.box && toPage.box(line.box),
      baseline: line.baseline?.map(toPage.point) ?? null,
      words: line.words.map(word),
    })),
  };
}
