import type { Box } from '../document/layout.ts';
import type { PagePlace } from './word-evidence.ts';

/** What a doubtful word may be meant to read. */
export interface Suggestion {
  readonly text: string;
  /** Why it is offered, for people: `“rn” is often read for “m”`. */
  readonly why: string;
}

/** A place of a document that may have been read wrong: a word, or words that may belong together. */
export interface Suspect {
  /** Positions in the present document, before the first and after the last character; a line end or a page anchor may stand
   *  between. */
  readonly from: number;
  readonly to: number;
  /** As the reading text has it: a word that a line end divides is whole. */
  readonly text: string;
  /** Words before and after it in its block; empty at its ends. With `text` they make the `wordKey` of a review. */
  readonly before: string;
  readonly after: string;
  /** 0 to 1: how probable it is that it is wrong. */
  readonly score: number;
  /** Sentences for people, the weightiest first: `Not in the dictionary`, `The second reading has “STEVENSON”`. */
  readonly reasons: readonly string[];
  /** Best first, at most 5. */
  readonly suggestions: readonly Suggestion[];
  /** Where the layout has it; of a word that a line end divides, its first part. */
  readonly page: PagePlace | null;
  /** In pixels of the page image, or, without one, of the layout. */
  readonly box: Box | null;
}

/** A person who walks through a document is asked what is at least as probable as this: on typewritten pages with two readings 88 to 90 %
 *  of what is wrong, in 10 to 13 places a page (decision 26). */
export const askedFrom = 0.05;
