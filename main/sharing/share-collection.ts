import path from 'node:path';
import type { ImageChoice, SharingWay } from '../../shared/contract/payloads/sharing.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { errorCode, makeFolders, nodeFileSystem } from '../storage/disk/file-system.ts';
import { keepSharing, type SharedCollection, sharingOf } from '../storage/settings/shared-collections.ts';
import type { SyncContext, SyncOutcome } from './arrivals.ts';
import { ExchangeFolder, ExchangeFolderError } from './exchange-folder.ts';
import { GitError, hasGit, hasGitLfs } from './git.ts';
import { contentOf, makeBareRepository, readRemote } from './remote.ts';
import { ForeignRepositoryError } from './repository.ts';
import { syncCollection } from './sync-collection.ts';
import { syncThroughFolder } from './sync-through-folder.ts';

export type ShareOutcome =
  | { readonly kind: 'done'; readonly remote: string; readonly way: SharingWay; readonly sync: SyncOutcome }
  /** A sentence: what happened, and what was kept. */
  | { readonly kind: 'refused'; readonly why: string };

export interface ShareContext extends SyncContext {
  /** The person's own folder. */
  readonly userFolder: string;
}

/** How a collection is to be shared. */
export interface ShareWish {
  /** A folder, or an address that Git reaches. */
  readonly remote: string;
  /** Through a plain folder, although there is Git. */
  readonly withoutGit: boolean;
  readonly images: ImageChoice;
}

/** What is said where there is no Git and it is needed. */
export const noGit = inEnglish`Git is not installed on this computer, and neither an address nor a Git repository can be reached without it: install it from git-scm.com, or share in a plain folder.`;

const noLfsToSynchronise = inEnglish`Git LFS is not installed on this computer, so it cannot keep the page images. Nothing was synchronised; install Git LFS (git-lfs.com), or have the images go along, or leave them out.`;
const noLfs = inEnglish`Git LFS is not installed on this computer, so it cannot keep the page images. Nothing was shared; install Git LFS (git-lfs.com), or have the images go along, or leave them out.`;

/** Begins to share a collection, and gives the place all of it. A collection that is shared already is shared there from now on. In a folder
 *  that is empty it is shared by Git where there is Git, and else as in a plain folder.
 *  @param collection open for writing, none of its documents open
 *  @throws ReplaceFileError or the file system's error */
export async function shareCollection(
  collection: Collection,
  wish: ShareWish,
  context: ShareContext,
): Promise<ShareOutcome> {
  const place = readRemote(wish.remote);
  if (place.kind === 'refused') return { kind: 'refused', why: inEnglish`${place.why}. Nothing was shared.` };
  const remote = place.kind === 'folder' ? place.folder : place.address;
  return attempt(remote, 'share', async () => {
    const ready = place.kind === 'folder' ? await readyFolder(collection, remote, wish) : await readyAddress(wish);
    if ('why' in ready) return { kind: 'refused', why: ready.why };
    const sharing = { folder: collection.folder, remote, way: ready.way, images: wish.images };
    const sync = await exchange(collection, sharing, context);
    await keepSharing(context.userFolder, sharing);
    return { kind: 'done', remote, way: ready.way, sync };
  });
}

type Ready = { readonly way: SharingWay } | { readonly why: string };

async function readyAddress({ withoutGit, images }: ShareWish): Promise<Ready> {
  if (withoutGit)
    return {
      why: inEnglish`An address is reached by Git alone. Nothing was shared; name a folder, or leave out “without Git”.`,
    };
  if (!(await hasGit())) return { why: inEnglish`${noGit} Nothing was shared.` };
  return images === 'lfs' && !(await hasGitLfs()) ? { why: noLfs } : { way: 'git' };
}

/** Makes a folder ready to be shared in: one that is empty becomes a repository, or an exchange folder. */
async function readyFolder(collection: Collection, folder: string, wish: ShareWish): Promise<Ready> {
  const nothing = inEnglish`Nothing was shared.`;
  if (isWithin(collection.folder, folder) || isWithin(folder, collection.folder))
    return { why: inEnglish`A collection cannot be shared in its own folder, nor in one that it is in. ${nothing}` };
  const content = await contentOf(folder);
  if (content === 'no folder') return { why: inEnglish`“${folder}” is no folder. ${nothing}` };
  if (content === 'away')
    return { why: inEnglish`The folder that “${folder}” would be in is not there; is the disk connected? ${nothing}` };
  if (content === 'other files')
    return {
      why: inEnglish`“${folder}” holds other files. ${nothing} Name an empty folder, or one in which a collection is shared already.`,
    };
  if (content === 'repository' && wish.withoutGit)
    return {
      why: inEnglish`“${folder}” is a Git repository, so it is used with Git alone. ${nothing} Name another folder.`,
    };
  const isGit = await hasGit();
  if (content === 'repository' && !isGit) return { why: `${noGit} ${nothing}` };
  const way: SharingWay = content === 'exchange folder' || wish.withoutGit || !isGit ? 'exchange folder' : 'git';
  if (wish.images === 'lfs' && way !== 'git')
    return {
      why: inEnglish`Git LFS keeps images in a Git repository alone, and “${folder}” is a plain folder. ${nothing}`,
    };
  if (wish.images === 'lfs' && !(await hasGitLfs())) return { why: noLfs };
  if (way === 'exchange folder') {
    const why = await readyExchange(collection, folder, content === 'absent');
    return why === null ? { way } : { why: `${why} ${nothing}` };
  }
  if (content !== 'repository') await makeBareRepository(folder);
  return { way };
}

async function readyExchange(collection: Collection, folder: string, isAbsent: boolean): Promise<string | null> {
  if (isAbsent) await makeFolders(nodeFileSystem, folder);
  const place = await ExchangeFolder.at(nodeFileSystem, folder);
  if ((await place.marker()).kind === 'none') await place.begin(collection);
  return misfitOf(place, folder, collection.id);
}

/** Why a folder cannot be the exchange folder of a collection, as a sentence; null when it can.
 *  @param collection its identifier; null for any */
export async function misfitOf(
  place: ExchangeFolder,
  folder: string,
  collection: string | null,
): Promise<string | null> {
  const marker = await place.marker();
  switch (marker.kind) {
    case 'none':
      return inEnglish`Nothing is shared in “${folder}” yet.`;
    case 'newer format':
      return inEnglish`“${folder}” was made by a newer version of Anchorite (its number is ${marker.format}); install that version to share in it.`;
    case 'unreadable':
      return inEnglish`“${folder}” has not arrived whole: wait until the program that synchronises it is done.`;
    default:
      return collection === null || marker.collection === collection
        ? null
        : inEnglish`Another collection, “${marker.title}”, is shared in “${folder}”; name another folder.`;
  }
}

const isWithin = (folder: string, place: string): boolean =>
  !path.relative(path.resolve(folder), path.resolve(place)).startsWith('..');

function exchange(collection: Collection, sharing: SharedCollection, context: SyncContext): Promise<SyncOutcome> {
  return sharing.way === 'git'
    ? syncCollection(collection, sharing, context)
    : syncThroughFolder(collection, sharing, context);
}

/** Gives the others what was done here, and takes over what they did. What is open of the collection must be closed before, and the
 *  collection be opened anew afterwards.
 *  @param collection open for writing
 *  @param images what becomes of the page images from now on; null: what became of them before */
export async function syncSharedCollection(
  collection: Collection,
  context: ShareContext,
  images: ImageChoice | null = null,
): Promise<ShareOutcome> {
  const kept = await sharingOf(context.userFolder, collection.folder);
  if (!kept)
    return {
      kind: 'refused',
      why: inEnglish`This collection is not shared yet, as far as this computer knows. Nothing was synchronised; share it first, with a folder or an address.`,
    };
  const sharing = { ...kept, images: images ?? kept.images };
  const { remote, way } = sharing;
  if (images === 'lfs' && (way !== 'git' || !(await hasGitLfs()))) return { kind: 'refused', why: noLfsToSynchronise };
  return attempt(remote, 'synchronise', async () => {
    const why = await awayOf(sharing, collection.id);
    if (why !== null)
      return { kind: 'refused', why: inEnglish`${why} Nothing was synchronised; what was done here is saved.` };
    const sync = await exchange(collection, sharing, context);
    if (sharing.images !== kept.images) await keepSharing(context.userFolder, sharing);
    return { kind: 'done', remote, way, sync };
  });
}

/** Why a place cannot be synchronised with now; null when it can, as far as is seen from here. */
async function awayOf({ remote, way }: SharedCollection, collection: string): Promise<string | null> {
  if (readRemote(remote).kind !== 'folder') return null;
  const content = await contentOf(remote);
  if (content === 'away' || content === 'absent')
    return inEnglish`“${remote}” cannot be reached; is the disk connected, or the share?`;
  if (way === 'git')
    return content === 'repository' ? null : inEnglish`There is no Git repository in “${remote}” any more.`;
  return misfitOf(await ExchangeFolder.at(nodeFileSystem, remote), remote, collection);
}

async function attempt(
  remote: string,
  act: 'share' | 'synchronise',
  work: () => Promise<ShareOutcome>,
): Promise<ShareOutcome> {
  try {
    return await work();
  } catch (error) {
    const why = refusalOf(error, remote);
    if (why === null) throw error;
    if (error instanceof ForeignRepositoryError) return { kind: 'refused', why };
    return {
      kind: 'refused',
      why:
        act === 'share'
          ? inEnglish`The collection could not be shared (${why}). What was done here is saved, and what had come in before stays; try again when the place can be reached.`
          : inEnglish`The collection could not be synchronised (${why}). What was done here is saved, and what had come in before stays; try again when the place can be reached.`,
    };
  }
}

/** What a person is told when a place refused, as a clause or a sentence; null for any other error. */
export function refusalOf(error: unknown, remote: string): string | null {
  if (error instanceof ForeignRepositoryError || error instanceof GitError) return error.message;
  if (error instanceof ExchangeFolderError)
    return inEnglish`“${remote}” could not be read or written: ${error.message}`;
  if (errorCode(error) === 'EREFUSED' && error instanceof Error) return error.message;
  return null;
}
