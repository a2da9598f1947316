import type { EventName, Events } from '../../../shared/contract/ipc.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { ImageReader } from '../../images/image-reader.ts';
import { PagePictures, type PictureAnswer, type PictureRequest } from '../../images/page-pictures.ts';
import { type SpellingThread, spellingThread } from '../../language/spelling-thread.ts';
import { TagSuggester } from '../../recognition/tag-suggester.ts';
import { CollectionSearch } from '../../search/collection-search.ts';
import type { Collection } from '../../storage/collection/collection.ts';
import { documentsOf } from '../../storage/collection/named-documents.ts';
import type { DocumentStore } from '../../storage/document/document-store.ts';
import { CollectionTexts } from '../../suspects/collection-texts.ts';
import { type SuspectFinder, suspectFinder } from '../../suspects/suspect-finder.ts';
import type { ContactSheet } from '../../usecases/group-pages.ts';
import { VersionKeeper } from '../../versions/version-keeper.ts';
import { type JobContext, ownDataIn } from '../../workers/job.ts';
import type { Shell } from './shell.ts';

/** How long after the last change of a document its row of the collection table is made anew: it costs the whole document. */
const rowDelayMs = 1_500;

/** What looks for doubtful words of a collection. */
export interface Suspects {
  readonly finder: SuspectFinder;
  readonly texts: CollectionTexts;
  /** Aborted when the collection is closed. */
  readonly signal: AbortSignal;
}

/** What suggests tags in a collection. */
export interface Recognition {
  readonly suggester: TagSuggester;
  /** Aborted when the collection is closed. */
  readonly signal: AbortSignal;
}

/** A window, as far as a collection that it shows has to do with it. */
export interface Viewer {
  readonly shell: Pick<Shell, 'send' | 'comeForward'>;
  /** The documents on its contact sheet. */
  readonly sheet: ContactSheet;
  /** Which of its documents is open has changed. */
  showOpen(): void;
  /** Ends what the window has running on the collection. */
  endWork(): Promise<void>;
  /** The collection was lost: it could not be opened again after its files were exchanged. */
  collectionGone(): void;
}

/** A document that a window has open. */
interface HeldDocument {
  readonly store: DocumentStore;
  readonly keeper: VersionKeeper;
  readonly viewer: Viewer;
}

/** What of the program a collection works with. */
type Surroundings = Pick<Shell, 'workers' | 'userFolder' | 'log'> & { readonly jobContext: JobContext };

/** A collection that one window or several show, with all that works on it. A document is open in one of them at a time: whoever types
 *  builds on what is there, so two would be in each other's way. */
export class OpenCollection {
  readonly viewers = new Set<Viewer>();
  readonly folder: string;
  readonly #around: Surroundings;
  readonly #documents = new Map<DocumentId, HeldDocument>();
  /** Documents that were open: a window may still wait for pictures of one as it leaves it. */
  readonly #closed = new Set<DocumentId>();
  readonly #rowTimers = new Map<DocumentId, NodeJS.Timeout>();
  /** What waits for a document to be closed. */
  readonly #awaiting = new Map<DocumentId, (() => void)[]>();
  #collection: Collection | null;
  #pictures: PagePictures | null;
  #suspects: (Suspects & { readonly abort: AbortController }) | null = null;
  #search: CollectionSearch | null = null;
  #spelling: SpellingThread | null = null;
  #recognition: (Recognition & { readonly abort: AbortController }) | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(collection: Collection, around: Surroundings) {
    this.folder = collection.folder;
    this.#around = around;
    this.#collection = collection;
    this.#pictures = this.#picturesOf(collection);
  }

  /** @throws Error while its files are being exchanged, and after it was closed */
  get collection(): Collection {
    if (this.#collection === null) throw new Error('no collection is open');
    return this.#collection;
  }

  /** Tells the windows that show it, but for one. */
  tell<E extends EventName>(event: E, value: Events[E], except: Viewer | null = null): void {
    for (const viewer of this.viewers) if (viewer !== except) viewer.shell.send(event, value);
  }

  /** Which window has a document open; null when none has. */
  viewerOf(id: DocumentId): Viewer | null {
    return this.#documents.get(id)?.viewer ?? null;
  }

  /** The documents that other windows than this one have open. */
  heldByOthers(viewer: Viewer): readonly DocumentId[] {
    return [...this.#documents].flatMap(([id, held]) => (held.viewer === viewer ? [] : [id]));
  }

  /** What a document is called that is open in a window. */
  titleOf(id: DocumentId): string {
    const state = this.#documents.get(id)?.store.state;
    return state?.metadata.title || state?.source.name || id;
  }

  /** A document that this window has open; null when it has not. */
  held(viewer: Viewer, id: DocumentId): Pick<HeldDocument, 'store' | 'keeper'> | null {
    const held = this.#documents.get(id);
    return held?.viewer === viewer ? held : null;
  }

  hasDocument(viewer: Viewer): boolean {
    return [...this.#documents.values()].some((held) => held.viewer === viewer);
  }

  /** Opens a document for a window.
   *  @returns null when another window has it */
  openDocument(viewer: Viewer, id: DocumentId): Promise<DocumentStore | null> {
    return this.inTurn(async () => {
      const held = this.#documents.get(id);
      if (held) return held.viewer === viewer ? held.store : null;
      const store = await this.collection.openDocument(id);
      this.#documents.set(id, { store, keeper: new VersionKeeper(store), viewer });
      viewer.showOpen();
      return store;
    });
  }

  /** Closes a document, if this window has it open. */
  closeDocument(viewer: Viewer, id: DocumentId): Promise<void> {
    return this.inTurn(() => this.#closeDocument(viewer, id));
  }

  closeDocumentsOf(viewer: Viewer): Promise<void> {
    return this.inTurn(async () => {
      for (const id of [...this.#documents.keys()]) await this.#closeDocument(viewer, id);
    });
  }

  async #closeDocument(viewer: Viewer, id: DocumentId): Promise<void> {
    const held = this.#documents.get(id);
    if (held?.viewer !== viewer) return;
    const { store, keeper } = held;
    this.#documents.delete(id);
    this.#closed.add(id);
    clearTimeout(this.#rowTimers.get(id));
    this.#rowTimers.delete(id);
    viewer.showOpen();
    await keeper.finish();
    this.tell('documents-changed', { documents: [store.summary()] });
    await store.close();
    for (const go of this.#awaiting.get(id) ?? []) go();
    this.#awaiting.delete(id);
  }

  /** Waits until a document is open in no window.
   *  @returns whether that came to be within so many milliseconds */
  whenClosed(id: DocumentId, limitMs: number): Promise<boolean> {
    if (!this.#documents.has(id)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), limitMs);
      const closed = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      this.#awaiting.set(id, [...(this.#awaiting.get(id) ?? []), closed]);
    });
  }

  /** Tells the windows, after a pause in the changes, how a document's row in the collection table reads now. */
  rowChanged(store: DocumentStore): void {
    // What was found out about a document that was closed meanwhile is nothing that its row says: others may be at work on it.
    if (this.#documents.get(store.id)?.store !== store) return;
    clearTimeout(this.#rowTimers.get(store.id));
    const tell = (): void => {
      this.#rowTimers.delete(store.id);
      this.tell('documents-changed', { documents: [store.summary()] });
    };
    this.#rowTimers.set(store.id, setTimeout(tell, rowDelayMs));
  }

  /** Looks for doubtful words in its documents. */
  get suspects(): Suspects {
    if (this.#suspects === null) {
      const abort = new AbortController();
      const finder = suspectFinder(this.#around.workers, ownDataIn(this.#around.userFolder).languages);
      this.#suspects = { finder, texts: new CollectionTexts(this.collection), signal: abort.signal, abort };
    }
    return this.#suspects;
  }

  /** Searches its texts. */
  get search(): CollectionSearch {
    const { workers, log } = this.#around;
    const open = (): readonly DocumentStore[] => [...this.#documents.values()].map(({ store }) => store);
    this.#search ??= new CollectionSearch(workers, this.collection, open, log);
    return this.#search;
  }

  /** Looks up what is written in fields. */
  get spelling(): SpellingThread {
    this.#spelling ??= spellingThread(this.#around.workers, ownDataIn(this.#around.userFolder).languages);
    return this.#spelling;
  }

  /** Suggests tags in its documents. */
  get recognition(): Recognition {
    if (this.#recognition === null) {
      const abort = new AbortController();
      const suggester = new TagSuggester(this.collection, this.#around.workers);
      this.#recognition = { suggester, signal: abort.signal, abort };
    }
    return this.#recognition;
  }

  /** Decodes its page images for small pictures.
   *  @throws Error when it is closed */
  get imageReader(): ImageReader {
    if (this.#pictures === null) throw new Error('no collection is open');
    return this.#pictures.reader;
  }

  /** A picture of a document that a window has open, a small one of those on its contact sheet, and of nothing else. */
  async picture(request: PictureRequest): Promise<PictureAnswer> {
    const held = this.#documents.get(request.document);
    const pictures = this.#pictures;
    if (held) return pictures?.picture(held.store, request) ?? 'closed';
    if (pictures && this.#collection && [...this.viewers].some(({ sheet }) => sheet.has(request)))
      return documentsOf(this.#collection).withDocument(request.document, (one) => pictures.picture(one, request));
    return this.#closed.has(request.document) ? 'closed' : 'none';
  }

  /** Does something to its files while none of its documents is open, and goes on with the collection as `open` gives it then.
   *  @returns whether it could be opened again; else the windows have lost it */
  exchange(work: (collection: Collection) => Promise<void>, open: () => Promise<Collection | null>): Promise<boolean> {
    return this.inTurn(async () => {
      await this.#closeDocuments();
      await work(this.collection);
      await this.#close();
      const collection = await open();
      if (collection === null) {
        for (const viewer of [...this.viewers]) viewer.collectionGone();
        return false;
      }
      this.#collection = collection;
      this.#pictures = this.#picturesOf(collection);
      for (const viewer of this.viewers) viewer.showOpen();
      return true;
    });
  }

  /** Stops jobs, closes documents and the collection.
   *  @throws JournalMismatchError when the disk does not hold what was acknowledged */
  close(): Promise<void> {
    return this.inTurn(() => this.#close());
  }

  async #close(): Promise<void> {
    for (const viewer of this.viewers) await viewer.endWork();
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
    await closing?.close();
  }

  async #closeDocuments(): Promise<void> {
    for (const [id, { viewer }] of [...this.#documents]) await this.#closeDocument(viewer, id);
  }

  #picturesOf(collection: Collection): PagePictures {
    return new PagePictures(this.#around.jobContext, collection.readOnly !== null, ({ what }) =>
      this.#around.log(what),
    );
  }

  /** Opening and closing come one after another. */
  inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(act);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
