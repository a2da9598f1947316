import type { MergeConflict } from '../../document/document-state.ts';
import type { DocumentId, PageImageId } from '../../document/identifier.ts';
import type { Box } from '../../document/layout.ts';

/** Where words stand on the image of their page. */
export interface PagePlace {
  readonly page: PageImageId;
  /** From 1, among the pages of the document. */
  readonly number: number;
  /** The words with those beside them, line by line, in pixels of the image. */
  readonly lines: readonly Box[];
}

/** A conflict as a person sees it: `ours` is what they have, wherever that is known. */
export interface ConflictView {
  readonly id: string;
  readonly document: DocumentId;
  readonly source: string;
  readonly title: string;
  readonly kind: MergeConflict['kind'];
  /** The detail that both set; absent for anything else. */
  readonly fact?: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Which of the two stands in the document now. */
  readonly kept: 'ours' | 'theirs';
  /** Sigla of who worked on both sides. */
  readonly editors: readonly string[];
  readonly oursBy: readonly string[];
  readonly theirsBy: readonly string[];
  /** Where it stands in the document, by position. */
  readonly from: number;
  readonly to: number;
  /** What the document reads before and behind it, in the same paragraph, as far as it is needed to know which words are meant. */
  readonly before: string;
  readonly after: string;
  /** What the page shows there; null where that is not known. */
  readonly place: PagePlace | null;
}
