import type { DocumentId } from '../../document/identifier.ts';
import type { ArchiveFacts, DocumentStatus, DocumentType } from '../../document/metadata.ts';
import type { AnchorKind } from '../../document/page-anchor.ts';

/** A document of which nothing can be read. */
export interface UnreadableDocument {
  readonly id: DocumentId;
  /** Base name of the imported file. */
  readonly source: string;
  /** A sentence that names the file at fault. */
  readonly reason: string;
}

/** A document as a row of the collection table and an element of `anchorite list --json`. */
export interface DocumentSummary {
  readonly id: DocumentId;
  /** Base name of the imported file. */
  readonly source: string;
  readonly title: string;
  readonly type: DocumentType;
  readonly number: string;
  /** The date as stated, and in W3C form for sorting; both empty when unknown. */
  readonly date: string;
  readonly when: string;
  readonly from: string;
  readonly to: string;
  readonly status: DocumentStatus;
  /** In document order. */
  readonly anchors: readonly { readonly kind: AnchorKind; readonly label: string; readonly inferred: boolean }[];
  /** Number of note bodies. */
  readonly notes: number;
  /** How many misreadings of the import were put right: maximal runs of words (`misreadings`). */
  readonly corrections: number;
  /** Annotations that stand in the text; withdrawn and orphaned ones do not count. */
  readonly tags: number;
  readonly words: number;
  /** How many suspects were left when they were last looked for; null when never since the text, its readings or what was kept changed. */
  readonly suspects: number | null;
  /** What is known of where the paper is kept, and how it may be used; absent when nothing is. */
  readonly archive?: ArchiveFacts;
  /** ISO 8601, UTC, of the last journal record. */
  readonly changed: string;
  /** Siglum of who made the last change. */
  readonly changedBy: string;
}

/** The status that a document is to have. */
export interface StatusChange {
  readonly document: DocumentId;
  readonly status: DocumentStatus;
}

/** A document that was taken out of a collection and is kept in it, as `anchorite list --removed --json` prints it. */
export interface RemovedDocument {
  readonly id: DocumentId;
  /** Base name of the imported file. */
  readonly source: string;
  /** Its title when it was closed last; the name of the file when that cannot be read. */
  readonly title: string;
  /** ISO 8601, UTC: when it was removed. */
  readonly removed: string;
  /** Siglum of who removed it. */
  readonly removedBy: string;
}
