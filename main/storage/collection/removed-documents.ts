import path from 'node:path';
import type { RemovedDocument } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import type { CollectionLock } from '../disk/collection-lock.ts';
import { documentFolder, keptPath, removedDocument, removedFolder } from '../disk/collection-paths.ts';
import { type FileSystem, makeFolders, RefusedPathError, removeTree } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import type { StorageContext } from '../disk/storage-context.ts';
import { DocumentUnreadableError } from '../document/load-document.ts';
import { leftAsItIs } from '../document/misplaced-parts.ts';
import { fromTheBeginning, readJournals, replayJournals } from '../document/replay-journals.ts';
import { readCachedSummary } from '../document/summary-cache.ts';
import type { CollectionFacts, CollectionJournal, Removal } from '../journal/collection-journal.ts';
import { AppendRefusedError } from '../journal/journal-writer.ts';

/** What an open collection gives to those who take documents out of it. */
interface RemovalHost {
  readonly context: StorageContext;
  /** The collection's folder. */
  readonly folder: string;
  /** Source names by id, in the order of the list: kept up to date. */
  readonly documents: Map<DocumentId, string>;
  /** Those that are kept, as `keptRemoved` found them. */
  readonly removed: ReadonlyMap<DocumentId, Removal>;
  readonly order: readonly DocumentId[];
  /** Called before anything is changed.
   *  @throws AppendRefusedError when the collection is read-only */
  readonly writable: () => { readonly journal: CollectionJournal; readonly lock: CollectionLock };
  /** Whether someone has the document open. */
  readonly isInUse: (id: DocumentId) => Promise<boolean>;
}

/** Documents that were taken out of a collection: each is kept whole in `removed/<id>`, until it is put back or emptied.
 *  The record in the collection's journal decides; folders follow it, at the next opening when they could not at once. */
export class RemovedDocuments {
  readonly #host: RemovalHost;
  readonly #removed: Map<DocumentId, Removal>;
  readonly #order: Set<DocumentId>;

  constructor(host: RemovalHost) {
    this.#host = host;
    this.#removed = new Map(host.removed);
    this.#order = new Set(host.order);
  }

  /** Those that are kept, in the order in which they were removed. */
  async list(): Promise<readonly RemovedDocument[]> {
    return Promise.all([...this.#removed].map(([id, removal]) => this.#described(id, removal)));
  }

  /** Takes documents out of the list and keeps their folders. When this returns that is on the disk.
   *  @throws AppendRefusedError when the collection is read-only or one of them is open; then none is removed */
  async remove(ids: readonly DocumentId[]): Promise<void> {
    const { context, folder, documents, isInUse } = this.#host;
    const { journal, lock } = this.#host.writable();
    for (const id of ids) {
      if (!documents.has(id)) throw new DocumentUnreadableError(id, `There is no document ${id} in this collection.`);
      if (await isInUse(id)) throw new AppendRefusedError('in use', `${id} is open`);
    }
    await lock.confirm();
    for (const id of documents.keys()) this.#order.add(id);
    const by = { time: context.now().toISOString(), editor: context.editor };
    await Promise.all(
      ids.map(async (id) => {
        await journal.append({ kind: 'document', payload: { act: 'removed', id } });
        this.#removed.set(id, { source: documents.get(id) ?? id, ...by });
        documents.delete(id);
      }),
    );
    await keepRemoved(context, folder, ids).catch((error: unknown) => {
      // The list says already that they are removed, and the next opening moves what is still in its old place.
      context.log?.(`Removed documents of ${folder} were not moved: ${String(error)}`);
    });
  }

  /** Makes removed documents documents of the collection again, each in its old place of the list. When this returns that is on
   *  the disk.
   *  @throws AppendRefusedError when the collection is read-only, DocumentUnreadableError when one of them is not kept */
  async putBack(ids: readonly DocumentId[]): Promise<void> {
    const { context, folder, documents } = this.#host;
    const { journal, lock } = this.#host.writable();
    await lock.confirm();
    for (const id of ids) await this.#confirmKept(id);
    for (const id of ids) {
      const source = this.#removed.get(id)?.source ?? id;
      const isMoved = await moveFolder(context.fileSystem, removedDocument(folder, id), documentFolder(folder, id));
      try {
        // Last: a folder in `documents` that the list does not want goes back at the next opening.
        await journal.append({ kind: 'document', payload: { act: 'returned', id } });
      } catch (error) {
        if (isMoved)
          await moveFolder(context.fileSystem, documentFolder(folder, id), removedDocument(folder, id)).catch(
            () => undefined,
          );
        throw error;
      }
      this.#removed.delete(id);
      documents.set(id, source);
    }
    this.#restoreOrder();
  }

  /** Deletes what is kept of removed documents, for good.
   *  @throws AppendRefusedError when the collection is read-only; DocumentUnreadableError when one of them is no removed document */
  async empty(ids: readonly DocumentId[]): Promise<void> {
    const { context, folder } = this.#host;
    const { journal, lock } = this.#host.writable();
    await lock.confirm();
    for (const id of ids) if (!this.#removed.has(id)) throw notRemoved(id);
    for (const id of ids) {
      // Under a name of its own, so that a folder that somebody brings back later is never taken for the rest of this one.
      const isMoved = await moveFolder(context.fileSystem, removedDocument(folder, id), emptiedFolder(folder, id));
      try {
        await journal.append({ kind: 'document', payload: { act: 'emptied', id } });
      } catch (error) {
        if (isMoved)
          await moveFolder(context.fileSystem, emptiedFolder(folder, id), removedDocument(folder, id)).catch(
            () => undefined,
          );
        throw error;
      }
      this.#removed.delete(id);
      if (isMoved) await removeTree(context.fileSystem, emptiedFolder(folder, id));
    }
  }

  async #described(id: DocumentId, { source, time, editor }: Removal): Promise<RemovedDocument> {
    const { context, folder } = this.#host;
    const hint = await readCachedSummary(context.fileSystem, removedDocument(folder, id));
    const title = hint?.id === id && hint.summary.title !== '' ? hint.summary.title : source;
    return { id, source, title, removed: time, removedBy: editor };
  }

  async #confirmKept(id: DocumentId): Promise<void> {
    const removal = this.#removed.get(id);
    if (!removal) throw notRemoved(id);
    const { context, folder } = this.#host;
    const [kept, inPlace] = await Promise.all(
      [removedDocument(folder, id), documentFolder(folder, id)].map((one) => isFolder(context.fileSystem, one)),
    );
    if (kept && inPlace) throw new DocumentUnreadableError(id, bothSentence(folder, id, removal.source));
    if (!kept && !inPlace) throw new DocumentUnreadableError(id, notKeptSentence(id, removal.source));
  }

  #restoreOrder(): void {
    const { documents } = this.#host;
    for (const id of documents.keys()) this.#order.add(id);
    const sources = new Map(documents);
    documents.clear();
    for (const id of this.#order) {
      const source = sources.get(id);
      if (source !== undefined) documents.set(id, source);
    }
  }
}

const notRemoved = (id: DocumentId): DocumentUnreadableError =>
  new DocumentUnreadableError(id, `There is no removed document ${id} in this collection.`);

const notKeptSentence = (id: DocumentId, source: string): string =>
  inEnglish`The folder removed/${id} of “${source}” is not there; bring it back from a backup, or empty it.`;

const bothSentence = (folder: string, id: DocumentId, source: string): string =>
  inEnglish`Files of “${source}” stand in ${keptPath(folder, documentFolder(folder, id))} and in ${keptPath(folder, removedDocument(folder, id))}, as when another copy of the collection went on with it; nothing was moved.`;

/** Where a removed document goes whose files are being deleted: whoever opens the collection next finishes that. */
const emptiedFolder = (folder: string, id: DocumentId): string => path.join(removedFolder(folder), `${emptied}${id}`);
const emptied = '.emptied-';

/** Moves the folders of removed documents to `removed/`, with everything in them, also what other replicas wrote. */
async function keepRemoved(context: StorageContext, folder: string, ids: Iterable<DocumentId>): Promise<void> {
  for (const id of ids) {
    if ((await context.fileSystem.stat(removedDocument(folder, id))) !== null) continue;
    await moveFolder(context.fileSystem, documentFolder(folder, id), removedDocument(folder, id));
  }
}

/** Brings folders to where the list says that they belong, after an interruption. May be interrupted and done again.
 *  @returns what a person is told, as sentences */
export async function mendRemoved(
  context: StorageContext,
  folder: string,
  { removed, emptied: gone }: Pick<CollectionFacts, 'removed' | 'emptied'>,
): Promise<readonly string[]> {
  const { fileSystem } = context;
  for (const { name, kind } of await readFolderOrNone(fileSystem, removedFolder(folder))) {
    if (kind !== 'folder' || !name.startsWith(emptied)) continue;
    const id = name.slice(emptied.length) as DocumentId;
    if (gone.has(id)) await removeTree(fileSystem, emptiedFolder(folder, id));
    else if (removed.has(id)) await moveFolder(fileSystem, emptiedFolder(folder, id), removedDocument(folder, id));
  }
  await keepRemoved(context, folder, [...removed.keys(), ...gone.keys()]);
  const notices: string[] = [];
  for (const [id, { source }] of removed)
    if ((await fileSystem.stat(documentFolder(folder, id))) !== null) notices.push(bothSentence(folder, id, source));
  return notices;
}

/** Puts the folders of documents back that another copy of the collection brought back into the list.
 *  @param documents those of the list */
export async function bringBack(
  { fileSystem }: Pick<StorageContext, 'fileSystem'>,
  folder: string,
  documents: Iterable<DocumentId>,
): Promise<void> {
  const kept = await readFolderOrNone(fileSystem, removedFolder(folder)).catch(refusedAs([]));
  const there = new Set(kept.filter(({ kind }) => kind === 'folder').map(({ name }) => name));
  for (const id of documents) {
    if (!there.has(id) || (await fileSystem.stat(documentFolder(folder, id))) !== null) continue;
    await moveFolder(fileSystem, removedDocument(folder, id), documentFolder(folder, id));
  }
}

/** The removed documents whose folders are kept: also those that another copy of the collection has emptied, which is for each copy to
 *  do. */
export async function keptRemoved(
  fileSystem: FileSystem,
  folder: string,
  { removed, emptied: gone }: Pick<CollectionFacts, 'removed' | 'emptied'>,
): Promise<ReadonlyMap<DocumentId, Removal>> {
  const kept = new Map(removed);
  // Something else there is told of elsewhere, and is no document.
  for (const [id, removal] of gone)
    if (await isFolder(fileSystem, removedDocument(folder, id)).catch(refusedAs(false))) kept.set(id, removal);
  return kept;
}

const refusedAs =
  <Value>(value: Value) =>
  (error: unknown): Value => {
    if (error instanceof RefusedPathError) return value;
    throw error;
  };

/** What is wrong with removed documents, as sentences: with their folders, or their journals. Changes nothing. */
export async function removedFaults(
  { fileSystem, replica }: Pick<StorageContext, 'fileSystem' | 'replica'>,
  folder: string,
  removed: CollectionFacts['removed'],
): Promise<ReadonlyMap<DocumentId, string>> {
  const faults = new Map<DocumentId, string>();
  for (const [id, { source }] of removed) {
    const fault = await removedFault({ fileSystem, replica }, folder, id, source).catch(leftAsItIs);
    if (fault[0] !== undefined) faults.set(id, fault[0]);
  }
  return faults;
}

async function removedFault(
  { fileSystem, replica }: Pick<StorageContext, 'fileSystem' | 'replica'>,
  folder: string,
  id: DocumentId,
  source: string,
): Promise<readonly string[]> {
  const isKept = await isFolder(fileSystem, removedDocument(folder, id));
  const document = isKept ? removedDocument(folder, id) : documentFolder(folder, id);
  if (!(await isFolder(fileSystem, document))) return [notKeptSentence(id, source)];
  const journals = await readJournals(fileSystem, document, replica);
  return replayJournals(inEnglish`the removed “${source}”`, id, journals, fromTheBeginning(id)).faults;
}

/** Whether a folder is there.
 *  @throws RefusedPathError when something else is */
async function isFolder(fileSystem: FileSystem, folder: string): Promise<boolean> {
  const stat = await fileSystem.stat(folder);
  if (stat === null || stat.kind === 'folder') return stat !== null;
  throw new RefusedPathError({ kind: stat.kind }, folder, folder.split(path.sep).slice(-2).join('/'));
}

/** Moves a folder whose name is on the disk in the new place when this returns; both parents are synced.
 *  @returns whether there was one */
async function moveFolder(fileSystem: FileSystem, from: string, to: string): Promise<boolean> {
  if (!(await isFolder(fileSystem, from))) return false;
  await makeFolders(fileSystem, path.dirname(to));
  await fileSystem.rename(from, to);
  await fileSystem.syncFolder(path.dirname(to));
  await fileSystem.syncFolder(path.dirname(from));
  return true;
}
