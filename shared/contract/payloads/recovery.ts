import type { DocumentId } from '../../document/identifier.ts';
import type { CommentDifference, DocumentComparison } from '../../journal/compare-documents.ts';

/** What is wrong with the journals of a document. Of the first two a person can do something about: records are lost, or copies of it
 *  were changed at once, so that several lines of changes stand side by side. `waiting`: changes of others have not arrived here
 *  yet, which only time mends. */
export type DocumentTrouble = 'damaged' | 'branches' | 'waiting';

/** A line of changes of a document, as a person chooses between several. */
export interface BranchSummary {
  /** Names it: the hash of its last record, 32 hex digits. */
  readonly tip: string;
  /** Records from the import to the last one. */
  readonly records: number;
  /** How many of them no other line has. */
  readonly ownRecords: number;
  /** How many of its own records change the text, its tags or its page anchors. */
  readonly ownEdits: number;
  /** Who made the last change, and when: siglum; ISO 8601, UTC. */
  readonly editor: string;
  readonly time: string;
}

/** What can be read of a document that is damaged or has several lines of changes. */
export interface DocumentRecovery {
  /** The last record that all lines share; 0 when there is none. */
  readonly commonSeq: number;
  /** The one with most records first; none when not even the import can be read. */
  readonly branches: readonly BranchSummary[];
  /** Records that can be read and follow none that can: they are kept, and not applied. */
  readonly adrift: number;
}

/** Two lines of changes side by side: what only the first has is `removed`, what only the second has `added`. */
export interface BranchComparison {
  readonly comparison: DocumentComparison;
  readonly comments: readonly CommentDifference[];
}

/** What came of keeping lines of a document. */
export interface KeptBranches {
  /** The new documents, in the order in which the lines were named. The first one takes the place of the old document. */
  readonly documents: readonly DocumentId[];
  /** What was done, what was kept, and where: for a person. */
  readonly sentences: readonly string[];
}
