import { createCanvas, type Image } from '@napi-rs/canvas';
import type { Box, LayoutLine, Point } from '../../shared/document/layout.ts';

/** A strip of a page along a line of writing: where it begins, which way it runs, and how far it reaches. In pixels of the page as its
 *  file has it, whatever way the page was turned for reading. */
export interface LineStrip {
  readonly origin: Point;
  /** Of length 1, the way that the line is read. */
  readonly along: Point;
  readonly length: number;
  /** How far it reaches above and below its origin. */
  readonly above: number;
  readonly below: number;
}

/** Room around the letters, in heights of the line. */
const margin = { beside: 0.3, above: 0.16, below: 0.16 } as const;

/** The strip that the words of a line stand in; null when nothing is known of where they are.
 *  @param turn by which the page is turned to be upright, in degrees, for a line without a baseline */
export function lineStrip(line: Pick<LayoutLine, 'box' | 'baseline' | 'words'>, turn: number): LineStrip | null {
  const boxes = line.words.flatMap(({ box }) => box ?? []);
  const all = boxes.length > 0 ? boxes : line.box ? [line.box] : [];
  const [first] = all;
  if (!first) return null;
  const along = directionOf(line.baseline, turn);
  const base = line.baseline?.[0] ?? { x: first.x + first.width / 2, y: first.y + first.height / 2 };
  const spans = all.map((box) => spanOf(box, base, along));
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  // A slanted box is higher than its letters: what most of them need is enough.
  const [above, below] = [share(spans.map((span) => span.above)), share(spans.map((span) => span.below))];
  const height = above + below;
  if (!(height > 0) || !(to > from)) return null;
  return {
    origin: {
      x: base.x + (from - margin.beside * height) * along.x,
      y: base.y + (from - margin.beside * height) * along.y,
    },
    along,
    length: to - from + 2 * margin.beside * height,
    above: above + margin.above * height,
    below: below + margin.below * height,
  };
}

/** What nine of ten words need. */
function share(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(0.9 * (values.length - 1))] ?? 0;
}

function directionOf(baseline: LayoutLine['baseline'], turn: number): Point {
  const [from, to] = [baseline?.[0], baseline?.at(-1)];
  const length = from && to ? Math.hypot(to.x - from.x, to.y - from.y) : 0;
  if (from && to && length > 0) return { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const angle = (-turn * Math.PI) / 180;
  return { x: Math.round(Math.cos(angle)), y: Math.round(Math.sin(angle)) };
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly above: number;
  readonly below: number;
}

/** A box of a slanted line stands for a word that runs through its middle. */
function spanOf({ x, y, width, height }: Box, base: Point, along: Point): Span {
  const middle = { x: x + width / 2 - base.x, y: y + height / 2 - base.y };
  const at = middle.x * along.x + middle.y * along.y;
  const level = -middle.x * along.y + middle.y * along.x;
  const [across, up] = [Math.abs(along.x), Math.abs(along.y)];
  const isLying = up > across;
  const [long, high] = isLying ? [height, width] : [width, height];
  const slope = Math.min(across, up);
  const half = Math.max(0.3 * high, high - long * slope) / 2;
  return { from: at - long / 2, to: at + long / 2, above: half - level, below: half + level };
}

/** The place of a point of the page on a strip, along it, in pixels of the page. */
export const placeOnStrip = ({ origin, along }: LineStrip, { x, y }: Point): number =>
  (x - origin.x) * along.x + (y - origin.y) * along.y;

/** The least upright box around a stretch of a strip.
 *  @param from pixels of the page along the strip */
export function boxOnStrip({ origin, along, above, below }: LineStrip, from: number, to: number): Box {
  const point = (at: number, down: number): Point => ({
    x: origin.x + at * along.x - down * along.y,
    y: origin.y + at * along.y + down * along.x,
  });
  const corners = [point(from, -above), point(to, -above), point(from, below), point(to, below)];
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, top] = [Math.round(Math.min(...xs)), Math.round(Math.min(...ys))];
  return {
    x: left,
    y: top,
    width: Math.round(Math.max(...xs)) - left,
    height: Math.round(Math.max(...ys)) - top,
  };
}

/** The pixels of a strip, made so high, upright: shades of red, green and blue of each pixel, and one more byte, row by row. */
export interface LinePicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** Draws a strip of a page.
 *  @param image of the page, of any size
 *  @param page size of the page that the strip is measured on
 *  @param height of the picture that is made
 *  @param mostWidth a longer line is squeezed */
export function linePicture(
  image: Image,
  page: { readonly width: number; readonly height: number },
  { origin, along, length, above, below }: LineStrip,
  height: number,
  mostWidth: number,
): LinePicture {
  const down = height / (above + below);
  const width = Math.max(8, Math.min(mostWidth, Math.round(length * down)));
  const across = width / length;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  const shift = { x: -(origin.x * along.x + origin.y * along.y), y: origin.x * along.y - origin.y * along.x + above };
  context.setTransform(
    along.x * across,
    -along.y * down,
    along.y * across,
    along.x * down,
    shift.x * across,
    shift.y * down,
  );
  context.drawImage(image, 0, 0, page.width, page.height);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}
