import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { AnnotationAct } from '../document/annotation.ts';
import type { Change, MergeConflict, SourceFile, StepJson } from '../document/document-state.ts';
import type { AnchorId, DocumentId, ReplicaId } from '../document/identifier.ts';
import type { ImportReport } from '../document/import-report.ts';
import type { PageReading } from '../document/layout.ts';
import type { DocumentMetadata, DocumentStatus } from '../document/metadata.ts';
import type { PageImage } from '../document/page-image.ts';
import type { ReviewAct } from '../document/review.ts';
import { encodeUtf8 } from '../text/utf8.ts';
import { encodeFrame } from './frame.ts';

/** The number of the journal format this build writes. It rises when a build that knows only the number before could not
 *  replay what this one writes (docs/formats.md). */
export const journalFormat = 1;

/** What stands for the record before the first one. */
export const noHash = '0'.repeat(32);

/** What every record says of itself. */
export interface RecordEnvelope {
  readonly format: number;
  /** Place in the document's journal, from 1. Order is by this number, never by the clock. */
  readonly seq: number;
  /** Hash of the record before it in the same replica's journal: 128 bits of the SHA-256 of its JSON, in hex;
   *  32 zeros for the first. */
  readonly prev: string;
  /** Hash of the record whose state this one was made on; the same as `prev` until journals of several replicas meet. */
  readonly parent: string;
  /** Sequence number of the last record of the same replica's journal that was known to be on the disk when this one was
   *  written; 0 when there was none. Records of one flush carry the same number. It tells the torn end of a write that was
   *  never acknowledged from the loss of records that were. */
  readonly synced: number;
  readonly document: DocumentId;
  /** Siglum of the editor. */
  readonly editor: string;
  readonly replica: ReplicaId;
  /** ISO 8601, UTC, with milliseconds. */
  readonly time: string;
}

/** What a record says happened. */
export type JournalEntry =
  | { readonly kind: 'import'; readonly payload: ImportPayload }
  /** An edit of the text. */
  | { readonly kind: 'steps'; readonly payload: Change }
  /** An act upon page anchors, with the steps that carry it out. */
  | { readonly kind: 'anchor'; readonly payload: Change & { readonly anchors: readonly AnchorId[] } }
  /** An act upon annotations, with the steps that carry it out; both in one record, so that no crash parts them. */
  | { readonly kind: 'annotation'; readonly payload: Change }
  /** An act upon zones, with all else that belongs to it: steps and acts upon annotations. */
  | { readonly kind: 'zone'; readonly payload: Change }
  /** An act upon how pages lie in their pictures, with all else that belongs to it. */
  | { readonly kind: 'treatment'; readonly payload: Change }
  /** The images of the pages as they are now, all of them. */
  | { readonly kind: 'facsimile'; readonly payload: { readonly pages: readonly PageImage[] } }
  /** What a reading says of one page. */
  | { readonly kind: 'reading'; readonly payload: PageReading }
  /** What a person looked at. */
  | { readonly kind: 'review'; readonly payload: { readonly acts: readonly ReviewAct[] } }
  | { readonly kind: 'metadata'; readonly payload: Partial<DocumentMetadata> }
  | { readonly kind: 'status'; readonly payload: { readonly status: DocumentStatus } }
  | { readonly kind: 'version'; readonly payload: { readonly name: string; readonly automatic: boolean } }
  /** Two lines of changes become one again. */
  | { readonly kind: 'merge'; readonly payload: MergePayload };

export type JournalRecord = RecordEnvelope & JournalEntry;

/** A record that changes what a person edits, and that undo may take back. */
type ChangeRecord = Extract<JournalRecord, { readonly kind: 'steps' | 'anchor' | 'annotation' | 'zone' | 'treatment' }>;

const changeKinds: ReadonlySet<JournalEntry['kind']> = new Set(['steps', 'anchor', 'annotation', 'zone', 'treatment']);

export const isChangeRecord = (record: JournalRecord): record is ChangeRecord => changeKinds.has(record.kind);

/** What was the outcome of putting two lines of changes together. It goes on from the one that ends with `parent`; written once, it counts
 *  whatever later builds would make of the two. */
export interface MergePayload {
  /** Hash of the last record of the other line; 32 zeros in a copy that has one line only. */
  readonly with: string;
  /** The number of the rules that it was made by. */
  readonly rules: number;
  /** From the document at `parent` to the merged one. */
  readonly steps: readonly StepJson[];
  readonly annotations?: readonly AnnotationAct[];
  /** Details that both lines set otherwise, as they stay; and the pages, where both changed them. */
  readonly facts?: {
    readonly metadata?: Partial<DocumentMetadata>;
    readonly status?: DocumentStatus;
    readonly pages?: readonly PageImage[];
  };
  /** Sigla of who worked on either line, in the order of the alphabet. */
  readonly editors: { readonly ours: readonly string[]; readonly theirs: readonly string[] };
  readonly conflicts: readonly MergeConflict[];
  /** Conflicts of the other line that are still open there, with their places in the merged document. */
  readonly carried?: readonly { readonly conflict: string; readonly from: number; readonly to: number }[];
}

/** The document as it was read then: a better reader never changes a document that is in. */
export interface ImportPayload {
  readonly source: SourceFile;
  /** `Node.toJSON()` of the document. */
  readonly doc: unknown;
  readonly report: ImportReport;
  readonly metadata: DocumentMetadata;
}

/** A record as it goes to the disk. */
export interface EncodedRecord {
  /** The whole line. */
  readonly frame: Uint8Array;
  /** The JSON alone, UTF-8: what the checksum and the hash are of. */
  readonly json: Uint8Array;
  /** What the next record names as `prev`. */
  readonly hash: string;
}

/** Writes a record, of a document or of a collection, as one line of a journal.
 *  @param hash gives what `hashOf` gives */
export function encodeRecord(record: object, hash: (json: Uint8Array) => string = hashOf): EncodedRecord {
  const json = encodeUtf8(JSON.stringify(record));
  return { frame: encodeFrame(json), json, hash: hash(json) };
}

/** 128 bits of the SHA-256 of a record's JSON, in hex: what chains the records of a journal. */
export const hashOf = (json: Uint8Array): string => bytesToHex(sha256(json)).slice(0, 32);
