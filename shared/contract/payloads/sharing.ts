import type { MergeConflict } from '../../document/document-state.ts';
import type { DocumentId } from '../../document/identifier.ts';

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
}
