import path from 'node:path';
import { nanoid } from 'nanoid';
import { type Collection, openCollection } from '../storage/collection/collection.ts';
import { markShared } from '../storage/disk/collection-file.ts';
import { confined } from '../storage/disk/confined-file-system.ts';
import { type FileSystem, makeFolders, removeTree } from '../storage/disk/file-system.ts';
import { readFolderOrNone } from '../storage/disk/journal-folder.ts';
import type { StorageContext } from '../storage/disk/storage-context.ts';
import { keepSharing, sharingOf } from '../storage/settings/shared-collections.ts';
import { GitError, hasGit } from './git.ts';
import { credentialsFor, prepareFolder, readRemote } from './remote.ts';
import { ForeignRepositoryError, Repository } from './repository.ts';
import { takeFile } from './shared-files.ts';
import { type SyncContext, type SyncOutcome, syncCollection } from './sync-collection.ts';

export type ShareOutcome =
  | { readonly kind: 'done'; readonly remote: string; readonly sync: SyncOutcome }
  /** A sentence: what happened, and what was kept. */
  | { readonly kind: 'refused'; readonly why: string };

export interface ShareContext extends SyncContext {
  /** The person's own folder. */
  readonly userFolder: string;
}

const noGit =
  'Sharing needs Git, which is not installed on this computer. Nothing was shared; install Git (git-scm.com) and try again.';

/** Begins to share a collection, and gives the remote all of it. A collection that is shared already is shared there from now on.
 *  @param collection open for writing
 *  @param given a folder, which gets a repository when it is empty, or an address
 *  @throws ReplaceFileError or the file system's error */
export async function shareCollection(
  collection: Collection,
  given: { readonly remote: string; readonly images: boolean },
  context: ShareContext,
): Promise<ShareOutcome> {
  if (!(await hasGit())) return { kind: 'refused', why: noGit };
  const place = readRemote(given.remote);
  if (place.kind === 'refused') return { kind: 'refused', why: `${place.why}. Nothing was shared.` };
  return attempt('shared', async () => {
    if (place.kind === 'folder') {
      if (isWithin(collection.folder, place.folder))
        return { kind: 'refused', why: 'A collection cannot be shared in its own folder. Nothing was shared.' };
      const why = await prepareFolder(place.folder);
      if (why !== null) return { kind: 'refused', why: `${why}. Nothing was shared.` };
    }
    const remote = place.kind === 'folder' ? place.folder : place.address;
    const sync = await syncCollection(collection, { remote, images: given.images }, context);
    await keepSharing(context.userFolder, { folder: collection.folder, remote, images: given.images });
    return { kind: 'done', remote, sync };
  });
}

const isWithin = (folder: string, place: string): boolean =>
  !path.relative(path.resolve(folder), path.resolve(place)).startsWith('..');

/** Gives the others what was done here, and takes over what they did. What is open of the collection must be closed before, and the
 *  collection be opened anew afterwards.
 *  @param collection open for writing */
export async function syncSharedCollection(collection: Collection, context: ShareContext): Promise<ShareOutcome> {
  const sharing = await sharingOf(context.userFolder, collection.folder);
  if (!sharing)
    return {
      kind: 'refused',
      why: 'This collection is not shared yet, as far as this computer knows. Nothing was synchronised; share it first, with a folder or an address.',
    };
  if (!(await hasGit())) return { kind: 'refused', why: noGit };
  return attempt('synchronised', async () => ({
    kind: 'done',
    remote: sharing.remote,
    sync: await syncCollection(collection, sharing, context),
  }));
}

async function attempt(done: string, work: () => Promise<ShareOutcome>): Promise<ShareOutcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ForeignRepositoryError) return { kind: 'refused', why: error.message };
    if (!(error instanceof GitError)) throw error;
    return {
      kind: 'refused',
      why: `The collection could not be ${done} (${error.message}). What was done here is saved, and what had come in before stays; try again when the place can be reached.`,
    };
  }
}

export type JoinOutcome =
  | { readonly kind: 'done'; readonly folder: string; readonly documents: number; readonly refused: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string };

/** Makes a copy of a shared collection in a new folder, and goes on sharing it with the same remote. The folder appears whole or not at all.
 *  @param folder not there, or empty */
export async function joinCollection(
  given: { readonly remote: string; readonly folder: string; readonly images: boolean },
  storage: StorageContext,
  context: ShareContext,
): Promise<JoinOutcome> {
  if (!(await hasGit())) return { kind: 'refused', why: noGit.replace('shared', 'joined') };
  const place = readRemote(given.remote);
  if (place.kind === 'refused') return { kind: 'refused', why: `${place.why}. Nothing was joined.` };
  const remote = place.kind === 'folder' ? place.folder : place.address;
  const target = path.resolve(given.folder);
  const { fileSystem } = context;
  const there = await fileSystem.stat(target);
  if (there !== null && (await readFolderOrNone(fileSystem, target)).length > 0)
    return { kind: 'refused', why: `“${given.folder}” is not empty, so nothing was joined; name a new folder.` };
  const building = path.join(path.dirname(target), `.${path.basename(target)}.${nanoid(8)}.joining`);
  try {
    await makeFolders(fileSystem, building);
    const refused = await fillFrom(remote, building, given.images, context);
    const opened = await openCollection(building, { ...storage, readOnly: true });
    if (opened.kind !== 'opened')
      return { kind: 'refused', why: `There is no collection of Anchorite in “${given.remote}”. Nothing was joined.` };
    const documents = (await opened.collection.summaries()).length;
    await opened.collection.close();
    if (there !== null) await fileSystem.removeFolder(target);
    await fileSystem.rename(building, target);
    await keepSharing(context.userFolder, { folder: target, remote, images: given.images });
    return { kind: 'done', folder: target, documents, refused };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return { kind: 'refused', why: `“${given.remote}” could not be joined (${error.message}). Nothing was kept.` };
  } finally {
    if ((await fileSystem.stat(building)) !== null) await removeTree(fileSystem, building);
  }
}

/** @returns what was not taken over */
async function fillFrom(
  remote: string,
  folder: string,
  images: boolean,
  { fileSystem: disk, editor, signal, onProgress }: ShareContext,
): Promise<readonly string[]> {
  const fileSystem = await confined(disk as FileSystem, folder);
  const repository = new Repository(fileSystem, folder, signal);
  await repository.begin();
  const commit = await repository.fetch(remote, await credentialsFor(remote));
  if (commit === null) throw new GitError('failed', 'nothing is shared there yet');
  const { files, refused } = await repository.filesOf(commit, null);
  const wanted = files.filter(({ name }) => images || !/^documents\/[^/]+\/facsimile\//.test(name));
  const left = [...refused];
  let done = 0;
  for await (const { file, bytes } of repository.read(wanted)) {
    signal?.throwIfAborted();
    onProgress?.('Taking over the collection', done, wanted.length);
    done += 1;
    const taken = await takeFile(fileSystem, path.join(folder, file.name), file.name, bytes);
    if (taken.kind === 'refused') left.push(taken.why);
  }
  await markShared(fileSystem, folder);
  if (!(await repository.goTo(commit))) await repository.commit('Joined', editor, images, commit);
  return left;
}
