import type { Suspect } from '../correct/suspects/suspects.ts';
import type { AnnotationState } from '../document/annotation.ts';
import type { Change, SourceFile, StoredChange, Version } from '../document/document-state.ts';
import type { AnchorId, AnnotationId, DocumentId, PageImageId } from '../document/identifier.ts';
import type { ImportReport } from '../document/import-report.ts';
import type { DocumentMetadata, DocumentStatus } from '../document/metadata.ts';
import type { Zone } from '../document/page-image.ts';
import type { ReviewAct, ReviewEvent } from '../document/review.ts';
import type { Vocabulary, VocabularyAct } from '../document/vocabulary.ts';
import type { Finding } from '../export/validation/validate-xml.ts';
import type { PlacedPage } from '../tracking/placed-words.ts';
import type { CommandId } from './commands.ts';
import type { DocumentSummary, RemovedDocument, UnreadableDocument } from './document-summary.ts';
import type { ExportFormat, ExportReply } from './edition.ts';
import type { MeasuredDocument, Measurement } from './error-rate.ts';
import type { ArrangedPage, FacsimileChange, FacsimileOutcome, PageView, RelinkOutcome } from './facsimile.ts';
import type { Fault } from './fault.ts';
import type { CollectionHits, CollectionReplaced, FindInCollection, ReplacedIn, ReplaceInCollection } from './find.ts';
import type { ImportDivision, ImportFidelity, ImportQuestion } from './import.ts';
import type { LeftPlace, Preferences } from './preferences.ts';
import type { BranchComparison, DocumentRecovery, DocumentTrouble, KeptBranches } from './recovery.ts';
import type { DocumentThread } from './thread.ts';
import type { PastName, PastState, StateName, VersionComparison, VersionTimeline, WordBlame } from './versions.ts';

/** The suspects of a text block that has others than before; their positions are offsets in the block's content. */
export interface ChangedSuspects {
  /** Index of the block among all text blocks of the document. */
  readonly block: number;
  readonly suspects: readonly Suspect[];
}

/** What the window may ask of the main process: one entry a channel, one argument a call. Arguments are checked against
 *  `ipc-arguments.ts` before anything runs. A fault that a person can cause comes back as a value. */
export interface Calls {
  /** Asked once when the window has loaded. */
  'app:start': { argument: null; reply: StartState };
  /** The schema file can only be left as it is or given up. */
  'preferences:save': { argument: Preferences; reply: Preferences };
  /** Asks with a dialog for the schema file that editions are checked against besides. Null when the person cancelled. */
  'preferences:choose-schema': { argument: null; reply: Preferences | null };
  /** Asks with dialogs for what the next call of `collection:new`, `collection:open` without a folder, or `collection:restore-backup` asks
   *  for otherwise: before anything is closed. False when the person cancelled. */
  'collection:choose': {
    argument: { readonly purpose: 'open' | 'restore' } | { readonly purpose: 'new'; readonly title: string };
    reply: boolean;
  };
  /** Asks where with a dialog, then makes an empty collection there. Null when the person cancelled. */
  'collection:new': { argument: { readonly title: string }; reply: CollectionView | null };
  /** Opens a folder of `StartState.recent`, or, with null, one chosen in a dialog. Of one that was dropped on the window the person is
   *  asked first: opening writes into it. Null when the person cancelled. */
  'collection:open': { argument: { readonly folder: string | null }; reply: CollectionView | null };
  /** Opens the collection that is open for reading once more, for writing if it can be had now.
   *  `takeOver`: the person says that nobody works any more where it is open for writing. */
  'collection:reopen': { argument: { readonly takeOver: boolean }; reply: CollectionView };
  /** Opens the sample collection in the person's own data folder; it is made from the five sample documents when absent. */
  'collection:open-sample': { argument: null; reply: CollectionView };
  /** Copies the journals and small files of the collection beside it. The reply says what came of it. */
  'collection:back-up': { argument: null; reply: { readonly sentence: string; readonly isUsable: boolean } };
  /** Asks for a backup and for an empty folder with dialogs, makes a collection there and opens it. Null when the person cancelled. */
  'collection:restore-backup': { argument: null; reply: CollectionView | null };
  'collection:close': { argument: null; reply: null };
  'collection:documents': { argument: null; reply: readonly DocumentSummary[] };
  /** Imports files and folders dropped on the window, or, with null, files chosen in a dialog. Sends `progress`; can be cancelled. When
   *  something is to be asked first, the reply has a `question` and nothing is imported yet. Null when the person chose none. */
  'collection:import': { argument: { readonly files: readonly string[] | null }; reply: ImportOutcome | null };
  /** Goes on with an import that asked a question. Null when that is no longer the latest one. */
  'collection:import-as': {
    argument: { readonly plan: string; readonly division: ImportDivision; readonly asTexts: readonly string[] };
    reply: ImportOutcome | null;
  };
  'collection:set-status': {
    argument: { readonly documents: readonly DocumentId[]; readonly status: DocumentStatus };
    reply: readonly DocumentSummary[];
  };
  /** Takes documents out of the collection and keeps them. One that the window has open is closed. */
  'collection:remove': {
    argument: { readonly documents: readonly DocumentId[] };
    reply: { readonly removed: readonly RemovedDocument[]; readonly sentence: string };
  };
  /** Those that were taken out and are kept, in the order in which that was done. */
  'collection:removed': { argument: null; reply: readonly RemovedDocument[] };
  /** Puts removed documents back. The reply has all rows of the table, in order. */
  'collection:put-back': {
    argument: { readonly documents: readonly DocumentId[] };
    reply: { readonly documents: readonly DocumentSummary[]; readonly sentence: string };
  };
  /** Deletes what is kept of removed documents, for good. The reply has those that are still kept. */
  'collection:empty-removed': {
    argument: { readonly documents: readonly DocumentId[] };
    reply: { readonly removed: readonly RemovedDocument[]; readonly sentence: string };
  };
  /** What the collection has learned from its editors. */
  'collection:vocabulary': { argument: null; reply: Vocabulary };
  /** Keeps what it learns or forgets. */
  'collection:learn': { argument: { readonly changes: readonly VocabularyAct[] }; reply: Vocabulary };
  /** Looks for words in documents; changes nothing. Sends `progress`; can be cancelled. */
  'collection:find': { argument: FindInCollection; reply: CollectionHits };
  /** Replaces hits of `collection:find`, one act of undo a document. A document that was changed since is left as it is. */
  'collection:replace': { argument: ReplaceInCollection; reply: CollectionReplaced };
  /** Takes back what `collection:replace` did, in every document in which nothing was done since. */
  'collection:take-back': {
    argument: { readonly acts: readonly ReplacedIn[] };
    reply: { readonly documents: readonly DocumentId[]; readonly left: readonly DocumentId[] };
  };
  'document:open': { argument: { readonly document: DocumentId }; reply: OpenedDocument };
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
  /** Which papers it names, which documents of the collection those are, and which ones name it. The first time it costs a reading of the whole
   *  collection, then what was changed since. */
  'document:thread': { argument: { readonly document: DocumentId }; reply: DocumentThread };
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
  /** Where the words of the pages stand on the images and in the document as it was imported. */
  'facsimile:places': { argument: { readonly document: DocumentId }; reply: readonly PlacedPage[] };
  /** Adds images dropped on the window, or, with null, chosen in a dialog, behind those that are there. Sends `progress`; can be
   *  cancelled. Null when the person cancelled the dialog. */
  'facsimile:add': {
    argument: { readonly document: DocumentId; readonly files: readonly string[] | null };
    reply: FacsimileOutcome | null;
  };
  /** Order, links and turns of all pages. One that is left out is no page of the document any more; its file stays. */
  'facsimile:arrange': {
    argument: { readonly document: DocumentId; readonly pages: readonly ArrangedPage[] };
    reply: FacsimileChange;
  };
  /** Brings the file of a page back: one dropped on the window, or, with null, chosen in a dialog. Null when the person cancelled. */
  'facsimile:relink': {
    argument: {
      readonly document: DocumentId;
      readonly page: PageImageId;
      readonly file: string | null;
      /** Takes a file with other content, too. */
      readonly acceptOther: boolean;
    };
    reply: RelinkOutcome | null;
  };
  /** Reads pages by OCR; all that have no reading yet, with null. Sends `progress`; can be cancelled. */
  'facsimile:read': {
    argument: { readonly document: DocumentId; readonly pages: readonly PageImageId[] | null };
    reply: FacsimileOutcome;
  };
  /** Adds what files with a layout (hOCR, ALTO, PAGE) say of the pages; with null they are chosen in a dialog. Null when the person
   *  cancelled it. */
  'facsimile:add-layout': {
    argument: { readonly document: DocumentId; readonly files: readonly string[] | null };
    reply: FacsimileOutcome | null;
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
  /** Makes the TEI of documents and validates it; writes nothing. */
  'edition:check': { argument: { readonly documents: readonly DocumentId[] }; reply: readonly DocumentFindings[] };
  /** The same, then writes what is valid to a folder chosen in a dialog. When files are there that it would overwrite it says so and
   *  writes nothing; asked once more with `overwrite`, it writes to the folder that was chosen last. Null when the person cancelled. */
  'edition:export': {
    argument: {
      readonly documents: readonly DocumentId[];
      readonly format: ExportFormat;
      readonly writeInvalid: boolean;
      readonly overwrite: boolean;
    };
    reply: ExportReply | null;
  };
  /** Shows what was exported last in the system's own window for files. */
  'edition:show-in-folder': { argument: null; reply: null };
  /** Tells which commands would do something now: the menu bar offers no others. Asks for nothing back. */
  'menu:offer': { argument: { readonly commands: readonly CommandId[] }; reply: null };
  /** Stops a job that `progress` told of. What it had finished stays; the rest is undone. */
  'job:cancel': { argument: { readonly job: string }; reply: null };
}

export type Channel = keyof Calls;

/** What a call comes back with. */
export type Reply<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly fault: Fault };

/** What the main process tells the window without being asked. */
export interface Events {
  /** Long work: `total` is 0 while unknown; `done` equal to `total` ends it. `remainingMs` is an estimate, null at first. */
  progress: {
    readonly job: string;
    readonly what: string;
    readonly done: number;
    readonly total: number;
    readonly remainingMs: number | null;
  };
  /** A menu item or an accelerator named one of `commands.ts`. */
  command: { readonly command: string };
  /** Rows of the collection table that are no longer as they were. */
  'documents-changed': { readonly documents: readonly DocumentSummary[] };
  /** The window is about to close: flush what is not yet sent, then call the reply function of the bridge. */
  'before-close': null;
}

export type EventName = keyof Events;

export interface StartState {
  readonly version: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly preferences: Preferences;
  /** Most recent first. */
  readonly recent: readonly RecentCollection[];
  /** What the command line asked for; the collection is open already. */
  readonly opened: { readonly collection: CollectionView; readonly document: DocumentId | null } | null;
  /** Why what the command line asked for could not be opened. */
  readonly fault: Fault | null;
}

export interface RecentCollection {
  readonly folder: string;
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly opened: string;
}

/** Another program that has a collection open for writing. */
export interface HeldBy {
  /** Who, where, since when and when it last gave a sign of life, as part of a sentence. */
  readonly inWords: string;
  /** Whether a person may say that it is gone: it is on another machine, or gives no sign of life. */
  readonly canTakeOver: boolean;
}

export interface CollectionView {
  readonly folder: string;
  readonly title: string;
  /** Null when it can be written; else why not, as a sentence. */
  readonly readOnly: string | null;
  /** Who has it open for writing, when that is why it is read-only. */
  readonly heldBy: HeldBy | null;
  /** Sentences about what opening found and mended, such as a torn journal after a crash. */
  readonly notices: readonly string[];
  /** The same in one sentence; null when there is nothing to tell. */
  readonly headline: string | null;
  readonly documents: readonly DocumentSummary[];
  /** Documents that are in the list of the collection and cannot be read. */
  readonly unreadable: readonly UnreadableDocument[];
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

/** A text that seems to hold several documents. */
export interface DivisibleText {
  /** Its path. */
  readonly file: string;
  readonly documents: number;
}

export interface ImportOutcome {
  readonly imported: readonly DocumentSummary[];
  /** What a person should know of files that were imported, as sentences; their reports say it too. */
  readonly remarks?: readonly string[];
  /** Texts that became one document each and seem to hold several: they can be divided. */
  readonly divisible?: readonly DivisibleText[];
  /** Of TEI: what was kept of each document, and how. */
  readonly fidelity?: readonly ImportFidelity[];
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
  readonly cancelled: boolean;
  /** Folders among what was named that are collections: they can be opened. */
  readonly collections?: readonly string[];
  /** What is to be answered before anything is imported. */
  readonly question?: ImportQuestion;
}

/** Everything the workbench needs of a document. */
export interface OpenedDocument {
  readonly summary: DocumentSummary;
  readonly seq: number;
  /** `Node.toJSON()`. */
  readonly doc: unknown;
  /** The document as imported, `Node.toJSON()`. */
  readonly imported: unknown;
  readonly source: SourceFile;
  /** The decoded text of the source file; empty when it is an image. */
  readonly sourceText: string;
  readonly report: ImportReport;
  readonly metadata: DocumentMetadata;
  readonly annotations: readonly (readonly [AnnotationId, AnnotationState])[];
  readonly versions: readonly Version[];
  /** In the order of the pages. */
  readonly pages: readonly PageView[];
  readonly zones: readonly Zone[];
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

export interface DocumentFindings {
  readonly document: DocumentId;
  readonly title: string;
  readonly findings: readonly Finding[];
}
