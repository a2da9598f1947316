import type { DocumentId } from '../../document/identifier.ts';
import type { DocumentStatus } from '../../document/metadata.ts';
import type { Vocabulary, VocabularyAct } from '../../document/vocabulary.ts';
import type { TableViews } from '../../table/table-view.ts';
import type {
  DocumentSummary,
  RemovedDocument,
  StatusChange,
  UnreadableDocument,
} from '../payloads/document-summary.ts';
import type { Fault } from '../payloads/fault.ts';
import type {
  CollectionHits,
  CollectionReplaced,
  FindInCollection,
  ReplacedIn,
  ReplaceInCollection,
} from '../payloads/find.ts';
import type {
  DuplicateFile,
  ImportDivision,
  ImportedFile,
  ImportFate,
  ImportFidelity,
  ImportQuestion,
  ImportReason,
  ImportRow,
  LeftOutFile,
} from '../payloads/import.ts';
import type { SavedSearch, SearchOutcome } from '../payloads/search.ts';
import type { ConflictView, ImageChoice, SharingState, SharingWish } from '../payloads/sharing.ts';

/** A language that can be chosen for a collection. */
export interface KnownLanguage {
  readonly name: string;
  /** Whether pages can be read in it. */
  readonly canRead: boolean;
  /** Whether its words are known. */
  readonly hasDictionary: boolean;
}

/** What a collection can be read with. */
export interface ReadersToChoose {
  readonly languages: readonly KnownLanguage[];
  /** A person's own recognisers of lines, by name. */
  readonly readers: readonly string[];
  /** The folders that they are looked for in. */
  readonly folders: { readonly languages: string; readonly readers: string };
}

/** What the window asks of the open collection. */
export interface CollectionCalls {
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
  /** Sends those rows of the table that the view left out as `rows`, in the order of the collection, and tells at the end what reading them
   *  found. */
  'collection:rest': { argument: null; reply: RestOfCollection };
  'collection:documents': { argument: null; reply: readonly DocumentSummary[] };
  /** Imports files and folders dropped on the window, or, with null, files chosen in a dialog, or a folder when `folder` is true. Sends
   *  `progress`, and `documents-added` as they come in; can be cancelled. When something is to be asked first, the reply has a `question` and
   *  nothing is imported yet. Null when the person chose none. Of a large import the lists are cut short, and `report` says how many there are. */
  'collection:import': {
    argument: { readonly files: readonly string[] | null; readonly folder?: boolean };
    reply: ImportOutcome | null;
  };
  /** Goes on with an import that asked a question. Null when that is no longer the latest one. */
  'collection:import-as': {
    argument: { readonly plan: string; readonly division: ImportDivision; readonly asTexts: readonly string[] };
    reply: ImportOutcome | null;
  };
  /** Imports the duplicates that the latest import left out, as documents of their own. Null when there is none. */
  'collection:import-duplicates': { argument: null; reply: ImportOutcome | null };
  /** Lines of the report on the latest import, of one fate or of all: at most a thousand from a place on. */
  'collection:import-rows': {
    argument: { readonly fate: ImportFate | null; readonly from: number; readonly count: number };
    reply: { readonly rows: readonly ImportRow[]; readonly total: number };
  };
  /** Asks where with a dialog, and writes the report on the latest import there, whole. The reply is its path; null when the person cancelled. */
  'collection:save-import-report': { argument: { readonly format: 'csv' | 'json' }; reply: string | null };
  'collection:set-status': {
    argument: { readonly documents: readonly DocumentId[]; readonly status: DocumentStatus };
    reply: readonly DocumentSummary[];
  };
  /** Sets the status of many. Sends `progress`; can be cancelled. `before` is what takes it back. */
  'collection:set-statuses': {
    argument: { readonly changes: readonly StatusChange[] };
    reply: {
      readonly rows: readonly DocumentSummary[];
      readonly before: readonly StatusChange[];
      readonly left: readonly DocumentId[];
    };
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
  /** Where the open collection is shared, as far as this computer knows, and what it can be shared by. */
  'collection:sharing': { argument: null; reply: SharingState };
  /** Asks for a folder with a dialog, in which a collection is to be shared, or is shared already: the next `collection:share` or
   *  `collection:join` that names no address is about that one. Null when the person chose none. */
  'collection:choose-place': { argument: { readonly purpose: 'share' | 'join' }; reply: string | null };
  /** Shares the collection in the folder that was chosen, or at an address, about which the person is asked. Sends `progress`; can be
   *  cancelled. All documents are closed. Null when the person said no. */
  'collection:share': { argument: SharingWish; reply: Exchanged | null };
  /** Makes a copy of a shared collection in the folder that `collection:choose` asked for, and opens it. Sends `progress`; can be cancelled.
   *  Null when the person said no. */
  'collection:join': { argument: SharingWish; reply: Joined | null };
  /** Gives the others what was done here, and takes over what they did. Sends `progress`; can be cancelled. All documents are closed.
   *  `images`: what becomes of page images from now on; null: what became of them before. */
  'collection:sync': { argument: { readonly images: ImageChoice | null }; reply: Exchanged };
  /** What several people changed otherwise, document by document. */
  'collection:conflicts': { argument: null; reply: readonly ConflictView[] };
  /** Settles one. The reply has those that are left. */
  'collection:settle': {
    argument: {
      readonly document: DocumentId;
      readonly conflict: string;
      readonly take: { readonly side: 'ours' | 'theirs' } | { readonly text: string };
    };
    reply: readonly ConflictView[];
  };
  /** What the collection has learned from its editors. */
  'collection:vocabulary': { argument: null; reply: Vocabulary };
  /** Which of some words may be spelled wrong by the dictionaries of the collection. The first answer may take seconds. */
  'collection:misspelled': { argument: { readonly words: readonly string[] }; reply: readonly string[] };
  /** What may be meant by a word, the likeliest first. */
  'collection:spellings': { argument: { readonly word: string }; reply: readonly string[] };
  /** The languages and recognisers that a person can choose for it. */
  'collection:readers': { argument: null; reply: ReadersToChoose };
  /** Keeps what it learns or forgets. */
  'collection:learn': { argument: { readonly changes: readonly VocabularyAct[] }; reply: Vocabulary };
  /** Looks for words in documents; changes nothing. Sends `progress`; can be cancelled. */
  'collection:find': { argument: FindInCollection; reply: CollectionHits };
  /** Replaces hits of `collection:find`, one act of undo a document. A document that was changed since is left as it is. */
  'collection:replace': { argument: ReplaceInCollection; reply: CollectionReplaced };
  /** Looks for documents in the full-text index, which is read, or made, with the first search; documents that are open are searched as they
   *  are now. At most `limit` of them come back. */
  'collection:search': {
    argument: { readonly text: string; readonly inSource: boolean; readonly limit: number };
    reply: SearchOutcome;
  };
  /** The queries that the person kept, the latest first. */
  'collection:searches': { argument: null; reply: readonly SavedSearch[] };
  /** Keeps queries in the place of those before. */
  'collection:keep-searches': {
    argument: { readonly searches: readonly SavedSearch[] };
    reply: readonly SavedSearch[];
  };
  /** How the person set up the table of this collection, and the views of it that have names. */
  'collection:table-views': { argument: null; reply: TableViews };
  /** Keeps them in the place of those before. */
  'collection:keep-table-views': { argument: { readonly views: TableViews }; reply: null };
  /** Takes back what `collection:replace` did, in every document in which nothing was done since. */
  'collection:take-back': {
    argument: { readonly acts: readonly ReplacedIn[] };
    reply: { readonly documents: readonly DocumentId[]; readonly left: readonly DocumentId[] };
  };
}

/** What came of synchronising. */
export interface Exchanged {
  readonly collection: CollectionView;
  /** What came in and went out, in words. */
  readonly sentence: string;
  /** How many conflicts are open in the documents that were put together. */
  readonly conflicts: number;
}

/** What came of joining a shared collection. */
export interface Joined {
  readonly collection: CollectionView;
  /** In words. */
  readonly sentence: string;
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
  /** All that can be read, or, of a large collection, the first of them: `collection:rest` gives the others. */
  readonly documents: readonly DocumentSummary[];
  readonly isWhole: boolean;
  /** How many documents are in its list. */
  readonly count: number;
  /** Documents that are in the list of the collection and cannot be read. */
  readonly unreadable: readonly UnreadableDocument[];
}

/** What is known when all rows of a collection have come. */
export type RestOfCollection = Pick<CollectionView, 'folder' | 'notices' | 'headline' | 'unreadable'>;

/** A text that seems to hold several documents. */
export interface DivisibleText {
  /** Its path. */
  readonly file: string;
  readonly documents: number;
}

export interface ImportOutcome {
  readonly imported: readonly DocumentSummary[];
  /** Which file became which document: of a document with pages each of its files, of a file that was divided each of its documents. */
  readonly files?: readonly ImportedFile[];
  readonly duplicates?: readonly DuplicateFile[];
  readonly leftOut?: readonly LeftOutFile[];
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
  /** How many there are of all, when the window asked. */
  readonly report?: ImportFigures;
}

/** What an import came to in figures. */
export interface ImportFigures {
  readonly documents: number;
  /** How many files shared each fate. */
  readonly counts: Readonly<Record<ImportFate, number>>;
  readonly reasons: readonly ImportReason[];
}
