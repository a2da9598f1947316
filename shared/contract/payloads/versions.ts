import type { AnnotationState } from '../../document/annotation.ts';
import type { Version } from '../../document/document-state.ts';
import type { ActId, AnnotationId } from '../../document/identifier.ts';
import type { PageImage, Zone } from '../../document/page-image.ts';
import type { CommentDifference, ComparisonFigures, DocumentComparison } from '../../journal/compare-documents.ts';
import type { WordEvent } from '../../journal/word-history.ts';
import type { WorkLanes } from '../../merge/work-lanes.ts';

/** Names a state of a document: the number of a version, or the state as it is now. */
export type StateName = number | 'present';

/** Names a state of the past: a version by its number, or the state that an act upon an annotation led to. */
export type PastName =
  | { readonly kind: 'version'; readonly number: number }
  | { readonly kind: 'annotation'; readonly id: AnnotationId; readonly act: ActId };

/** A version with what was done since the one before. */
export interface VersionEntry extends Version {
  /** Null for the import, which has none before it. */
  readonly figures: ComparisonFigures | null;
}

export interface VersionTimeline {
  /** Oldest first. */
  readonly versions: readonly VersionEntry[];
  /** What was done since the last version. */
  readonly sinceLast: ComparisonFigures;
  /** Who worked where; null where no other copy of the collection than this one has written to it. */
  readonly work: WorkLanes | null;
}

/** What one side of a comparison is. */
export interface ComparedState {
  /** Null for the present state where no version is of it. */
  readonly version: Version | null;
  /** Sequence number of the last record that it includes. */
  readonly seq: number;
}

/** Two states of a document, the one that was made first as the older. */
export interface VersionComparison {
  readonly older: ComparedState;
  readonly newer: ComparedState;
  readonly comparison: DocumentComparison;
  readonly comments: readonly CommentDifference[];
}

/** A document as it was after one of its records. */
export interface PastState {
  readonly seq: number;
  /** `Node.toJSON()`. */
  readonly doc: unknown;
  readonly annotations: readonly (readonly [AnnotationId, AnnotationState])[];
  readonly zones: readonly Zone[];
  /** How they lay in their pictures. */
  readonly pages: readonly PageImage[];
}

/** Who changed some words, and when. */
export interface WordBlame {
  /** What they read now. */
  readonly text: string;
  /** Latest first. */
  readonly events: readonly WordEvent[];
  /** Who imported the document, and when: where words without events come from. */
  readonly imported: { readonly editor: string; readonly time: string };
}
