import path from 'node:path';
import { customAlphabet } from 'nanoid';
import type { DocumentSummary, UnreadableDocument } from '../../../shared/contract/payloads/document-summary.ts';
import { type DocumentId, newReplicaId, type ReplicaId } from '../../../shared/document/identifier.ts';
import type { Vocabulary, VocabularyAct } from '../../../shared/document/vocabulary.ts';
import { migrationPath, migrations } from '../../../shared/journal/migration.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import type { BackupOutcome } from '../backup/make-backup.ts';
import {
  type CollectionFileReading,
  collectionFormat,
  readCollectionFile,
  writeCollectionFile,
} from '../disk/collection-file.ts';
import { acquireLock, holderInWords, type LockHolder, type LockOutcome } from '../disk/collection-lock.ts';
import { collectionJournals } from '../disk/collection-paths.ts';
import { errorCode, makeFolders, RefusedPathError } from '../disk/file-system.ts';
import { type JournalSize, readFolderOrNone, replicasIn } from '../disk/journal-folder.ts';
import { holderLife, lockName, readLock } from '../disk/lock-file.ts';
import { nodeProcessIdentities } from '../disk/process-identity.ts';
import { ReplaceFileError } from '../disk/replace-file.ts';
import { type ConfinedContext, confinedTo, type StorageContext } from '../disk/storage-context.ts';
import { claimWorkingCopy, knownReplica, type WorkingCopy } from '../disk/working-copy.ts';
import type { DocumentBranches } from '../document/document-branches.ts';
import type { DocumentStore } from '../document/document-store.ts';
import type { ImageDraft } from '../document/page-images.ts';
import type { Salvaged, SalvageOptions } from '../document/salvage-document.ts';
import type { AddedDocument, NewDocument } from '../document/stage-document.ts';
import type { CheckFinding, CheckReport } from './check-documents.ts';
import type { CollectionDesk } from './collection-desk.ts';
import type { EntityStore } from './entity-store.ts';
import { keepGitFiles } from './git-files.ts';
import { type FolderOpening, openFolder } from './open-folder.ts';
import type { RemovedDocuments } from './removed-documents.ts';
import type { SourceLedger } from './source-ledger.ts';
import type { TagTypeStore } from './tag-type-store.ts';

/** An open collection. */
export interface Collection {
  readonly folder: string;
  /** The same in every copy. */
  readonly id: string;
  /** What this copy writes as. */
  readonly replica: ReplicaId;
  readonly title: string;
  /** Null when it can be written; else why not, as a sentence. */
  readonly readOnly: string | null;
  /** Who has it open for writing, when that is why it is read-only. */
  readonly holder: LockHolder | null;
  /** Whether its folder is at its place still, as far as that matters: only who may write looks. */
  isThere(): Promise<boolean>;
  /** Sentences about what opening, and reading documents since, found and mended. */
  readonly notices: readonly string[];
  /** The same in one sentence; null when there is nothing to tell. */
  readonly headline: string | null;
  /** What it has learned from its editors. */
  readonly vocabulary: Vocabulary;
  /** Keeps what it learns or forgets. When this returns it is on the disk.
   *  @throws AppendRefusedError when the collection is read-only */
  learn(changes: readonly VocabularyAct[]): Promise<void>;
  /** Templates of facts, and who reads which document a second time. */
  readonly desk: CollectionDesk;
  /** The types of tags that it has made for itself. */
  readonly tagTypes: TagTypeStore;
  /** The persons, places and other entities that its documents name. */
  readonly entities: EntityStore;
  /** Every document that can be read, in the order in which they were added. Reads the journals of those that were changed
   *  since their summary was kept, so look at `unreadable` and `notices` afterwards. */
  summaries(): Promise<readonly DocumentSummary[]>;
  /** How many documents are in its list, those that cannot be read among them. */
  readonly count: number;
  /** The summaries of the first of them, as `summaries` gives them. Costs what these cost, however many there are. */
  firstSummaries(most: number): Promise<readonly DocumentSummary[]>;
  /** The same of all, or of those from a place of the list on, some at a time: between them others have their turn. `unreadable` says of
   *  them all when the last have come. */
  summaryBatches(from?: number, most?: number): AsyncGenerator<readonly DocumentSummary[]>;
  /** Rises with everything that is done to it, documents that are open left out until they are closed. */
  readonly revision: number;
  /** What the journals of a document held when the last `summaries` looked at them; null when that is not known, as of an open one. */
  journalsOf(id: DocumentId): JournalSize | null;
  /** The documents that the last `summaries` left out because nothing of them can be read. */
  readonly unreadable: readonly UnreadableDocument[];
  /** Begins to copy images that become pages of a new document, or of one that is there. Discard it when it comes to nothing.
   *  @throws AppendRefusedError when the collection is read-only */
  draftImages(document?: DocumentId): Promise<ImageDraft>;
  /** Keeps an imported document. When this returns it is on the disk.
   *  @param draft the images of its pages, when it has some
   *  @throws AppendRefusedError when the collection is read-only, JournalWriteError or ReplaceFileError or an error of the
   *  operating system when the disk refuses */
  addDocument(added: NewDocument, draft?: ImageDraft): Promise<DocumentSummary>;
  /** The same of several, which share what waiting for the disk takes. They are listed in their order; when one cannot be kept, the others
   *  are, and then its error is thrown. */
  addDocuments(documents: readonly AddedDocument[]): Promise<readonly DocumentSummary[]>;
  /** From which files its documents were imported. */
  readonly sources: SourceLedger;
  /** The document of this id, or else all whose source is named so, with or without its ending (`001` for `001.txt`). */
  named(name: string): readonly DocumentId[];
  /** Opens a document; users in one process share it. Close it once for each opening.
   *  @throws DocumentUnreadableError when not even its import can be read, or there is none of that id */
  openDocument(id: DocumentId): Promise<DocumentStore>;
  /** The lines of changes that a document has: one when all is well, several when copies of it were changed at once, and what can
   *  be read of it when it is damaged. Each with its state, to be looked at. */
  branches(id: DocumentId): Promise<DocumentBranches>;
  /** Makes a new document from a branch of one that is damaged or has several, which is kept as it is.
   *  @throws DocumentUnreadableError when nothing of it can be read, AppendRefusedError when the collection is read-only or the
   *  document is open */
  salvage(id: DocumentId, options: SalvageOptions): Promise<Salvaged>;
  /** Sets the incomplete ends of journals aside, throws away checkpoints that are not used or not true, makes every `document.json` again that is missing, unreadable or not
   *  true, and moves conflict copies that hold nothing new to `recovered/`. Open and read-only documents are left as they are.
   *  @returns what was done, as sentences */
  tidy(): Promise<readonly CheckFinding[]>;
  /** Reads everything again and compares: journals, replays, sources, summaries. Changes nothing. */
  check(): Promise<CheckReport>;
  /** Copies journals and small files to a folder of backups, after what is on its way to the disk, and opens the copy.
   *  @throws AppendRefusedError when the collection is read-only, ReplaceFileError or the file system's error */
  backUp(backups: string): Promise<BackupOutcome>;
  /** Documents that were taken out of the collection, and what can be done with them. */
  readonly removed: RemovedDocuments;
  /** Closes every document and gives the lock back.
   *  @throws JournalMismatchError when the disk does not hold what was acknowledged; the lock is given back all the same */
  close(): Promise<void>;
  /** Closes a collection that was just made. When nothing was kept in it, what making it wrote is removed.
   *  @param folders those that were made for it, innermost first; when it is none, an empty collection stays
   *  @returns what is there now
   *  @throws as `close` does */
  closeNew(folders: readonly string[]): Promise<'kept' | 'empty' | 'removed'>;
}

/** How a collection is to be opened. */
export interface OpenOptions extends StorageContext {
  /** Do not ask for the lock. */
  readonly readOnly?: boolean;
  /** Who has the lock, when that is why it is not asked for. */
  readonly holder?: LockHolder;
  /** The person says that the present holder is gone. It is heeded only when `LockHolder.canTakeOver`. */
  readonly takeOver?: boolean;
}

export type OpenOutcome =
  | { readonly kind: 'opened'; readonly collection: Collection }
  /** The folder is not there, or holds no collection. */
  | { readonly kind: 'not a collection' }
  /** Another program writes to it. It can be opened for reading. */
  | { readonly kind: 'locked'; readonly holder: LockHolder }
  /** The operating system does not let this account read it. */
  | { readonly kind: 'unreadable'; readonly reason: string };

export type CreateOutcome =
  | { readonly kind: 'opened'; readonly collection: Collection }
  /** Something is there already: only an empty folder, or one with hidden files alone, becomes a collection. */
  | { readonly kind: 'not empty' }
  | { readonly kind: 'locked'; readonly holder: LockHolder }
  | { readonly kind: 'not writable'; readonly reason: string };

const collectionId = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 11);

/** Makes an empty collection and opens it. */
export async function createCollection(folder: string, title: string, context: StorageContext): Promise<CreateOutcome> {
  const { now } = context;
  try {
    await makeFolders(context.fileSystem, folder);
    const { fileSystem } = await confinedTo(context, folder);
    const entries = await readFolderOrNone(fileSystem, folder);
    if (entries.some(({ name }) => !name.startsWith('.'))) return { kind: 'not empty' };
    await keepGitFiles(fileSystem, folder);
    const created = now().toISOString();
    await writeCollectionFile(fileSystem, folder, {
      format: collectionFormat,
      id: `c${collectionId()}`,
      title,
      created,
    });
  } catch (error) {
    return { kind: 'not writable', reason: reasonOf(error) };
  }
  const opened = await openCollection(folder, context);
  switch (opened.kind) {
    case 'opened':
    case 'locked':
      return opened;
    default:
      return {
        kind: 'not writable',
        reason: opened.kind === 'unreadable' ? opened.reason : inEnglish`it is not there any more`,
      };
  }
}

/** Opens a collection: for writing when it can be had, else for reading, with the reason in `Collection.readOnly`. */
export async function openCollection(folder: string, chosen: OpenOptions): Promise<OpenOutcome> {
  try {
    const options = await confinedTo(chosen, folder);
    const reading = await readCollectionFile(options.fileSystem, folder);
    if (reading.kind === 'missing' && !(await hasJournal(folder, options))) return { kind: 'not a collection' };
    const readOnly = readOnlyReason(reading, options);
    if (readOnly !== null)
      return await openToRead({ folder, reading, readOnly, isShared: await hasWriter(folder, options) }, options);
    const locked = await lockFolder(folder, idIn(reading), options);
    if (locked.kind === 'locked') return locked;
    const toRead = { folder, reading, isShared: false };
    if (locked.kind === 'not writable') return await openToRead({ ...toRead, readOnly: locked.sentence }, options);
    const context = await asWorkingCopy(folder, options, reading);
    if (typeof context === 'string') {
      await locked.lock.release();
      return await openToRead({ ...toRead, readOnly: context }, options);
    }
    try {
      const present = await broughtUp(folder, context, reading);
      return {
        kind: 'opened',
        collection: await openFolder({ folder, context, ...locked, ...present, isShared: false }),
      };
    } catch (error) {
      await locked.lock.release();
      throw error;
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    return code === 'ENOTDIR' ? { kind: 'not a collection' } : { kind: 'unreadable', reason: reasonOf(error) };
  }
}

async function openToRead(
  opening: Pick<FolderOpening, 'folder' | 'reading' | 'isShared'> & { readonly readOnly: string },
  options: OpenOptions & ConfinedContext,
): Promise<OpenOutcome> {
  // A folder in which this machine has written nothing has nothing of its own.
  const replica = (await knownReplica(options, opening.folder, idIn(opening.reading))) ?? newReplicaId();
  const context = asReplica(options, replica);
  const { holder = null } = options;
  return { kind: 'opened', collection: await openFolder({ ...opening, context, holder, lock: null, tookOver: false }) };
}

/** What a working copy works with; a sentence when its folder does not let it be one. */
async function asWorkingCopy(
  folder: string,
  options: ConfinedContext,
  reading: CollectionFileReading,
): Promise<ConfinedContext | string> {
  try {
    const workingCopy = await claimWorkingCopy(options, folder, idIn(reading));
    return workingCopy ? asReplica(options, workingCopy.replica, workingCopy) : options;
  } catch (error) {
    if (!(error instanceof ReplaceFileError || errorCode(error))) throw error;
    return notWritable(folder, error);
  }
}

const idIn = (reading: CollectionFileReading): string | null =>
  reading.kind === 'read' || reading.kind === 'older format' ? reading.file.id : null;

/** Who edits may change while a collection is open. */
const asReplica = (context: ConfinedContext, replica: ReplicaId, workingCopy?: WorkingCopy): ConfinedContext => ({
  ...context,
  replica,
  ...(workingCopy && { workingCopy }),
  get editor() {
    return context.editor;
  },
});

/** Gives a collection of an older format the number of the present one, which keeps programs that know only the older one from writing
 *  beside what is written now. Its journals stay as they are: older records are read as those of the present format. */
async function broughtUp(
  folder: string,
  context: ConfinedContext,
  reading: CollectionFileReading,
): Promise<Pick<FolderOpening, 'reading' | 'readOnly' | 'notices'>> {
  if (reading.kind !== 'older format') return { reading, readOnly: null, notices: [] };
  const { format } = reading.file;
  const why = (reason: string): string =>
    inEnglish`This collection is of an older format (${format}) and could not be brought to the present one (${reason}), so it is open for reading only; nothing was changed.`;
  if (!migrationPath(migrations, format, collectionFormat))
    return { reading, readOnly: why(inEnglish`this version cannot read it`), notices: [] };
  const file = { ...reading.file, format: collectionFormat };
  try {
    await writeCollectionFile(context.fileSystem, folder, file);
  } catch (error) {
    if (!(error instanceof ReplaceFileError || errorCode(error))) throw error;
    return { reading, readOnly: why(reasonOf(error)), notices: [] };
  }
  const notice = inEnglish`This collection was of an older format (${format}) and is of the present one now; its journals are as they were, and older versions of Anchorite can only read it from now on.`;
  return { reading: { kind: 'read', file }, readOnly: null, notices: [notice] };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const hasJournal = async (folder: string, { fileSystem }: StorageContext): Promise<boolean> =>
  (await replicasIn(fileSystem, collectionJournals(folder))).length > 0;

/** Whether another program may be writing to it just now. */
async function hasWriter(
  folder: string,
  { fileSystem, host = nodeProcessIdentities() }: StorageContext,
): Promise<boolean> {
  const found = await readLock(fileSystem, path.join(folder, lockName)).catch((error: unknown) => {
    // Whatever it is, nobody can be said to have gone.
    if (error instanceof RefusedPathError) return { content: null };
    throw error;
  });
  return found !== null && (found.content === null || holderLife(found.content, host) !== 'ended');
}

function readOnlyReason(reading: CollectionFileReading, { readOnly, holder }: OpenOptions): string | null {
  if (reading.kind === 'newer format')
    return inEnglish`This collection was made by a newer version of Anchorite (format ${reading.format}), so it is open for reading only; install that version to change it.`;
  if (holder)
    return inEnglish`This collection is open for reading only, because another program has it open for writing: ${holderInWords(holder)}.`;
  return readOnly ? inEnglish`This collection is open for reading only.` : null;
}

const notWritable = (folder: string, error: unknown): string =>
  inEnglish`${folder} cannot be written to (${reasonOf(error)}), so the collection is open for reading only.`;

type Locked =
  | Exclude<LockOutcome, { readonly kind: 'locked' }>
  | { readonly kind: 'not writable'; readonly sentence: string };

async function lockFolder(
  folder: string,
  collection: string | null,
  { fileSystem, now, editor, host = nodeProcessIdentities(), takeOver = false }: OpenOptions,
): Promise<Locked | { readonly kind: 'locked'; readonly holder: LockHolder }> {
  try {
    return await acquireLock(folder, { fileSystem, now, editor, collection, host, takeOver });
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return { kind: 'not writable', sentence: notWritable(folder, error) };
  }
}
