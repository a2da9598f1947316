import type { Box, Point, WordAlternative } from '../../document/layout.ts';

/** A page as a file has it, in pixels, before anything is checked. Numbers that the file does not give well are NaN. */
export interface RawPage {
  /** The image that the file names for it, without folders; null when it names none. */
  image: string | null;
  /** Null when not stated. */
  width: number | null;
  height: number | null;
  /** The size is not the file's: it is that of the image. */
  isSizeOfImage: boolean;
  /** Of the text, as the file names it, such as `de` or `ger`; null when it says nothing. */
  language: string | null;
  blocks: readonly RawBlock[];
  /** Lines whose own text differs from that of their words, which was taken. */
  correctedLines: number;
  /** Characters of text that stand where none is read. */
  leftOut: number;
  /** Dots per inch that lengths were converted with for want of better knowledge; null when nothing was assumed. */
  assumedDpi: number | null;
}

export interface RawBlock {
  readonly id: string | null;
  box: Box | null;
  readonly lines: RawLine[];
}

export interface RawLine {
  readonly id: string | null;
  box: Box | null;
  baseline: readonly Point[] | null;
  readonly words: RawWord[];
}

export interface RawWord {
  text: string;
  box: Box | null;
  /** 0 to 100. */
  readonly confidence: number | null;
  readonly alternatives: WordAlternative[];
  hyphenation: { readonly part: 1 | 2; readonly whole: string | null } | null;
}

/** A page with nothing on it.
 *  @param size null where the file states none */
export const emptyPage = (
  image: string | null,
  size: { readonly width: number; readonly height: number } | null,
  ofImage: { readonly width: number; readonly height: number } | null,
): RawPage => ({
  image,
  width: size?.width ?? ofImage?.width ?? null,
  height: size?.height ?? ofImage?.height ?? null,
  isSizeOfImage: size === null && ofImage !== null,
  language: null,
  blocks: [],
  correctedLines: 0,
  leftOut: 0,
  assumedDpi: null,
});

/** A size that a file states; null where it has none, and for the 0 × 0 of programs that do not know it. */
export const statedSize = (
  width: number,
  height: number,
): { readonly width: number; readonly height: number } | null =>
  Number.isFinite(width) && Number.isFinite(height) && width !== 0 && height !== 0 ? { width, height } : null;

/** White space of XML. A no-break space belongs to its word. */
const whiteSpace = /[ \t\r\n]+/;

/** The words of a text, without boxes; what is said of the text holds for each. */
export const wordsOfText = (text: string, confidence: number | null): RawWord[] =>
  text
    .split(whiteSpace)
    .filter((word) => word !== '')
    .map((word) => ({ text: word, box: null, confidence, alternatives: [], hyphenation: null }));

/** What one element for a word holds: the word itself; nothing when it is empty; several words without boxes when some
 *  program put a whole line into it. */
export function wordsOfElement(word: RawWord): RawWord[] {
  const parts = wordsOfText(word.text, word.confidence);
  const only = parts.length === 1 ? parts[0] : undefined;
  return only ? [{ ...word, text: only.text }] : parts;
}

/** A number as XML has it; NaN when it is none. */
export const numberOf = (value: string | undefined): number =>
  value === undefined || value.trim() === '' ? Number.NaN : Number(value);

/** @param most what counts as certain: 1 or 100
 *  @returns 0 to 100, with two digits after the point; null when nothing is stated, NaN when it is not a confidence */
export function confidenceOf(value: string | undefined, most: 1 | 100): number | null {
  if (value === undefined) return null;
  const stated = numberOf(value);
  return stated >= 0 && stated <= most ? Math.round((stated / most) * 10_000) / 100 : Number.NaN;
}

/** Points such as `10,20 30,40` or `10 20 30 40`; an odd number without partner makes the last one NaN. */
export function pointsOf(value: string): readonly Point[] {
  const numbers = value
    .trim()
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(Number);
  const points: Point[] = [];
  for (let index = 0; index < numbers.length; index += 2)
    points.push({ x: numbers[index] ?? Number.NaN, y: numbers[index + 1] ?? Number.NaN });
  return points;
}

/** The upright rectangle around points; null without points. */
export function boxAround(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A file's name without the folders of the machine that wrote it; null when nothing is left. */
export function baseName(path: string): string | null {
  const name = path.trim().split(/[\\/]/).at(-1) ?? '';
  return name === '' ? null : name;
}
