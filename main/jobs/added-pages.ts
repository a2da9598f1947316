import type { Fault } from '../../shared/contract/fault.ts';

/** What came of adding images, or what was read on them, to a document. */
export interface AddedPages {
  /** How many pages were added. */
  readonly done: number;
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
  /** Sentences on what found no counterpart. */
  readonly remarks: readonly string[];
  readonly cancelled: boolean;
  /** Whether the document, which had no words, got what was read on the pages. */
  readonly gaveText: boolean;
}
