import type { PageImageId, ReadingId } from './identifier.ts';

/** An upright rectangle, in pixels of the page image as its file has it: origin at the top left, before any turning by a person.
 *  TEI: `zone/@ulx @uly @lrx @lry`; hOCR: `bbox`; ALTO: `HPOS VPOS WIDTH HEIGHT`. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point of a baseline, in the same pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Another reading of a word. hOCR: `x_wconf` of an alternative; ALTO: `ALTERNATIVE`; PAGE: a further `TextEquiv`. */
export interface WordAlternative {
  readonly text: string;
  /** 0 to 100; null when not stated. */
  readonly confidence: number | null;
}

/** A word as a reading of the page has it. */
export interface LayoutWord {
  readonly text: string;
  /** Null when only the box of its line is known. */
  readonly box: Box | null;
  /** 0 to 100; null when not stated. hOCR: `x_wconf`; ALTO: `WC`; PAGE: `@conf`. */
  readonly confidence: number | null;
  readonly alternatives: readonly WordAlternative[];
  /** The whole word of which this is the part before or after a line end; null for a word that no line end divides.
   *  ALTO: `SUBS_TYPE SUBS_CONTENT`. `text` keeps the hyphen that the page shows. */
  readonly hyphenation: { readonly part: 1 | 2; readonly whole: string | null } | null;
}

/** hOCR: `ocr_line`; ALTO: `TextLine`; PAGE: `TextLine`. */
export interface LayoutLine {
  readonly box: Box | null;
  /** From left to right; null when not stated. */
  readonly baseline: readonly Point[] | null;
  readonly words: readonly LayoutWord[];
  /** What the file says of stretches of the line; absent when nothing. */
  readonly spans?: readonly LayoutSpan[];
}

/** A stretch of a line of which a file says what it is, or how it looks. PAGE: `@custom`, `TextStyle`; ALTO: `NamedEntityTag`, `TextStyle`. */
export interface LayoutSpan {
  readonly as: LayoutSpanKind;
  /** UTF-16 units of the line's words, with one space between each two. */
  readonly from: number;
  readonly to: number;
}

/** The tags of the schema, looks of letters, and what an editor says of the reading. */
export type LayoutSpanKind = (typeof layoutSpanKinds)[number];

export const layoutSpanKinds = [
  'person',
  'place',
  'organisation',
  'date',
  'term',
  'italic',
  'bold',
  'underline',
  'smallcaps',
  'superscript',
  'struck',
  'unclear',
  'supplied',
] as const;

/** What a file says that a block is. PAGE: `@type`, `structure` of `@custom`; ALTO: `LayoutTag`, `StructureTag`. */
export type LayoutRole = (typeof layoutRoles)[number];

export const layoutRoles = [
  'heading',
  'header',
  'footer',
  'page number',
  'catch-word',
  'footnote',
  'dateline',
  'salutation',
  'signature',
  'stamp',
] as const;

/** Where a block stands in a table. PAGE: `TableCell`, `TableCellRole`. */
export interface LayoutCell {
  /** Number of the table on its page, from 0. */
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** hOCR: `ocr_par`, or `ocr_carea` around lines without one; ALTO: `TextBlock`; PAGE: `TextRegion`. */
export interface LayoutBlock {
  readonly box: Box | null;
  readonly lines: readonly LayoutLine[];
  /** Absent when the file says nothing that is more than a paragraph. */
  readonly role?: LayoutRole;
  readonly cell?: LayoutCell;
}

/** What one reading says of one page, in reading order. */
export interface PageLayout {
  /** Size of the image that the boxes are measured on, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly LayoutBlock[];
}

/** Where a reading came from: a file with a layout, the text layer of a PDF, or the OCR of this program. `second` is a reading of
 *  the same page in another way, `third` one by a reader of another kind; both only serve comparison. */
export type ReadingRole = 'layout file' | 'text layer' | 'ocr' | 'second' | 'third';

/** One reading of one page. It never changes; a later one of the same role takes its place. */
export interface PageReading {
  readonly id: ReadingId;
  readonly page: PageImageId;
  readonly role: ReadingRole;
  /** What read it, for people: `tesseract.js 7.0.0, eng, mode 3`, or the name of the file. */
  readonly by: string;
  readonly layout: PageLayout;
}

/** The words of a layout in reading order. */
export function layoutWords(layout: PageLayout): readonly LayoutWord[] {
  return layout.blocks.flatMap((block) => block.lines.flatMap((line) => line.words));
}

/** Mean confidence of the words that state one, 0 to 100; null when none does. */
export function meanConfidence(layout: PageLayout): number | null {
  const stated = layoutWords(layout).flatMap((word) => (word.confidence === null ? [] : [word.confidence]));
  return stated.length === 0 ? null : stated.reduce((sum, one) => sum + one, 0) / stated.length;
}

/** The smallest box that holds all of some; null when there are none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
