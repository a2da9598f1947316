import path from 'node:path';
import type { DocumentSummary, UnreadableDocument } from '../../../shared/contract/payloads/document-summary.ts';
import { type DocumentId, newDocumentId, type ReplicaId } from '../../../shared/document/identifier.ts';
import type { Vocabulary, VocabularyAct } from '../../../shared/document/vocabulary.ts';
import { TagTypes } from '../../../shared/tag-types/tag-types.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { type BackupOutcome, backupFaults, makeBackup } from '../backup/make-backup.ts';
import { CollectionAwayError, type CollectionLock, type LockHolder } from '../disk/collection-lock.ts';
import { documentFolder, facsimileFolder, keptPath } from '../disk/collection-paths.ts';
import { confined } from '../disk/confined-file-system.ts';
import type { JournalSize } from '../disk/journal-folder.ts';
import type { ConfinedContext } from '../disk/storage-context.ts';
import { type DocumentBranches, readBranches } from '../document/document-branches.ts';
import { JournalDocument } from '../document/journal-document.ts';
import { DocumentUnreadableError, loadDocument, lookAtDocument } from '../document/load-document.ts';
import { ImageDraft, imageNames } from '../document/page-images.ts';
import { type Salvaged, type SalvageOptions, stageBranch } from '../document/salvage-document.ts';
import { type AddedDocument, type NewDocument, sourceName, stageDocument } from '../document/stage-document.ts';
import { type CachedSummary, freshSummary } from '../document/summary-cache.ts';
import type { CollectionJournal } from '../journal/collection-journal.ts';
import { type CutOff, headlineOf, recoveredSentence } from '../journal/journal-messages.ts';
import { AppendRefusedError } from '../journal/journal-writer.ts';
import { quarantineFolder } from '../journal/quarantine.ts';
import { type CheckFinding, type CheckReport, checkDocuments } from './check-documents.ts';
import { CollectionDesk } from './collection-desk.ts';
import { EntityStore } from './entity-store.ts';
import { documentsNamed, type OpenedCollection } from './opened-collection.ts';
import { RemovedDocuments } from './removed-documents.ts';
import { SourceLedger } from './source-ledger.ts';
import { SummaryIndex } from './summary-index.ts';
import { SummaryReader } from './summary-reader.ts';
import { TagTypeStore } from './tag-type-store.ts';
import { tidyCollection } from './tidy-collection.ts';
import { removeEmptyFolders, removeNewFiles } from './unmake-collection.ts';

/** How many summaries come at a time of all of a large collection. */
const batchLength = 2_000;

/** A collection in its folder. */
export class FolderCollection {
  readonly folder: string;
  readonly id: string;
  readonly replica: ReplicaId;
  readonly title: string;
  readonly readOnly: string | null;
  readonly removed: RemovedDocuments;
  readonly sources: SourceLedger;
  readonly entities: EntityStore;
  readonly desk: CollectionDesk;
  readonly tagTypes: TagTypeStore;
  readonly holder: LockHolder | null;
  revision = 0;
  readonly #opened: OpenedCollection;
  readonly #documents: Map<DocumentId, string>;
  readonly #summaryIndex: SummaryIndex;
  readonly #rows: SummaryReader;
  readonly #notices: Set<string>;
  readonly #cutOff: CutOff[] = [];
  #unreadable: readonly UnreadableDocument[] = [];
  readonly #open = new Map<DocumentId, Promise<JournalDocument>>();
  /** Looking for what is new takes time in a large collection, so it is done only when something is. */
  #wantsBackup: boolean;

  constructor(opened: OpenedCollection) {
    this.folder = opened.folder;
    this.id = opened.id;
    this.replica = opened.context.replica;
    this.title = opened.title;
    this.readOnly = opened.readOnly;
    this.holder = opened.holder;
    this.#opened = opened;
    this.#documents = new Map(opened.documents);
    this.#summaryIndex = new SummaryIndex(opened.context.fileSystem, opened.folder);
    this.#rows = new SummaryReader({
      fileSystem: opened.context.fileSystem,
      folder: opened.folder,
      index: this.#summaryIndex,
      isOpen: (id) => this.#open.has(id),
      open: (id) => this.openDocument(id),
      onFound: (document) => this.#noteFound(document),
      onUnreadable: (error) => this.#notices.add(error.sentence),
      sourceOf: (id) => this.#documents.get(id) ?? id,
    });
    this.removed = new RemovedDocuments({
      ...opened,
      documents: this.#documents,
      writable: () => this.#writable(),
      isInUse: (id) => this.#isInUse(id),
    });
    this.sources = new SourceLedger({
      fileSystem: opened.context.fileSystem,
      folder: opened.folder,
      documents: this.#documents,
      imagesOf: async (id) => (await lookAtDocument(opened.context, opened.folder, id))?.replay.state.pages ?? [],
    });
    this.desk = new CollectionDesk({ ...opened, writable: () => this.#writable() });
    this.entities = new EntityStore({ ...opened, collection: opened.id });
    this.tagTypes = new TagTypeStore(new TagTypes(opened.desk.tagTypes), (entry) => this.desk.keep(entry));
    this.#wantsBackup = opened.isUnsaved;
    this.#notices = new Set(opened.notices);
    if (opened.cutOff) this.#noteCutOff(opened.cutOff);
  }

  get notices(): readonly string[] {
    return [...this.#notices, ...this.entities.notices];
  }

  get headline(): string | null {
    return headlineOf(this.notices, this.#cutOff);
  }

  get unreadable(): readonly UnreadableDocument[] {
    return this.#unreadable;
  }

  async isThere(): Promise<boolean> {
    return (await this.#opened.lock?.isThere()) ?? true;
  }

  get vocabulary(): Vocabulary {
    return this.desk.vocabulary;
  }

  learn(changes: readonly VocabularyAct[]): Promise<void> {
    return this.desk.learn(changes);
  }

  get count(): number {
    return this.#documents.size;
  }

  async summaries(): Promise<readonly DocumentSummary[]> {
    const all: DocumentSummary[] = [];
    for await (const some of this.summaryBatches()) for (const summary of some) all.push(summary);
    return all;
  }

  async firstSummaries(most: number): Promise<readonly DocumentSummary[]> {
    const some = await this.#rows.of([...this.#documents.keys()].slice(0, most));
    if (this.#documents.size <= most) this.#unreadable = some.unreadable;
    return some.summaries;
  }

  async *summaryBatches(from = 0, most = Number.POSITIVE_INFINITY): AsyncGenerator<readonly DocumentSummary[]> {
    const ids = [...this.#documents.keys()].slice(from, from + most);
    const unreadable: UnreadableDocument[] = [];
    for (let start = 0; start < ids.length; start += batchLength) {
      const some = await this.#rows.of(ids.slice(start, start + batchLength).filter((id) => this.#documents.has(id)));
      unreadable.push(...some.unreadable);
      yield some.summaries;
    }
    this.#unreadable = unreadable;
  }

  journalsOf(id: DocumentId): JournalSize | null {
    return this.#open.has(id) ? null : this.#summaryIndex.journalsOf(id);
  }

  async draftImages(document?: DocumentId): Promise<ImageDraft> {
    const { context, lock } = this.#writable();
    await lock.confirm();
    const taken =
      document === undefined
        ? []
        : await imageNames(context.fileSystem, facsimileFolder(documentFolder(this.folder, document)));
    return new ImageDraft(context, this.folder, taken);
  }

  async addDocument(added: NewDocument, draft?: ImageDraft): Promise<DocumentSummary> {
    const [summary] = await this.addDocuments([{ added, ...(draft && { draft }) }]);
    if (!summary) throw new TypeError('a document was added that has no summary');
    return summary;
  }

  async addDocuments(documents: readonly AddedDocument[]): Promise<readonly DocumentSummary[]> {
    const { context, journal, lock } = this.#writable();
    await lock.confirm();
    const named = documents.map(({ added, draft }) => ({ id: draft?.id ?? newDocumentId(), added }));
    const staged = await Promise.allSettled(
      named.map(({ id, added }) => stageDocument(context, this.folder, id, this.desk.asImported(added))),
    );
    // In their order, and on the disk with one sync.
    const whole = named.filter((_, at) => staged[at]?.status === 'fulfilled');
    await Promise.all(
      whole.map(({ id, added }) =>
        journal.append({ kind: 'document', payload: { act: 'added', id, source: sourceName(added) } }),
      ),
    );
    for (const { id, added } of whole) {
      this.#documents.set(id, sourceName(added));
      this.sources.note(id, added);
    }
    const summaries = await Promise.all(whole.map(({ id }) => this.#makeHint(id)));
    for (const outcome of staged) if (outcome.status === 'rejected') throw outcome.reason;
    return summaries;
  }

  branches(id: DocumentId): Promise<DocumentBranches> {
    return readBranches(this.#opened.context.fileSystem, this.folder, id);
  }

  async salvage(id: DocumentId, { tip, replace }: SalvageOptions): Promise<Salvaged> {
    const { context, journal, lock } = this.#writable();
    if (await this.#isInUse(id)) throw new AppendRefusedError('in use', `${id} is open`);
    const found = await this.branches(id);
    const branch = tip === undefined ? found.branches[0] : found.branches.find((one) => one.tip === tip);
    const source = this.#documents.get(id) ?? branch?.state.source.name ?? id;
    if (!branch)
      throw new DocumentUnreadableError(
        id,
        inEnglish`Nothing of “${source}” can be read; bring it back from a backup.`,
      );
    await lock.confirm();
    const salvaged = newDocumentId();
    await stageBranch(context, this.folder, id, branch, salvaged);
    await journal.append({ kind: 'document', payload: { act: 'added', id: salvaged, source } });
    this.#documents.set(salvaged, source);
    let kept: string | null = null;
    if (replace) {
      await journal.append({ kind: 'document', payload: { act: 'replaced', id, by: salvaged } });
      this.#documents.delete(id);
      this.#open.delete(id);
      kept = keptPath(this.folder, await quarantineFolder(context, this.folder, id));
    }
    await this.#makeHint(salvaged);
    return { id: salvaged, kept };
  }

  named(name: string): readonly DocumentId[] {
    return documentsNamed(this.#documents, name);
  }

  async openDocument(id: DocumentId): Promise<JournalDocument> {
    for (let open = this.#open.get(id); open; open = this.#open.get(id)) {
      const document = await open;
      if (document.share()) return document;
      await document.settled();
      this.#wantsBackup ||= document.isChanged;
      if (this.#open.get(id) === open) this.#open.delete(id);
    }
    const loading = this.#load(id);
    this.#open.set(id, loading);
    loading.catch(() => this.#open.delete(id));
    return loading;
  }

  check(): Promise<CheckReport> {
    const { context } = this.#opened;
    const isShared = (id: DocumentId): boolean => this.#opened.isShared || this.#open.has(id);
    return checkDocuments({ context, folder: this.folder, documents: this.#documents, isShared });
  }

  async backUp(backups: string): Promise<BackupOutcome> {
    const { context, lock } = this.#writable();
    for (const open of this.#open.values()) await (await open).settled();
    await lock.confirm();
    return makeBackup(context, this.folder, backups);
  }

  close(): Promise<void> {
    return this.#close(async () => undefined);
  }

  async closeNew(folders: readonly string[]): Promise<'kept' | 'empty' | 'removed'> {
    const { fileSystem } = this.#opened.context;
    const known = this.#documents.size + this.tagTypes.types.groups.length;
    const isEmpty = known === 0 && !this.entities.isChanged && this.desk.isEmpty;
    let isRemoved = false;
    await this.#close(async (lock) => {
      if (!isEmpty || folders.length === 0) return;
      await lock.confirm();
      isRemoved = await removeNewFiles(fileSystem, this.folder);
    });
    // Those above the collection are no part of it.
    if (isRemoved) await removeEmptyFolders(await confined(fileSystem, path.dirname(folders.at(-1) ?? '')), folders);
    return isRemoved ? 'removed' : isEmpty ? 'empty' : 'kept';
  }

  /** @param last what is done when nothing is open any more and all went well, before the lock is given back */
  async #close(last: (lock: CollectionLock) => Promise<void>): Promise<void> {
    const { context, journal, lock } = this.#opened;
    const faults: unknown[] = [];
    const closing = [...this.#open.values()].map(async (open) => {
      const document = await open;
      await document.closeForAll();
      this.#wantsBackup ||= document.isChanged;
    });
    for (const outcome of await Promise.allSettled([...closing, journal?.close(), this.entities.close()]))
      if (outcome.status === 'rejected') faults.push(outcome.reason);
    this.#open.clear();
    if (this.readOnly === null && lock) {
      await this.#summaryIndex.write(lock, [...this.#documents.keys()], context.log);
      await this.sources.write(lock, context.log);
    }
    if (faults.length === 0) await this.#backUp();
    try {
      await context.workingCopy?.keep();
      if (faults.length === 0 && lock) await last(lock);
    } finally {
      await lock?.release();
    }
    if (faults.length > 0) throw faults[0];
  }

  async tidy(): Promise<readonly CheckFinding[]> {
    const { lock } = this.#opened;
    if (this.readOnly !== null || !lock) return [];
    await lock.confirm();
    return tidyCollection({
      context: this.#opened.context,
      folder: this.folder,
      documents: this.#documents,
      isInUse: (id) => this.#isInUse(id),
      open: (id) => this.openDocument(id),
    });
  }

  /** What writing to the collection's own journal takes.
   *  @throws AppendRefusedError when the collection is read-only */
  #writable(): { context: ConfinedContext; journal: CollectionJournal; lock: CollectionLock } {
    const { context, journal, lock } = this.#opened;
    if (this.readOnly !== null || !journal || !lock)
      throw new AppendRefusedError('read-only', this.readOnly ?? inEnglish`The collection is open for reading only.`);
    this.#wantsBackup = true;
    this.revision += 1;
    return { context, journal, lock };
  }

  async #makeHint(id: DocumentId): Promise<DocumentSummary> {
    const document = await this.openDocument(id);
    const open = this.#open.get(id);
    try {
      await document.writeHint();
      return document.summary();
    } finally {
      await document.close();
      // Thousands may come in a row: one that nobody uses any more is not kept in memory.
      if (document.share()) await document.close();
      else if (this.#open.get(id) === open) this.#open.delete(id);
    }
  }

  #noteCutOff(cutOff: CutOff): void {
    const sentence = recoveredSentence(cutOff);
    if (!this.#cutOff.some((known) => recoveredSentence(known) === sentence)) this.#cutOff.push(cutOff);
    this.#notices.add(sentence);
  }

  async #isInUse(id: DocumentId): Promise<boolean> {
    const open = await this.#open.get(id);
    if (!open?.share()) return false;
    await open.close();
    return true;
  }

  /** Never keeps a collection from being closed: what is backed up is on the disk. */
  async #backUp(): Promise<void> {
    const { context, lock } = this.#opened;
    if (this.readOnly !== null || !lock || !context.backups || !(this.#wantsBackup || this.entities.isChanged)) return;
    try {
      await lock.confirm();
      const outcome = await makeBackup(context, this.folder, context.backups(this.folder));
      for (const what of backupFaults(outcome)) context.log?.(`The backup of ${this.folder}: ${what}`);
    } catch (error) {
      context.log?.(`${this.folder} could not be backed up: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** What reading a document found that nobody had open: else a person would hear of it only when opening it. */
  #noteFound({ cutOff, notices, trouble, readOnly }: JournalDocument): void {
    if (cutOff) this.#noteCutOff(cutOff);
    for (const notice of notices) this.#notices.add(notice);
    if (trouble !== null && readOnly !== null && readOnly !== this.readOnly) this.#notices.add(readOnly);
  }

  async #load(id: DocumentId): Promise<JournalDocument> {
    const { context, lock, isShared } = this.#opened;
    // Else it would read as a document that has not arrived.
    if (!(await this.isThere())) throw new CollectionAwayError(this.folder);
    const source = this.#documents.get(id);
    if (source === undefined) throw new DocumentUnreadableError(id, `There is no document ${id} in this collection.`);
    const { folder, readOnly } = this;
    const name = `“${source}”`;
    const mayRecover = async (): Promise<boolean> => {
      await lock?.confirm();
      return lock !== null && readOnly === null;
    };
    const { fileSystem, replica, log } = context;
    const loaded = await loadDocument({ fileSystem, replica, folder, id, name, mayRecover, isShared, log });
    const hint = await freshSummary(fileSystem, folder, id);
    const onHint = ({ summary, journal }: CachedSummary): void => {
      this.revision += 1;
      this.#summaryIndex.note(summary, journal);
    };
    const document = new JournalDocument({ context, folder, id, name, loaded, lock, readOnly, onHint });
    if (hint) document.takeHint(hint);
    return document;
  }
}
