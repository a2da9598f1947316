import type { CollectionView, RestOfCollection } from '../../../shared/contract/calls/collection.ts';
import type { Reply } from '../../../shared/contract/ipc.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { openingFault } from '../../faults/storage-fault.ts';
import type { ImageReader } from '../../images/image-reader.ts';
import type { SpellingThread } from '../../language/spelling-thread.ts';
import type { CollectionSearch } from '../../search/collection-search.ts';
import type { Collection } from '../../storage/collection/collection.ts';
import { holderInWords } from '../../storage/disk/collection-lock.ts';
import type { DocumentStore } from '../../storage/document/document-store.ts';
import type { PreferencesStore } from '../../storage/settings/preferences-store.ts';
import type { RecentCollections } from '../../storage/settings/recent-collections.ts';
import { ContactSheet } from '../../usecases/group-pages.ts';
import type { VersionKeeper } from '../../versions/version-keeper.ts';
import type { JobContext } from '../../workers/job.ts';
import { Choices } from './choices.ts';
import { done, refused } from './handler.ts';
import type { OpenCollection, Recognition, Suspects, Viewer } from './open-collection.ts';
import type { OpenCollections, OpeningFailure } from './open-collections.ts';
import { RunningJobs } from './running-jobs.ts';
import type { Shell } from './shell.ts';

/** So many rows of the table come with the view of a collection: some screens of them. */
const firstRows = 200;

/** What one window has open: a collection, which other windows may show too, and documents of it, which no other window has open. */
export class CollectionSession implements Viewer {
  readonly shell: Shell;
  readonly preferences: PreferencesStore;
  readonly recent: RecentCollections;
  readonly collections: OpenCollections;
  readonly jobs: RunningJobs;
  /** Collections among folders that a person wanted to import: they may be opened instead. */
  readonly foundCollections = new Set<string>();
  readonly choices: Choices;
  readonly sheet = new ContactSheet();
  #open: OpenCollection | null = null;
  #atClose: (() => Promise<void>) | null = null;
  #lastDocument: DocumentId | null = null;

  constructor(shell: Shell, preferences: PreferencesStore, recent: RecentCollections, collections: OpenCollections) {
    this.shell = shell;
    this.preferences = preferences;
    this.recent = recent;
    this.collections = collections;
    this.jobs = new RunningJobs(shell);
    this.choices = new Choices(shell);
  }

  /** The open collection, as all windows have it that show it.
   *  @throws Error when there is none: the window asks for documents of a collection only while it shows one */
  get shared(): OpenCollection {
    if (this.#open === null) throw new Error('no collection is open');
    return this.#open;
  }

  /** The open collection.
   *  @throws Error when there is none */
  get collection(): Collection {
    return this.shared.collection;
  }

  get hasCollection(): boolean {
    return this.#open !== null;
  }

  /** The document that was opened last and is open still. */
  get lastDocument(): DocumentId | null {
    return this.#lastDocument;
  }

  /** Opens a collection in the place of the present one; for reading only when another program writes to it.
   *  @param createAs makes an empty one with this title when there is none */
  openCollection(folder: string, createAs?: string): Promise<Reply<CollectionView>> {
    return this.collections.inTurn(async () => {
      await this.#leaveMovedFolder();
      if (this.#open !== null && (await this.collections.of(folder)) === this.#open) return done(await this.view());
      const opened = await this.collections.join(this, folder, { createAs });
      if (!('kind' in opened)) return done(await this.#show(opened));
      if (opened.kind === 'not a collection') await this.recent.remove(folder);
      return refused(openingFault(opened, folder));
    });
  }

  /** Opens the present collection, which is open for reading only, once more, for writing if it can be had.
   *  @param takeOver whether the person says that nobody works any more where it is open for writing */
  reopenCollection(takeOver: boolean): Promise<Reply<CollectionView>> {
    return this.#exchange(async () => undefined, takeOver);
  }

  /** Makes an empty collection and opens it in the place of the present one. */
  newCollection(folder: string, title: string): Promise<Reply<CollectionView>> {
    return this.collections.inTurn(async () => {
      const created = await this.collections.create(this, folder, title);
      return 'kind' in created ? refused(openingFault(created, folder)) : done(await this.#show(created));
    });
  }

  /** Does something to the files of the open collection while none of its documents is open, and opens it anew. */
  exchange(work: (collection: Collection) => Promise<void>): Promise<Reply<CollectionView>> {
    return this.#exchange(work, false);
  }

  async #exchange(work: (collection: Collection) => Promise<void>, takeOver: boolean): Promise<Reply<CollectionView>> {
    const open = this.shared;
    this.#lastDocument = null;
    let failure: OpeningFailure | null = null;
    const isOpen = await open.exchange(work, async () => {
      const result = await this.collections.open(open.folder, { takeOver });
      if (result.kind === 'opened') return result.collection;
      failure = result;
      return null;
    });
    if (isOpen) return done(await this.view());
    this.collections.forget(open);
    return refused(openingFault(failure ?? { kind: 'not a collection' }, open.folder));
  }

  /** Stops jobs, closes documents, and the collection if no other window shows it. */
  closeCollection(): Promise<void> {
    return this.collections.inTurn(() => this.#leave());
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
    const { collection, shared } = this;
    const { folder } = collection;
    for await (const documents of collection.summaryBatches(firstRows)) {
      if (this.#open !== shared || shared.collection !== collection) break;
      this.shell.send('rows', { folder, documents });
    }
    const { notices, headline, unreadable } = collection;
    const rest = { folder, notices, headline, unreadable };
    this.shell.send('rows-end', rest);
    return rest;
  }

  /** Opens a document; null when another window has it open. */
  async openDocument(id: DocumentId): Promise<DocumentStore | null> {
    const store = await this.shared.openDocument(this, id);
    if (store) this.#lastDocument = id;
    return store;
  }

  /** Looks for doubtful words in the documents of the open collection. */
  get suspects(): Suspects {
    return this.shared.suspects;
  }

  /** Searches the texts of the open collection. */
  get search(): CollectionSearch {
    return this.shared.search;
  }

  /** Looks up what is written in fields. */
  get spelling(): SpellingThread {
    return this.shared.spelling;
  }

  /** Suggests tags in the documents of the open collection. */
  get recognition(): Recognition {
    return this.shared.recognition;
  }

  /** A document that the window has open; null when it has not. */
  openedDocument(id: DocumentId): DocumentStore | null {
    return this.#open?.held(this, id)?.store ?? null;
  }

  /** Keeps versions of a document that the window has open; null when it has not. */
  versionKeeper(id: DocumentId): VersionKeeper | null {
    return this.#open?.held(this, id)?.keeper ?? null;
  }

  async closeDocument(id: DocumentId): Promise<void> {
    if (this.#lastDocument === id) this.#lastDocument = null;
    await this.#open?.closeDocument(this, id);
  }

  /** Closes the documents of a page that is no longer there; the last one stays known, so that the next page can open it. */
  async closeDocuments(): Promise<void> {
    await this.#open?.closeDocumentsOf(this);
  }

  /** Tells the windows, after a pause in the changes, how a document's row in the collection table reads now. */
  rowChanged(store: DocumentStore): void {
    this.shared.rowChanged(store);
  }

  /** Decodes page images of the open collection for small pictures.
   *  @throws Error when no collection is open */
  get imageReader(): ImageReader {
    return this.shared.imageReader;
  }

  /** Says what is to end with the collection: one thing, such as a thread that was started for it. */
  atClose(end: () => Promise<void>): void {
    this.#atClose = end;
  }

  get jobContext(): JobContext {
    return this.collections.jobContext;
  }

  showOpen(): void {
    this.shell.showOpen({ collection: this.hasCollection, document: this.#open?.hasDocument(this) ?? false });
  }

  async endWork(): Promise<void> {
    await this.jobs.cancelAll();
    await this.#atClose?.();
    this.#atClose = null;
  }

  collectionGone(): void {
    const open = this.#open;
    this.#open = null;
    this.#lastDocument = null;
    open?.viewers.delete(this);
    this.showOpen();
    if (open) this.shell.send('collection-gone', { folder: open.folder });
  }

  async #show(open: OpenCollection): Promise<CollectionView> {
    await this.#leave();
    this.#open = open;
    this.showOpen();
    const { folder, title } = open.collection;
    await this.recent.add({ folder, title, opened: new Date().toISOString() });
    this.shell.showRecent(this.recent.list());
    return this.view();
  }

  /** A collection whose folder was moved away may be the very one that is opened now: it would be in the way of itself. */
  async #leaveMovedFolder(): Promise<void> {
    if (this.#open && !(await this.collection.isThere())) await this.#leave();
  }

  async #leave(): Promise<void> {
    const open = this.#open;
    if (open === null) return this.endWork();
    try {
      await this.collections.leave(this, open);
    } finally {
      this.#open = null;
      this.#lastDocument = null;
      this.showOpen();
    }
  }
}
