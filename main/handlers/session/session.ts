import type { CollectionView, RestOfCollection } from '../../../shared/contract/calls/collection.ts';
import type { Reply } from '../../../shared/contract/ipc.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { openingFault } from '../../faults/storage-fault.ts';
import type { ImageReader } from '../../images/image-reader.ts';
import { PagePictures, type PictureAnswer, pictureRequest } from '../../images/page-pictures.ts';
import { type SpellingThread, spellingThread } from '../../language/spelling-thread.ts';
import { TagSuggester } from '../../recognition/tag-suggester.ts';
import { CollectionSearch } from '../../search/collection-search.ts';
import { besideCollection } from '../../storage/backup/make-backup.ts';
import {
  type Collection,
  type CreateOutcome,
  createCollection,
  type OpenOutcome,
  openCollection,
} from '../../storage/collection/collection.ts';
import { documentsOf } from '../../storage/collection/named-documents.ts';
import { holderInWords } from '../../storage/disk/collection-lock.ts';
import { nodeFileSystem } from '../../storage/disk/file-system.ts';
import type { StorageContext } from '../../storage/disk/storage-context.ts';
import type { DocumentStore } from '../../storage/document/document-store.ts';
import type { PreferencesStore } from '../../storage/settings/preferences-store.ts';
import type { RecentCollections } from '../../storage/settings/recent-collections.ts';
import { workingCopiesFolder } from '../../storage/settings/user-folder.ts';
import { CollectionTexts } from '../../suspects/collection-texts.ts';
import { type SuspectFinder, suspectFinder } from '../../suspects/suspect-finder.ts';
import { ContactSheet } from '../../usecases/group-pages.ts';
import { VersionKeeper } from '../../versions/version-keeper.ts';
import { type JobContext, ownDataIn } from '../../workers/job.ts';
import { Choices } from './choices.ts';
import { done, refused } from './handler.ts';
import { RunningJobs } from './running-jobs.ts';
import type { Shell } from './shell.ts';

/** How long after the last change of a document its row of the collection table is made anew: it costs the whole document. */
const rowDelayMs = 1_500;

/** So many rows of the table come with the view of a collection: some screens of them. */
const firstRows = 200;

/** What looks for doubtful words of the open collection. */
interface Suspects {
  readonly finder: SuspectFinder;
  readonly texts: CollectionTexts;
  /** Aborted when the collection is closed. */
  readonly signal: AbortSignal;
}

/** What suggests tags in the open collection. */
interface Recognition {
  readonly suggester: TagSuggester;
  /** Aborted when the collection is closed. */
  readonly signal: AbortSignal;
}

/** What the window has open: one collection, and documents of it. */
export class CollectionSession {
  readonly shell: Shell;
  readonly preferences: PreferencesStore;
  readonly recent: RecentCollections;
  readonly jobs: RunningJobs;
  /** Collections among folders that a person wanted to import: they may be opened instead. */
  readonly foundCollections = new Set<string>();
  readonly choices: Choices;
  readonly sheet = new ContactSheet();
  readonly #documents = new Map<DocumentId, DocumentStore>();
  /** Documents that were open: the window may still wait for pictures of one as it leaves it. */
  readonly #closed = new Set<DocumentId>();
  readonly #keepers = new Map<DocumentId, VersionKeeper>();
  readonly #rowTimers = new Map<DocumentId, NodeJS.Timeout>();
  #collection: Collection | null = null;
  #pictures: PagePictures | null = null;
  #suspects: (Suspects & { readonly abort: AbortController }) | null = null;
  #search: CollectionSearch | null = null;
  #spelling: SpellingThread | null = null;
  #recognition: (Recognition & { readonly abort: AbortController }) | null = null;
  #atClose: (() => Promise<void>) | null = null;
  #lastDocument: DocumentId | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(shell: Shell, preferences: PreferencesStore, recent: RecentCollections) {
    this.shell = shell;
    this.preferences = preferences;
    this.recent = recent;
    this.jobs = new RunningJobs(shell);
    this.choices = new Choices(shell);
  }

  /** The open collection.
   *  @throws Error when there is none: the window asks for documents of a collection only while it shows one */
  get collection(): Collection {
    if (this.#collection === null) throw new Error('no collection is open');
    return this.#collection;
  }

  get hasCollection(): boolean {
    return this.#collection !== null;
  }

  /** The document that was opened last and is open still. */
  get lastDocument(): DocumentId | null {
    return this.#lastDocument;
  }

  /** Opens a collection in the place of the present one; for reading only when another program writes to it.
   *  @param createAs makes an empty one with this title when there is none */
  openCollection(folder: string, createAs?: string): Promise<Reply<CollectionView>> {
    return this.#inTurn(async () => {
      await this.#leaveMovedFolder();
      if (this.#collection?.folder === folder) return done(await this.view());
      const result = await this.#openOrCreate(folder, createAs);
      if (result.kind === 'opened') return done(await this.#show(result.collection));
      if (result.kind === 'not a collection') await this.recent.remove(folder);
      return refused(openingFault(result, folder));
    });
  }

  /** Opens the present collection, which is open for reading only, once more, for writing if it can be had.
   *  @param takeOver whether the person says that nobody works any more where it is open for writing */
  reopenCollection(takeOver: boolean): Promise<Reply<CollectionView>> {
    return this.#inTurn(async () => {
      const { folder } = this.collection;
      const result = await this.#openOrCreate(folder, undefined, takeOver);
      if (result.kind === 'opened') return done(await this.#show(result.collection));
      return refused(openingFault(result, folder));
    });
  }

  /** Makes an empty collection and opens it in the place of the present one. */
  newCollection(folder: string, title: string): Promise<Reply<CollectionView>> {
    return this.#inTurn(async () => {
      const created = await createCollection(folder, title, this.#storageContext());
      if (created.kind !== 'opened') return refused(openingFault(created, folder));
      return done(await this.#show(created.collection));
    });
  }

  /** Does something to the files of the open collection while none of its documents is open, and opens it anew. */
  exchange(work: (collection: Collection) => Promise<void>): Promise<Reply<CollectionView>> {
    return this.#inTurn(async () => {
      const { folder } = this.collection;
      await this.#closeDocuments();
      await work(this.collection);
      await this.#closeCollection();
      const result = await this.#openOrCreate(folder, undefined);
      return result.kind === 'opened'
        ? done(await this.#show(result.collection))
        : refused(openingFault(result, folder));
    });
  }

  /** Stops jobs, closes documents and the collection. */
  closeCollection(): Promise<void> {
    return this.#inTurn(() => this.#closeCollection());
  }

  /** What the window shows of the open collection. */
  async view(): Promise<CollectionView> {
    // Reading documents finds what there is to tell.
    const documents = await this.collection.firstSummaries(firstRows);
    const { folder, title, readOnly, holder, count, notices, headline, unreadable } = this.collection;
    const heldBy = holder && { inWords: holderInWords(holder), canTakeOver: holder.canTakeOver };
    const isWhole = count <= firstRows;
    return { folder, title, readOnly, heldBy, notices, headline, documents, isWhole, count, unreadable };
  }

  /** Sends the rows that `view` leaves out, until the collection is closed. */
  async sendRest(): Promise<RestOfCollection> {
    const { collection } = this;
    const { folder } = collection;
    for await (const documents of collection.summaryBatches(firstRows)) {
      if (this.#collection !== collection) break;
      this.shell.send('rows', { folder, documents });
    }
    const { notices, headline, unreadable } = collection;
    const rest = { folder, notices, headline, unreadable };
    this.shell.send('rows-end', rest);
    return rest;
  }

  openDocument(id: DocumentId): Promise<DocumentStore> {
    return this.#inTurn(async () => {
      const store = this.#documents.get(id) ?? (await this.collection.openDocument(id));
      if (!this.#documents.has(id)) this.#keepers.set(id, new VersionKeeper(store));
      this.#documents.set(id, store);
      this.#lastDocument = id;
      this.#showOpen();
      return store;
    });
  }

  /** Looks for doubtful words in the documents of the open collection. */
  get suspects(): Suspects {
    if (this.#suspects === null) {
      const abort = new AbortController();
      const finder = suspectFinder(this.shell.workers, ownDataIn(this.shell.userFolder).languages);
      this.#suspects = { finder, texts: new CollectionTexts(this.collection), signal: abort.signal, abort };
    }
    return this.#suspects;
  }

  /** Searches the texts of the open collection. */
  get search(): CollectionSearch {
    const { workers } = this.shell;
    const open = (): readonly DocumentStore[] => [...this.#documents.values()];
    this.#search ??= new CollectionSearch(workers, this.collection, open, (entry) => this.shell.log(entry));
    return this.#search;
  }

  /** Looks up what is written in fields. */
  get spelling(): SpellingThread {
    this.#spelling ??= spellingThread(this.shell.workers, ownDataIn(this.shell.userFolder).languages);
    return this.#spelling;
  }

  /** Suggests tags in the documents of the open collection. */
  get recognition(): Recognition {
    if (this.#recognition === null) {
      const abort = new AbortController();
      const suggester = new TagSuggester(this.collection, this.shell.workers);
      this.#recognition = { suggester, signal: abort.signal, abort };
    }
    return this.#recognition;
  }

  /** A document that the window has open; null when it has not. */
  openedDocument(id: DocumentId): DocumentStore | null {
    return this.#documents.get(id) ?? null;
  }

  /** Keeps versions of a document that the window has open; null when it has not. */
  versionKeeper(id: DocumentId): VersionKeeper | null {
    return this.#keepers.get(id) ?? null;
  }

  closeDocument(id: DocumentId): Promise<void> {
    return this.#inTurn(() => this.#closeDocument(id));
  }

  /** A collection whose folder was moved away may be the very one that is opened now: it would be in the way of itself. */
  async #leaveMovedFolder(): Promise<void> {
    if (this.#collection && !(await this.#collection.isThere())) await this.#closeCollection();
  }

  /** Closes the documents of a page that is no longer there; the last one stays known, so that the next page can open it. */
  closeDocuments(): Promise<void> {
    return this.#inTurn(async () => {
      const last = this.#lastDocument;
      await this.#closeDocuments();
      this.#lastDocument = last;
    });
  }

  /** Tells the window, after a pause in the changes, how a document's row in the collection table reads now. */
  rowChanged(store: DocumentStore): void {
    clearTimeout(this.#rowTimers.get(store.id));
    const tell = (): void => {
      this.#rowTimers.delete(store.id);
      this.shell.send('documents-changed', { documents: [store.summary()] });
    };
    this.#rowTimers.set(store.id, setTimeout(tell, rowDelayMs));
  }

  /** The picture that a path of the application's addresses names: of a document that the window has open, a small one of those on its contact
   *  sheet, and of nothing else. */
  async picture(pathname: string): Promise<PictureAnswer> {
    const request = pictureRequest(pathname);
    const store = request && this.#documents.get(request.document);
    const pictures = this.#pictures;
    if (store) return pictures?.picture(store, request) ?? 'closed';
    if (request && pictures && this.#collection && this.sheet.has(request))
      return documentsOf(this.#collection).withDocument(request.document, (one) => pictures.picture(one, request));
    return request && this.#closed.has(request.document) ? 'closed' : 'none';
  }

  /** Decodes page images of the open collection for small pictures.
   *  @throws Error when no collection is open */
  get imageReader(): ImageReader {
    if (this.#pictures === null) throw new Error('no collection is open');
    return this.#pictures.reader;
  }

  /** Says what is to end with the collection: one thing, such as a thread that was started for it. */
  atClose(end: () => Promise<void>): void {
    this.#atClose = end;
  }

  get jobContext(): JobContext {
    return {
      application: { name: 'Anchorite', version: this.shell.version },
      workers: this.shell.workers,
      startChild: this.shell.startChild,
      fileSystem: nodeFileSystem,
      ownData: ownDataIn(this.shell.userFolder),
      editors: [this.preferences.preferences.editor],
      ...(this.shell.printPdf && { printPdf: this.shell.printPdf }),
    };
  }

  async #openOrCreate(
    folder: string,
    createAs: string | undefined,
    takeOver = false,
  ): Promise<OpenOutcome | CreateOutcome> {
    const context = this.#storageContext();
    const opened = await openCollection(folder, Object.assign(this.#storageContext(), { takeOver }));
    if (opened.kind === 'locked') return openCollection(folder, { ...context, readOnly: true, holder: opened.holder });
    if (opened.kind === 'not a collection' && createAs !== undefined)
      return createCollection(folder, createAs, context);
    return opened;
  }

  async #show(collection: Collection): Promise<CollectionView> {
    await this.#closeCollection();
    this.#collection = collection;
    this.#pictures = new PagePictures(this.jobContext, collection.readOnly !== null, ({ what }) =>
      this.shell.log(what),
    );
    this.#showOpen();
    const { folder, title } = collection;
    await this.recent.add({ folder, title, opened: new Date().toISOString() });
    this.shell.showRecent(this.recent.list());
    return this.view();
  }

  async #closeCollection(): Promise<void> {
    await this.jobs.cancelAll();
    await this.#atClose?.();
    this.#atClose = null;
    this.#suspects?.abort.abort();
    await this.#suspects?.finder.close();
    this.#suspects = null;
    await this.#spelling?.close();
    this.#spelling = null;
    this.#recognition?.abort.abort();
    await this.#recognition?.suggester.close();
    this.#recognition = null;
    await this.#closeDocuments();
    await this.#search?.close();
    this.#search = null;
    const closing = this.#collection;
    await this.#pictures?.close();
    this.#pictures = null;
    this.#collection = null;
    this.#showOpen();
    await closing?.close();
  }

  async #closeDocuments(): Promise<void> {
    for (const id of [...this.#documents.keys()]) await this.#closeDocument(id);
  }

  async #closeDocument(id: DocumentId): Promise<void> {
    const store = this.#documents.get(id);
    if (!store) return;
    const keeper = this.#keepers.get(id);
    this.#documents.delete(id);
    this.#closed.add(id);
    this.#keepers.delete(id);
    if (this.#lastDocument === id) this.#lastDocument = null;
    clearTimeout(this.#rowTimers.get(id));
    this.#rowTimers.delete(id);
    this.#showOpen();
    await keeper?.finish();
    this.shell.send('documents-changed', { documents: [store.summary()] });
    await store.close();
  }

  #showOpen(): void {
    this.shell.showOpen({ collection: this.hasCollection, document: this.#documents.size > 0 });
  }

  /** Who edits may change while a collection is open: asked anew for each record. */
  #storageContext(): StorageContext {
    const { preferences } = this;
    return {
      fileSystem: nodeFileSystem,
      replica: preferences.preferences.replica,
      workingCopies: workingCopiesFolder(this.shell.userFolder),
      get editor() {
        return preferences.preferences.editor.siglum;
      },
      now: () => new Date(),
      backups: besideCollection,
      log: (entry) => this.shell.log(entry),
    };
  }

  /** Opening and closing come one after another. */
  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(act);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
