import path from 'node:path';
import { type PictureAnswer, pictureRequest } from '../../images/page-pictures.ts';
import { besideCollection } from '../../storage/backup/make-backup.ts';
import {
  type Collection,
  type CreateOutcome,
  createCollection,
  type OpenOutcome,
  openCollection,
} from '../../storage/collection/collection.ts';
import { errorCode, nodeFileSystem } from '../../storage/disk/file-system.ts';
import type { StorageContext } from '../../storage/disk/storage-context.ts';
import type { PreferencesStore } from '../../storage/settings/preferences-store.ts';
import { workingCopiesFolder } from '../../storage/settings/user-folder.ts';
import { type JobContext, ownDataIn } from '../../workers/job.ts';
import { OpenCollection, type Viewer } from './open-collection.ts';
import type { Shell } from './shell.ts';

/** What of the program is the same for all windows. */
type Program = Pick<Shell, 'version' | 'workers' | 'startChild' | 'userFolder' | 'printPdf' | 'log'>;

/** How a collection is to be opened. */
interface Opening {
  /** Makes an empty one with this title when there is none. */
  readonly createAs?: string | undefined;
  /** The person says that nobody works any more where it is open for writing. */
  readonly takeOver?: boolean;
}

/** The collections that windows have open: one of each folder, however many windows show it. It is closed with the last of them. */
export class OpenCollections {
  readonly #program: Program;
  readonly #preferences: Pick<PreferencesStore, 'preferences'>;
  /** By the real path of the folder. */
  readonly #open = new Map<string, OpenCollection>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(program: Program, preferences: Pick<PreferencesStore, 'preferences'>) {
    this.#program = program;
    this.#preferences = preferences;
  }

  get jobContext(): JobContext {
    const { version, workers, startChild, userFolder, printPdf } = this.#program;
    return {
      application: { name: 'Anchorite', version },
      workers,
      startChild,
      fileSystem: nodeFileSystem,
      ownData: ownDataIn(userFolder),
      editors: [this.#preferences.preferences.editor],
      ...(printPdf && { printPdf }),
    };
  }

  /** Opens a collection for a window, or joins the windows that have it open; for reading only when another program writes to it. In turn. */
  async join(viewer: Viewer, folder: string, opening: Opening = {}): Promise<OpenCollection | OpeningFailure> {
    const known = await this.of(folder);
    // Its files may be on the point of being exchanged.
    await known?.inTurn(async () => undefined);
    if (known && [...this.#open.values()].includes(known)) return this.#joined(known, viewer);
    const result = await this.open(folder, opening);
    return result.kind === 'opened' ? this.#add(result.collection, viewer) : result;
  }

  /** Makes an empty collection and opens it for a window. In turn. */
  async create(viewer: Viewer, folder: string, title: string): Promise<OpenCollection | OpeningFailure> {
    const created = await createCollection(folder, title, this.#storageContext());
    return created.kind === 'opened' ? this.#add(created.collection, viewer) : created;
  }

  async #add(collection: Collection, viewer: Viewer): Promise<OpenCollection> {
    const { jobContext } = this;
    const open = new OpenCollection(collection, { ...this.#program, jobContext });
    this.#open.set(await realFolder(collection.folder), open);
    return this.#joined(open, viewer);
  }

  #joined(open: OpenCollection, viewer: Viewer): OpenCollection {
    open.viewers.add(viewer);
    return open;
  }

  /** A window shows a collection no more: it is closed when no other does. In turn.
   *  @throws JournalMismatchError when the disk does not hold what was acknowledged */
  async leave(viewer: Viewer, open: OpenCollection): Promise<void> {
    if (!open.viewers.has(viewer)) return;
    if (open.viewers.size > 1) {
      await viewer.endWork();
      await open.closeDocumentsOf(viewer);
      open.viewers.delete(viewer);
      return;
    }
    try {
      await open.close();
    } finally {
      open.viewers.delete(viewer);
      this.forget(open);
    }
  }

  /** A collection that could not be opened again is nobody's any more. */
  forget(open: OpenCollection): void {
    for (const [folder, known] of this.#open) if (known === open) this.#open.delete(folder);
  }

  /** The collection of a folder, when a window has it open. */
  async of(folder: string): Promise<OpenCollection | null> {
    return this.#open.size === 0 ? null : (this.#open.get(await realFolder(folder)) ?? null);
  }

  /** The picture that a path of the application's addresses names: of a document that a window has open, and of nothing else. */
  async picture(pathname: string): Promise<PictureAnswer> {
    const request = pictureRequest(pathname);
    if (!request) return 'none';
    const answers = await Promise.all([...this.#open.values()].map((open) => open.picture(request)));
    return answers.find((answer) => answer !== 'none' && answer !== 'closed') ?? answers.find(isClosed) ?? 'none';
  }

  async open(folder: string, { createAs, takeOver = false }: Opening): Promise<OpenOutcome | CreateOutcome> {
    const context = this.#storageContext();
    const opened = await openCollection(folder, Object.assign(this.#storageContext(), { takeOver }));
    if (opened.kind === 'locked') return openCollection(folder, { ...context, readOnly: true, holder: opened.holder });
    if (opened.kind === 'not a collection' && createAs !== undefined)
      return createCollection(folder, createAs, context);
    return opened;
  }

  /** Who edits may change while a collection is open: asked anew for each record. */
  #storageContext(): StorageContext {
    const { userFolder, log } = this.#program;
    const preferences = this.#preferences;
    return {
      fileSystem: nodeFileSystem,
      replica: preferences.preferences.replica,
      workingCopies: workingCopiesFolder(userFolder),
      get editor() {
        return preferences.preferences.editor.siglum;
      },
      now: () => new Date(),
      backups: besideCollection,
      log,
    };
  }

  /** Opening and closing come one after another. */
  inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(act);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** Why there is no collection. */
export type OpeningFailure = Exclude<OpenOutcome | CreateOutcome, { readonly kind: 'opened' }>;

const isClosed = (answer: PictureAnswer): boolean => answer === 'closed';

/** A folder by the one path that it really has. */
async function realFolder(folder: string): Promise<string> {
  try {
    return await nodeFileSystem.realPath(folder);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return path.resolve(folder);
  }
}
