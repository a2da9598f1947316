import type {
  Box,
  LayoutCell,
  LayoutRole,
  LayoutSpan,
  LayoutSpanKind,
  Point,
  WordAlternative,
} from '../../document/layout.ts';
import { inEnglish } from '../../translation/retell.ts';
import { Stopped, type XmlReader, type XmlStreamFault } from '../../xml/xml-stream.ts';

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
  /** What the file says of blocks and words and is not kept, with how often, such as `abbrev`. */
  readonly notKept: Map<string, number>;
  /** Dots per inch that lengths were converted with for want of better knowledge; null when nothing was assumed. */
  assumedDpi: number | null;
}

export interface RawBlock {
  readonly id: string | null;
  box: Box | null;
  readonly lines: RawLine[];
  role?: LayoutRole;
  cell?: LayoutCell;
}

export interface RawLine {
  readonly id: string | null;
  box: Box | null;
  baseline: readonly Point[] | null;
  readonly words: RawWord[];
  /** By offsets into the words of the line, with a space between each two. */
  spans?: readonly LayoutSpan[];
  /** Where it is another one than that of its block. */
  role?: LayoutRole;
}

export interface RawWord {
  text: string;
  box: Box | null;
  /** 0 to 100. */
  readonly confidence: number | null;
  readonly alternatives: WordAlternative[];
  hyphenation: { readonly part: 1 | 2; readonly whole: string | null } | null;
  /** What the file says of the whole word. */
  as?: readonly LayoutSpanKind[];
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
  notKept: new Map(),
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
function wordsOfElement(word: RawWord): RawWord[] {
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
export function boxAroundPoints(points: readonly Point[]): Box | null {
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

/** More than any line has, in UTF-16 units. */
const longestText = 100_000;
/** Words of one file: some five thousand pages. Each takes many times the memory that its text takes in the file. */
const mostWords = 2_000_000;
/** More than stand on the page of any newspaper, for files that know no lines. */
const mostWordsOfLine = 50_000;
/** So many pages have some two million words. Most files have one, and that of a volume a thousand. */
const mostPages = 5_000;

/** Adds words to lines and counts them. Throws `Stopped<XmlStreamFault>` before there are too many. */
export class WordBudget {
  private count = 0;

  /** The word or words that an element for a word holds. */
  addElement(line: RawLine, word: RawWord): void {
    checkLength(word.text);
    this.add(line, wordsOfElement(word));
  }

  /** The words of a text, without boxes. */
  addText(line: RawLine, text: string, confidence: number | null): void {
    checkLength(text);
    this.add(line, wordsOfText(text, confidence));
  }

  private add(line: RawLine, words: readonly RawWord[]): void {
    this.count += words.length;
    if (this.count > mostWords) stop(inEnglish`it has more than ${mostWords} words`);
    if (line.words.length + words.length > mostWordsOfLine)
      stop(inEnglish`a line has more than ${mostWordsOfLine} words`);
    for (const word of words) line.words.push(word);
  }
}

/** Throws `Stopped<XmlStreamFault>` when a file has more pages than any. */
export function checkPages(pages: number): void {
  if (pages > mostPages) stop(inEnglish`it has more than ${mostPages} pages`);
}

function checkLength(text: string): void {
  if (text.length > longestText) stop(inEnglish`a line is longer than ${longestText} characters`);
}

function stop(reason: string): never {
  throw new Stopped<XmlStreamFault>({ kind: 'beyond-limits', reason });
}

/** Size of an image in pixels, and its resolution when the file tells it. */
export interface StatedImageSize {
  readonly width: number;
  readonly height: number;
  /** Dots per inch. */
  readonly dpi: number | null;
}

/** Tells the size of the image of a page; null when it is not known.
 *  @param page number of the page in its file, from 1
 *  @param image the name that the file gives, without folders */
export type ImageSizeOf = (page: number, image: string | null) => StatedImageSize | null;

/** The formats of layout that can be read. */
export type LayoutFormat = 'hocr' | 'alto' | 'page-xml' | 'abbyy' | 'textract' | 'azure' | 'google-vision';

/** Reads one format. */
export interface FormatReader extends XmlReader {
  readonly format: LayoutFormat;
  /** Those that are complete, in the order of the file. */
  readonly pages: RawPage[];
}
