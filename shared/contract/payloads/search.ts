import type { DocumentId } from '../../document/identifier.ts';

/** A document that a search found, as `anchorite search --json` prints it, with where the words stand in its snippet. */
export interface SearchHit {
  readonly document: DocumentId;
  readonly title: string;
  readonly snippet: string;
  /** In UTF-16 units of the snippet. */
  readonly marks: readonly { readonly from: number; readonly to: number }[];
  /** Of the hit, in UTF-16 units of the text that `anchorite show --text` prints; both 0 when facts alone were found. */
  readonly from: number;
  readonly to: number;
}

/** What came of a search. */
export type SearchOutcome =
  | {
      readonly kind: 'found';
      /** How many documents were found. */
      readonly total: number;
      /** The best of them, best first. */
      readonly hits: readonly SearchHit[];
      /** How many documents were not read yet: they may have hits. */
      readonly left: number;
      /** How many cannot be read. */
      readonly unreadable: number;
    }
  /** The query is none, or the search came to nothing: a sentence. */
  | { readonly kind: 'not searched'; readonly sentence: string };

/** A query that a person kept. */
export interface SavedSearch {
  readonly text: string;
  readonly inSource: boolean;
}
