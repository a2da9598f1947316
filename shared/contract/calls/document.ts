import type { Suspect } from '../../correct/suspects/suspects.ts';
import type { AnnotationState } from '../../document/annotation.ts';
import type { Change, SourceFile, StoredChange, Version } from '../../document/document-state.ts';
import type { AnchorId, AnnotationId, DocumentId } from '../../document/identifier.ts';
import type { ImportReport } from '../../document/import-report.ts';
import type { DocumentMetadata, DocumentStatus } from '../../document/metadata.ts';
import type { Zone, ZoneAct } from '../../document/page-image.ts';
import type { ReviewAct, ReviewEvent } from '../../document/review.ts';
import type { NoteEvent } from '../../journal/note-history.ts';
import type { DocumentSummary } from '../payloads/document-summary.ts';
import type { PageView } from '../payloads/facsimile.ts';
import type { LeftPlace } from '../payloads/preferences.ts';
import type { MeasuredDocument, Measurement } from '../payloads/proofreading.ts';
import type { BranchComparison, DocumentRecovery, DocumentTrouble, KeptBranches } from '../payloads/recovery.ts';
import type {
  PastName,
  PastState,
  StateName,
  VersionComparison,
  VersionTimeline,
  WordBlame,
} from '../payloads/versions.ts';
import type { CollectionView } from './collection.ts';

/** What the window asks of one document. */
export interface DocumentCalls {
  /** One that another window has open is refused. */
  'document:open': { argument: { readonly document: DocumentId }; reply: OpenedDocument };
  /** Brings the window forward that has the document open, and leads to a place there. Null when no other window has. */
  'document:bring-forward': {
    argument: { readonly document: DocumentId; readonly place: PlaceInDocument | null };
    reply: { readonly title: string } | null;
  };
  /** Appends changes made on the state with sequence number `baseSeq`; replies after they are on the disk. */
  'document:append': {
    argument: { readonly document: DocumentId; readonly baseSeq: number; readonly changes: readonly Change[] };
    reply: Acknowledged;
  };
  'document:set-metadata': {
    argument: { readonly document: DocumentId; readonly metadata: Partial<DocumentMetadata> };
    reply: Acknowledged;
  };
  /** Keeps the present state as a version. */
  'document:name-version': {
    argument: { readonly document: DocumentId; readonly name: string };
    reply: Acknowledged & { readonly versions: readonly Version[] };
  };
  /** Appends what restoring changes, made on the state `baseSeq`, and keeps it as a version; what was done since the last one becomes one
   *  before it. */
  'document:restore': {
    argument: {
      readonly document: DocumentId;
      readonly baseSeq: number;
      readonly change: Change;
      readonly name: string;
    };
    reply: Acknowledged & { readonly versions: readonly Version[] };
  };
  /** The versions with what was done for each: costs a reading of the whole journal. */
  'document:versions': { argument: { readonly document: DocumentId }; reply: VersionTimeline };
  /** Compares two states in a thread of its own. */
  'document:compare': {
    argument: { readonly document: DocumentId; readonly states: readonly [StateName, StateName] };
    reply: VersionComparison;
  };
  /** The document as it was then. */
  'document:state-at': { argument: { readonly document: DocumentId; readonly at: PastName }; reply: PastState };
  /** Who changed the words between two positions of the present state. */
  'document:word-history': {
    argument: { readonly document: DocumentId; readonly from: number; readonly to: number };
    reply: WordBlame;
  };
  /** What was done to a note, by whom and when, oldest first. */
  'document:note-history': {
    argument: { readonly document: DocumentId; readonly note: string };
    reply: readonly NoteEvent[];
  };
  /** Divides a document before a page anchor: what follows becomes a new one. Closes it.
   *  @param title of the new one; made of the old one's when null */
  'document:split': {
    argument: { readonly document: DocumentId; readonly at: AnchorId; readonly title: string | null };
    reply: DividedDocuments;
  };
  /** Puts the second document behind the first and removes it from the collection. Closes both. */
  'document:join': {
    argument: { readonly first: DocumentId; readonly second: DocumentId };
    reply: DividedDocuments;
  };
  /** Takes the last of these two back, when nothing was done to the documents since. */
  'document:undo-division': { argument: null; reply: DividedDocuments };
  /** What can be read of a damaged document, or of one with several lines of changes. */
  'document:recovery': { argument: { readonly document: DocumentId }; reply: DocumentRecovery };
  /** Compares two lines of changes in a thread of its own. */
  'document:compare-branches': {
    argument: { readonly document: DocumentId; readonly tips: readonly [string, string] };
    reply: BranchComparison;
  };
  /** Closes the document and makes new ones of the named lines; the first takes its place. */
  'document:keep-branches': {
    argument: { readonly document: DocumentId; readonly tips: readonly string[] };
    reply: KeptDocuments;
  };
  /** The places that may have been read wrong, in the state `seq`. Costs what was changed since it was asked last: ask again after each
   *  acknowledged change, review, or change of the vocabulary. */
  'document:suspects': {
    argument: {
      readonly document: DocumentId;
      /** The last answer that was taken; null when none was. */
      readonly since: number | null;
      /** Blocks that are to be told of whether they have others or not, by their indices: those that were edited since. */
      readonly edited: readonly number[];
    };
    reply: {
      readonly seq: number;
      /** What this answer is known by. */
      readonly answer: number;
      /** The answer that it builds on, by which all other blocks have the suspects that they had; null when it is of all blocks. */
      readonly since: number | null;
      readonly changed: readonly ChangedSuspects[];
      /** False as long as some of them do not follow yet what editors said: ask again. */
      readonly isSettled: boolean;
    };
  };
  /** Keeps what a person looked at. */
  'document:review': {
    argument: { readonly document: DocumentId; readonly acts: readonly ReviewAct[] };
    reply: Acknowledged;
  };
  /** Measures in a thread of its own how many characters and words are wrong. Null when the person cancelled the dialog. */
  'document:error-rate': {
    argument: { readonly document: DocumentId; readonly measure: Measurement };
    reply: MeasuredDocument | null;
  };
  /** Keeps where the person is in a document, for the next opening; it is no part of the collection. */
  'document:note-place': { argument: { readonly document: DocumentId; readonly place: LeftPlace }; reply: null };
  'document:close': { argument: { readonly document: DocumentId }; reply: null };
}

/** The suspects of a text block that has others than before; their positions are offsets in the block's content. */
export interface ChangedSuspects {
  /** Index of the block among all text blocks of the document. */
  readonly block: number;
  readonly suspects: readonly Suspect[];
}

/** What is there after a document was divided, or two were joined. */
export interface DividedDocuments {
  /** The document that was there and is there still. */
  readonly first: DocumentId;
  /** What happened, for a person. */
  readonly sentence: string;
  /** All rows of the table, in order. */
  readonly documents: readonly DocumentSummary[];
}

/** What is there after lines of changes were kept. */
export interface KeptDocuments extends KeptBranches {
  readonly collection: CollectionView;
}

/** Somewhere in a document that one part of the program can lead to. */
export type PlaceInDocument =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  /** Units of the text as it is printed with its page markers (`plainText`). */
  | { readonly kind: 'printed'; readonly from: number; readonly to: number }
  /** The page anchor, note, tag or other thing with this id. */
  | { readonly kind: 'id'; readonly id: string }
  /** What came of a line of the import report. */
  | { readonly kind: 'recognition'; readonly id: string };

/** Everything the workbench needs of a document. */
export interface OpenedDocument {
  readonly id: DocumentId;
  readonly status: DocumentStatus;
  readonly seq: number;
  /** `Node.toJSON()` as JSON text: one long text crosses to the page many times as fast as a tree of small objects. */
  readonly doc: string;
  /** The document as imported, in the same way; null when it is the same. */
  readonly imported: string | null;
  readonly source: SourceFile;
  /** The decoded text of the source file; empty when it is an image. */
  readonly sourceText: string;
  readonly report: ImportReport;
  readonly metadata: DocumentMetadata;
  readonly annotations: readonly (readonly [AnnotationId, AnnotationState])[];
  readonly versions: readonly Version[];
  /** In the order of the pages; see `FacsimileChange`. */
  readonly pages: readonly PageView[];
  readonly zones: readonly Zone[];
  /** What was said, before `history` begins, of how the pages lie in their pictures. */
  readonly treated: readonly ZoneAct[];
  /** The latest acts, oldest first, for undo and redo; `steps` as they were applied. */
  readonly history: readonly StoredChange[];
  /** What was looked at, oldest first. */
  readonly reviews: readonly ReviewEvent[];
  readonly readOnly: string | null;
  /** What is wrong with its journals, where keeping what can be read helps; null when nothing is. */
  readonly trouble: DocumentTrouble | null;
  readonly notices: readonly string[];
  /** Where the person was when they left it last; null when that is not known. */
  readonly left: LeftPlace | null;
}

export interface Acknowledged {
  /** Sequence number of the last record written. */
  readonly seq: number;
  /** ISO 8601, UTC: when the records were safe on the disk. */
  readonly savedAt: string;
}
