import type { Acknowledged } from '../../../shared/contract/calls/document.ts';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentTrouble } from '../../../shared/contract/payloads/recovery.ts';
import type { Change, DocumentState, StoredChange } from '../../../shared/document/document-state.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { PageReading } from '../../../shared/document/layout.ts';
import type { DocumentMetadata, DocumentStatus } from '../../../shared/document/metadata.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';
import type { ReviewAct } from '../../../shared/document/review.ts';
import type { ComparisonFigures } from '../../../shared/journal/compare-documents.ts';
import type { ConfinedFileSystem } from '../disk/confined-file-system.ts';
import type { HistoricalStates } from './historical-states.ts';
import type { ImageDraft } from './page-images.ts';

/** What was done for the versions of a document. */
export interface VersionFigures {
  /** For each version of the state, in its order: null for the import, which has none before it. */
  readonly versions: readonly (ComparisonFigures | null)[];
  readonly sinceLast: ComparisonFigures;
}

/** An open document: its state, and the only way to change it. Everything that changes it resolves when the change is on the
 *  disk, and rejects with `AppendRefusedError` when nothing was written, or `JournalWriteError` when the disk refused. */
export interface DocumentStore {
  readonly id: DocumentId;
  /** The state after the last change, which may be on its way to the disk still. A state once given out never changes. */
  readonly state: DocumentState;
  /** Null when it can be changed; else why not, as a sentence. May become a sentence while it is open. */
  readonly readOnly: string | null;
  /** What is wrong with its journals, where a salvage helps; null when nothing is. */
  readonly trouble: DocumentTrouble | null;
  /** Sentences about what opening found and mended. */
  readonly notices: readonly string[];
  /** The latest acts with what takes each back, oldest first, each act whole. Where others have worked on the document as well, only those
   *  of this replica, or of its editor.
   *  @param limit the number of acts, 200 at most */
  history(limit: number): readonly StoredChange[];
  /** Whether another working copy than this one has written to it. */
  readonly isOfSeveral: boolean;
  /** Whether lines of changes that parted were put together and nobody has written that down yet. */
  readonly isMergePending: boolean;
  /** Writes down that lines which parted are one again; nothing when there is nothing to write. Whatever else is appended does it, too. */
  keepMerges(): Promise<Acknowledged>;
  /** What the document was, read from its journals on the disk: what is on its way there is waited for. Only when asked; nothing
   *  is kept for it while editing. */
  past(): Promise<HistoricalStates>;
  /** What was done for each version of `state`, and since the last one. Each is found out once, and checkpoints keep it. */
  versionFigures(): Promise<VersionFigures>;
  /** The decoded text of the source file; empty when it is an image.
   *  @throws SourceMissingError when the file is not there, or is not the one that was imported */
  sourceText(): Promise<string>;
  /** The source file byte for byte; empty when it is an image.
   *  @throws as `sourceText` */
  sourceBytes(): Promise<Uint8Array>;
  /** Appends changes, all of them or none.
   *  @param baseSeq `state.seq` of the state that they were made on, or of a later one with the same text and the same zones: what
   *  a job adds meanwhile, such as a reading of a page, is not in the way */
  append(baseSeq: number, changes: readonly Change[]): Promise<Acknowledged>;
  setMetadata(metadata: Partial<DocumentMetadata>): Promise<Acknowledged>;
  setStatus(status: DocumentStatus): Promise<Acknowledged>;
  /** The gate to the files of its collection. */
  readonly files: ConfinedFileSystem;
  /** Where the images of its pages are: the folder, which need not be there. */
  readonly facsimileFolder: string;
  /** Takes these for the images of its pages, in this order.
   *  @param draft the files of those that are new; unless given they are in `facsimileFolder` already */
  setPages(pages: readonly PageImage[], draft?: ImageDraft): Promise<Acknowledged>;
  /** Adds readings of pages; each takes the place of the one before of the same page and role. */
  addReadings(readings: readonly PageReading[]): Promise<Acknowledged>;
  /** Keeps what a person looked at. */
  addReviews(acts: readonly ReviewAct[]): Promise<Acknowledged>;
  /** Keeps the present state as a version.
   *  @param automatic whether the program does it by itself; unless given, a person asked for it */
  nameVersion(name: string, automatic?: boolean): Promise<Acknowledged>;
  /** Takes down how many suspects a state of the document has, for the table; it counts for as long as nothing changes that
   *  suspects come from.
   *  @returns whether that is news */
  noteSuspects(of: DocumentState, left: number): boolean;
  /** Costs the whole document the first time after a change. */
  summary(): DocumentSummary;
  /** For a moment in which a person does nothing: compares what was appended with the disk and keeps a checkpoint, so that
   *  opening the document takes no longer the more is done to it.
   *  @throws JournalMismatchError when the disk does not hold what was acknowledged */
  keepCheckpoint(): Promise<void>;
  /** Waits for what is on its way, and compares the disk with the state. To be called once for each opening.
   *  @throws JournalMismatchError when the disk does not hold what was acknowledged */
  close(): Promise<void>;
}
