import path from 'node:path';
import { type DocumentId, isIdentifier } from '../../../shared/document/identifier.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import {
  type CollectionFile,
  type CollectionFileReading,
  collectionFormat,
  writeCollectionFile,
} from '../disk/collection-file.ts';
import type { CollectionLock, LockHolder } from '../disk/collection-lock.ts';
import {
  collectionFile,
  documentFolder,
  documentJournals,
  documentsFolder,
  keptPath,
  recoveredFolder,
} from '../disk/collection-paths.ts';
import { errorCode, makeFolders, RefusedPathError } from '../disk/file-system.ts';
import { readFolderOrNone, replicasIn, settledTime } from '../disk/journal-folder.ts';
import type { ConfinedContext, StorageContext } from '../disk/storage-context.ts';
import { lookAtDocument } from '../document/load-document.ts';
import { collectionParts, misplacedIn, passedOver } from '../document/misplaced-parts.ts';
import { clearStaging } from '../document/stage-document.ts';
import {
  CollectionJournal,
  keepListCheckpoint,
  type LoadedCollectionJournal,
  loadCollectionJournal,
} from '../journal/collection-journal.ts';
import { collectionCopies } from '../journal/conflict-copies.ts';
import { interruptedSentence, missingFolderSentence } from '../journal/journal-messages.ts';
import { quarantineFolder } from '../journal/quarantine.ts';
import { FolderCollection } from './folder-collection.ts';
import { keepGitFiles } from './git-files.ts';
import { bringBack, keptRemoved, mendRemoved } from './removed-documents.ts';

/** What is known of a folder before it is opened. */
export interface FolderOpening {
  readonly context: ConfinedContext;
  readonly folder: string;
  readonly reading: CollectionFileReading;
  /** Null when nothing may be written. */
  readonly lock: CollectionLock | null;
  /** Who has the lock, when that is why nothing may be written. */
  readonly holder?: LockHolder | null;
  /** Whether the writer before ended without giving the lock back. */
  readonly tookOver: boolean;
  /** Why it is open for reading only, as a sentence. */
  readonly readOnly: string | null;
  /** Whether another program may be writing to it just now. */
  readonly isShared: boolean;
  /** What is to be told already. */
  readonly notices?: readonly string[];
}

/** Opens the folder of a collection: reads what documents there are, mends what an interrupted program left, and tells of it.
 *  A disk that cannot be written to makes it read-only. */
export async function openFolder(opening: FolderOpening): Promise<FolderCollection> {
  const { context, folder, lock } = opening;
  const loaded = await loadCollectionJournal(context, folder, opening.readOnly === null ? lock : null);
  const file = identify(opening, loaded);
  if (lock && opening.readOnly === null && loaded.readOnly === null) {
    await lock.confirm();
    await bringBack(context, folder, loaded.facts.documents.keys()).catch(unlessRefused);
  }
  const found = await findDocuments(opening, loaded);
  const completeAtMs = found.unlisted.length + found.notices.length === 0 ? found.changedMs : null;
  const misplaced = await misplacedIn(context.fileSystem, folder, collectionParts, '');
  const { telling } = await collectionCopies(context.fileSystem, folder);
  const notices = [...(opening.notices ?? []), ...misplaced, ...telling, ...loaded.notices, ...found.notices];
  let readOnly = opening.readOnly ?? loaded.readOnly;
  let journal: CollectionJournal | null = null;
  if (lock && readOnly === null) {
    journal = new CollectionJournal(context, folder, file.id, lock, loaded);
    try {
      notices.push(...(await mend({ ...opening, lock }, journal, file, loaded, found.unlisted)));
      await keepListCheckpoint(context, folder, loaded, completeAtMs).catch((error: unknown) =>
        context.log?.(`The list of documents is not kept: ${error instanceof Error ? error.message : String(error)}`),
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      readOnly = inEnglish`The collection is open for reading only, because its folder cannot be written to (${reason}); everything saved before is there.`;
    }
  }
  if (opening.readOnly !== null && loaded.readOnly !== null) notices.push(loaded.readOnly);
  if (opening.reading.kind === 'unreadable' && !journal)
    notices.push(
      inEnglish`collection.json cannot be read (${opening.reading.reason}); what it says was taken from the collection's journal.`,
    );
  const { documents } = found;
  const collection = new FolderCollection({
    context,
    folder,
    id: file.id,
    title: file.title,
    documents,
    removed: await keptRemoved(context.fileSystem, folder, loaded.facts),
    order: loaded.facts.order,
    desk: loaded.facts.desk,
    notices,
    cutOff: loaded.cutOff,
    readOnly,
    holder: opening.holder ?? null,
    lock,
    journal,
    isShared: opening.isShared,
    isUnsaved: opening.tookOver,
  });
  // Documents that were being written have torn ends, and a person is told of all of them at once.
  if (opening.tookOver) await collection.summaries();
  return collection;
}

/** What cannot be put back now is told of as missing. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof RefusedPathError) && errorCode(error) === null) throw error;
}

/** Who the collection is: as its file says, or, if that cannot be read, as its journal does. */
function identify({ folder, reading }: FolderOpening, { facts }: LoadedCollectionJournal): CollectionFile {
  if (reading.kind === 'read' || reading.kind === 'older format') return reading.file;
  const { created } = facts;
  const title = reading.kind === 'newer format' ? reading.title : created?.title;
  return {
    format: collectionFormat,
    id: created?.id ?? 'collection',
    title: title || path.basename(folder),
    created: created?.time ?? '',
  };
}

interface FoundDocuments {
  /** Source names by id. */
  readonly documents: ReadonlyMap<DocumentId, string>;
  /** Whole documents of this replica that the collection's journal does not list yet. */
  readonly unlisted: readonly DocumentId[];
  readonly notices: readonly string[];
  /** When their folder was changed last, in milliseconds since 1970; null when that is not known, or may come again with another change. */
  readonly changedMs: number | null;
}

async function findDocuments(
  opening: FolderOpening,
  { facts, checkpoint, records }: LoadedCollectionJournal,
): Promise<FoundDocuments> {
  const { context, folder } = opening;
  const changedMs = settledTime(context.fileSystem.statNow(documentsFolder(folder)));
  // Each name that comes or goes changes that time.
  const isAsItWas = changedMs !== null && changedMs === checkpoint?.completeAtMs && records.length === 0;
  if (isAsItWas) return { documents: facts.documents, unlisted: [], notices: [], changedMs };
  const documents = new Map<DocumentId, string>();
  const unlisted: DocumentId[] = [];
  const notices: string[] = [];
  const entries = await readFolderOrNone(context.fileSystem, documentsFolder(folder));
  const named = new Set(entries.map(({ name }) => name));
  const there = entries.filter(({ kind, name }) => kind === 'folder' && isIdentifier(name)).map(({ name }) => name);
  for (const [id, source] of facts.documents) {
    // Something else than a folder there is told when it is opened.
    if (named.has(id)) documents.set(id, source);
    else notices.push(missingFolderSentence(id, source, facts.addedByOthers.get(id) ?? null));
  }
  for (const name of there) {
    const id = name as DocumentId;
    if (documents.has(id) || facts.replaced.has(id) || facts.removed.has(id) || facts.emptied.has(id)) continue;
    const replicas = await replicasIn(context.fileSystem, documentJournals(documentFolder(folder, id)));
    const isOwn = replicas.includes(context.replica);
    const source = await sourceNameOf(opening, id);
    if (source === null) {
      notices.push(
        replicas.length === 0 || isOwn
          ? inEnglish`documents/${id} holds no document that can be read; it was left as it is.`
          : inEnglish`documents/${id} holds a document that has not arrived whole yet; it was left as it is.`,
      );
      continue;
    }
    documents.set(id, source);
    // Who added it lists it; that may not have arrived yet.
    if (isOwn) unlisted.push(id);
  }
  return { documents, unlisted, notices, changedMs };
}

async function sourceNameOf(
  { context, folder }: Pick<FolderOpening, 'context' | 'folder'>,
  id: DocumentId,
): Promise<string | null> {
  return (await lookAtDocument(context, folder, id))?.replay.state.source.name ?? null;
}

/** Brings the folder to what it should be: everything here can be interrupted and done again. */
async function mend(
  { context, folder, reading, lock }: FolderOpening & { readonly lock: CollectionLock },
  journal: CollectionJournal,
  file: CollectionFile,
  { facts }: LoadedCollectionJournal,
  unlisted: readonly DocumentId[],
): Promise<readonly string[]> {
  const notices: string[] = [];
  await lock.confirm();
  /** What is refused here is not needed to go on. */
  const orTell = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof RefusedPathError)) throw error;
      if (!notices.includes(passedOver(error))) notices.push(passedOver(error));
    }
  };
  if (reading.kind !== 'read') await orTell(mendCollectionFile({ context, folder, reading }, file, notices));
  await orTell(keepGitFiles(context.fileSystem, folder));
  if (facts.created === null)
    await journal.append({ kind: 'collection', payload: { act: 'created', title: file.title } });
  for (const id of unlisted) {
    const source = (await sourceNameOf({ context, folder }, id)) ?? id;
    await journal.append({ kind: 'document', payload: { act: 'added', id, source } });
    notices.push(
      inEnglish`“${source}” had been imported when the program or the computer stopped, and was put into the list.`,
    );
  }
  for (const id of facts.replaced) await orTell(quarantineFolder(context, folder, id));
  await orTell(mendRemoved(context, folder, facts).then((told) => notices.push(...told)));
  await orTell(mendStaging(context, folder, notices));
  return notices;
}

async function mendStaging(context: StorageContext, folder: string, notices: string[]): Promise<void> {
  for (const aside of await clearStaging(context, folder)) notices.push(interruptedSentence(keptPath(folder, aside)));
}

async function mendCollectionFile(
  { context, folder, reading }: Pick<FolderOpening, 'context' | 'folder' | 'reading'>,
  file: CollectionFile,
  notices: string[],
): Promise<void> {
  if (reading.kind === 'unreadable') {
    const aside = await keepUnreadable(context, folder);
    notices.push(
      inEnglish`collection.json could not be read (${reading.reason}) and was made again from the collection's journal; the old one is kept as ${aside}.`,
    );
  }
  await writeCollectionFile(context.fileSystem, folder, file);
}

async function keepUnreadable({ fileSystem, now }: StorageContext, folder: string): Promise<string> {
  await makeFolders(fileSystem, recoveredFolder(folder));
  const name = `collection.json-${now().toISOString().replace(/[:.]/g, '-')}`;
  const aside = path.join(recoveredFolder(folder), name);
  await fileSystem.rename(collectionFile(folder), aside);
  await fileSystem.syncFolder(recoveredFolder(folder));
  return keptPath(folder, aside);
}
