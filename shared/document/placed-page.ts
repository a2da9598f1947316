import type { PageImageId } from './identifier.ts';
import type { Box } from './layout.ts';

/** A word of a page with its place in a document: the one that was imported, unless said otherwise. */
export interface PlacedLayoutWord {
  /** Positions before its first and after its last character, without white space. A word that a line end divides has two
   *  places, each with the characters that its line shows. */
  readonly from: number;
  readonly to: number;
  readonly box: Box;
  /** 0 to 100, the least of its parts; null when not stated. */
  readonly confidence: number | null;
  /** Which words of the reading it stands for, by their numbers in the order of its blocks and lines, from 0. */
  readonly read: readonly number[];
}

/** A line of a page; `from` and `to` enclose its words in the document. */
export interface PlacedLine {
  readonly from: number;
  readonly to: number;
  readonly box: Box;
}

/** The words of a page that have a place both on the image and in the text, in the order of the text, and its lines, from the top. */
export interface PlacedPage {
  readonly page: PageImageId;
  readonly words: readonly PlacedLayoutWord[];
  readonly lines: readonly PlacedLine[];
}
