import type { Box, LayoutRole, Point } from '../../document/layout.ts';
import {
  boxAroundPoints,
  checkPages,
  emptyPage,
  type ImageSizeOf,
  type RawBlock,
  type RawLine,
  type RawPage,
  type RawWord,
  type WordBudget,
} from '../ocr/raw-page.ts';

/** What a page is said to be as large as where nothing tells: the words are read all the same, and boxes need an image. */
const nominal = { width: 1_000, height: 1_414 };
/** Dots per inch of lengths in inches, when the image is not there. */
const assumedDpi = 300;

/** A page of a service, and how its lengths become pixels. */
export interface ServicePage {
  readonly page: RawPage;
  readonly scale: Point;
}

/** @param size as the service states it
 *  @param unit of the size and of all boxes: `ratio` of the page, or what the service calls it */
export function servicePage(
  imageSize: ImageSizeOf,
  number: number,
  image: string | null,
  size: { readonly width: number; readonly height: number; readonly unit: 'pixel' | 'inch' | 'ratio' },
): ServicePage {
  checkPages(number);
  const known = imageSize(number, image);
  const isStated = size.width > 0 && size.height > 0;
  if (size.unit === 'pixel' && isStated) return { page: emptyPage(image, size, null), scale: { x: 1, y: 1 } };
  const inches = { width: size.width * assumedDpi, height: size.height * assumedDpi };
  const target = known ?? (size.unit === 'inch' && isStated ? inches : nominal);
  const page = emptyPage(image, { width: target.width, height: target.height }, null);
  page.isSizeOfImage = known !== null && size.unit !== 'inch';
  if (known === null && size.unit === 'inch') page.assumedDpi = assumedDpi;
  const whole = size.unit === 'inch' && isStated ? size : { width: 1, height: 1 };
  return { page, scale: { x: target.width / whole.width, y: target.height / whole.height } };
}

/** The upright box around points that come as x, y, x, y, or as pairs. */
export function boxOfPoints(points: readonly Point[], scale: Point): Box | null {
  const sound = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const box = boxAroundPoints(sound.map(({ x, y }) => ({ x: x * scale.x, y: y * scale.y })));
  return box && { x: tenths(box.x), y: tenths(box.y), width: tenths(box.width), height: tenths(box.height) };
}

const tenths = (length: number): number => Math.round(length * 10) / 10;

export function pairs(numbers: readonly number[]): readonly Point[] {
  const points: Point[] = [];
  for (let index = 0; index + 1 < numbers.length; index += 2)
    points.push({ x: numbers[index] ?? Number.NaN, y: numbers[index + 1] ?? Number.NaN });
  return points;
}

export const newLine = (box: Box | null): RawLine => ({ id: null, box, baseline: null, words: [] });

export const newBlock = (lines: RawLine[], role: LayoutRole | null = null, box: Box | null = null): RawBlock => ({
  id: null,
  box,
  lines,
  ...(role && { role }),
});

/** Adds a word to a line.
 *  @param confidence from 0 to `most` */
export function addWord(
  budget: WordBudget,
  line: RawLine,
  {
    text,
    box,
    confidence,
    most,
  }: Pick<RawWord, 'text' | 'box'> & { readonly confidence: number; readonly most: 1 | 100 },
): void {
  const known = confidence >= 0 && confidence <= most ? Math.round((confidence / most) * 10_000) / 100 : null;
  budget.addElement(line, { text, box, confidence: known, alternatives: [], hyphenation: null });
}
