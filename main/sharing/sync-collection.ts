import path from 'node:path';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { markShared } from '../storage/disk/collection-file.ts';
import { documentFolder, removedDocument } from '../storage/disk/collection-paths.ts';
import { type ConfinedFileSystem, confined } from '../storage/disk/confined-file-system.ts';
import type { FileSystem } from '../storage/disk/file-system.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import { GitError } from './git.ts';
import { credentialsFor } from './remote.ts';
import { type RemoteFile, Repository } from './repository.ts';
import { documentOf, ExchangeCounter, type ExchangeFigures, sharedSort, takeFile } from './shared-files.ts';

/** Where a collection is shared, as the person's own folder knows it. */
export interface Sharing {
  /** A folder, or an address that Git can reach. */
  readonly remote: string;
  /** Whether page images go along. */
  readonly images: boolean;
}

export interface SyncContext {
  readonly fileSystem: FileSystem;
  /** Siglum. */
  readonly editor: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((what: string, done: number, total: number) => void) | undefined;
}

/** What came of synchronising. */
export interface SyncOutcome {
  readonly came: ExchangeFigures;
  readonly went: ExchangeFigures;
  /** Documents whose lines of changes were put together. */
  readonly merged: readonly DocumentId[];
  /** Conflicts of these that nobody has settled. */
  readonly conflicts: number;
  /** What was not taken over, as parts of a sentence. */
  readonly refused: readonly string[];
}

/** Somebody else was always quicker. */
const mostAttempts = 6;

/** Gives the remote what was done here and takes over what others did. What is open of the collection must be closed, and the collection be
 *  opened anew afterwards. Ended at any moment, each file is as it was or as it came: what has not arrived yet waits.
 *  @param collection open for writing
 *  @throws GitError, ForeignRepositoryError, ReplaceFileError or the file system's error */
export async function syncCollection(
  collection: Collection,
  { remote, images }: Sharing,
  context: SyncContext,
): Promise<SyncOutcome> {
  const { folder } = collection;
  const fileSystem = await confined(context.fileSystem, folder);
  await markShared(fileSystem, folder);
  const repository = new Repository(fileSystem, folder, context.signal);
  await repository.begin();
  const credentials = await credentialsFor(remote);
  const exchange = new Exchange(collection, fileSystem, repository, context);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    context.onProgress?.('Keeping what was done here', 0, 3);
    let ours = await repository.commit('Work', context.editor, images);
    context.onProgress?.('Asking for what others did', 1, 3);
    const theirs = await repository.fetch(remote, credentials);
    if (theirs && !(await repository.contains(ours, theirs))) ours = await exchange.takeOver(ours, theirs, images);
    if (theirs === ours) return exchange.outcome();
    context.onProgress?.('Giving others what was done here', 2, 3);
    const going = await repository.filesOf(ours, theirs);
    if (await repository.push(remote, ours, credentials)) {
      await exchange.countOut(going.files);
      return exchange.outcome();
    }
  }
  throw new GitError(
    'failed',
    'others synchronise all the time; what came in is here, and what was done here goes out the next time',
  );
}

class Exchange {
  readonly #came = new ExchangeCounter();
  readonly #went = new ExchangeCounter();
  readonly #merged = new Set<DocumentId>();
  readonly #conflicts = new Map<DocumentId, number>();
  readonly #refused = new Set<string>();

  constructor(
    private readonly collection: Collection,
    private readonly fileSystem: ConfinedFileSystem,
    private readonly repository: Repository,
    private readonly context: SyncContext,
  ) {}

  /** @returns the commit that has both */
  async takeOver(ours: string, theirs: string, images: boolean): Promise<string> {
    const { files, refused } = await this.repository.filesOf(theirs, ours);
    for (const why of refused) this.#refused.add(why);
    const wanted = inOrder(files.filter(({ name }) => images || sharedSort(name) !== 'image'));
    const touched = new Set<DocumentId>();
    let done = 0;
    for await (const { file, bytes } of this.repository.read(wanted)) {
      this.context.signal?.throwIfAborted();
      this.context.onProgress?.('Taking over what others did', done, wanted.length);
      done += 1;
      const taken = await takeFile(this.fileSystem, await this.#placeOf(file.name), file.name, bytes);
      if (taken.kind === 'refused') this.#refused.add(taken.why);
      if (taken.kind !== 'taken') continue;
      this.#came.add(file.name, taken.added, taken.isNew);
      const document = documentOf(file.name);
      if (document) touched.add(document as DocumentId);
    }
    for (const id of touched) await this.#mergeLines(id);
    if ((await this.repository.contains(theirs, ours)) && (await this.repository.goTo(theirs))) return theirs;
    return this.repository.commit('Work of several', this.context.editor, images, theirs);
  }

  /** A document that was taken out of the collection here goes on where it is kept. */
  async #placeOf(name: string): Promise<string> {
    const { folder } = this.collection;
    const id = documentOf(name) as DocumentId | null;
    if (id === null || (await this.fileSystem.stat(documentFolder(folder, id))) !== null)
      return path.join(folder, name);
    const removed = removedDocument(folder, id);
    if ((await this.fileSystem.stat(removed)) === null) return path.join(folder, name);
    return path.join(removed, ...name.split('/').slice(2));
  }

  /** Writes down what the lines of a document come to, so that the next who opens it need not find it out again. */
  async #mergeLines(id: DocumentId): Promise<void> {
    if (this.collection.named(id).length === 0) return;
    try {
      const store = await this.collection.openDocument(id);
      try {
        if (store.isMergePending && store.readOnly === null) {
          await store.keepMerges();
          this.#merged.add(id);
        }
        this.#conflicts.set(id, store.state.conflicts.length);
      } finally {
        await store.close();
      }
    } catch (error) {
      // It has not arrived whole, or is damaged: opening it says so.
      if (!(error instanceof DocumentUnreadableError)) throw error;
    }
  }

  async countOut(files: readonly RemoteFile[]): Promise<void> {
    const sizes = new Map<string, number>();
    const grown = files.flatMap(({ name, before }) => (before ? [{ name, blob: before }] : []));
    for await (const { file, bytes } of this.repository.read(grown)) sizes.set(file.name, bytes.length);
    for await (const { file, bytes } of this.repository.read(files))
      this.#went.add(file.name, bytes.subarray(sizes.get(file.name) ?? 0), !file.before);
  }

  outcome(): SyncOutcome {
    return {
      came: this.#came.figures(),
      went: this.#went.figures(),
      merged: [...this.#merged],
      conflicts: [...this.#conflicts.values()].reduce((sum, count) => sum + count, 0),
      refused: [...this.#refused],
    };
  }
}

/** Sources and images come before the journals that speak of them, the list of documents comes last. */
function inOrder(files: readonly RemoteFile[]): readonly RemoteFile[] {
  const rank = ({ name }: RemoteFile): number => {
    const sort = sharedSort(name);
    if (sort === 'source' || sort === 'image') return 0;
    return documentOf(name) ? 1 : 2;
  };
  return [...files].sort((one, other) => rank(one) - rank(other));
}
