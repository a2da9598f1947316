import path from 'node:path';
import { nanoid } from 'nanoid';
import type { ImageChoice, SharingWay } from '../../shared/contract/payloads/sharing.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { openCollection } from '../storage/collection/collection.ts';
import { markShared } from '../storage/disk/collection-file.ts';
import { type ConfinedFileSystem, confined } from '../storage/disk/confined-file-system.ts';
import { makeFolders, removeTree } from '../storage/disk/file-system.ts';
import { readFolderOrNone } from '../storage/disk/journal-folder.ts';
import type { StorageContext } from '../storage/disk/storage-context.ts';
import { keepSharing } from '../storage/settings/shared-collections.ts';
import { inOrder } from './arrivals.ts';
import { ExchangeFolder } from './exchange-folder.ts';
import { GitError, hasGit, hasGitLfs } from './git.ts';
import { keepLargeFileRule } from './large-files.ts';
import { contentOf, credentialsFor, readRemote } from './remote.ts';
import { Repository } from './repository.ts';
import { misfitOf, noGit, refusalOf, type ShareContext } from './share-collection.ts';
import { sharedSort, takeFile } from './shared-files.ts';
import { fillFromFolder } from './sync-through-folder.ts';

export type JoinOutcome =
  | {
      readonly kind: 'done';
      readonly folder: string;
      readonly documents: number;
      /** Page images that stayed where they are. */
      readonly withoutImages: number;
      /** Files that have not arrived whole. */
      readonly waiting: number;
      readonly refused: readonly string[];
    }
  /** A sentence: what happened, and what was kept. */
  | { readonly kind: 'refused'; readonly why: string };

interface JoinWish {
  /** A folder, or an address that Git reaches. */
  readonly remote: string;
  /** Not there, or empty. */
  readonly folder: string;
  readonly images: ImageChoice;
}

/** Makes a copy of a shared collection in a new folder, and goes on sharing it with the same place. The folder appears whole or not at all.
 *  @throws ReplaceFileError or the file system's error */
export async function joinCollection(
  wish: JoinWish,
  storage: StorageContext,
  context: ShareContext,
): Promise<JoinOutcome> {
  const place = readRemote(wish.remote);
  if (place.kind === 'refused') return { kind: 'refused', why: inEnglish`${place.why}. Nothing was joined.` };
  const remote = place.kind === 'folder' ? place.folder : place.address;
  const target = path.resolve(wish.folder);
  const { fileSystem } = context;
  const there = await fileSystem.stat(target);
  if (there !== null && (await readFolderOrNone(fileSystem, target)).length > 0)
    return {
      kind: 'refused',
      why: inEnglish`“${wish.folder}” is not empty, so nothing was joined; name a new folder.`,
    };
  const building = path.join(path.dirname(target), `.${path.basename(target)}.${nanoid(8)}.joining`);
  try {
    const way = await wayOf(place.kind, remote);
    if ('why' in way) return { kind: 'refused', why: inEnglish`${way.why} Nothing was joined.` };
    await makeFolders(fileSystem, building);
    const filled = await fill(way.way, { ...wish, remote, folder: building }, context);
    const opened = await openCollection(building, { ...storage, readOnly: true });
    if (opened.kind !== 'opened')
      return {
        kind: 'refused',
        why: inEnglish`There is no collection of Anchorite in “${remote}”, or it has not arrived. Nothing was joined.`,
      };
    const documents = (await opened.collection.summaries()).length;
    await opened.collection.close();
    context.signal?.throwIfAborted();
    if (there !== null) await fileSystem.removeFolder(target);
    await fileSystem.rename(building, target);
    await keepSharing(context.userFolder, { folder: target, remote, way: way.way, images: wish.images });
    return { kind: 'done', folder: target, documents, ...filled };
  } catch (error) {
    const why = refusalOf(error, remote);
    if (why === null) throw error;
    return { kind: 'refused', why: inEnglish`“${remote}” could not be joined (${why}). Nothing was kept.` };
  } finally {
    if ((await fileSystem.stat(building)) !== null) await removeTree(fileSystem, building);
  }
}

/** How a place is reached, or why it is not, as a sentence. */
async function wayOf(
  kind: 'folder' | 'address',
  remote: string,
): Promise<{ readonly way: SharingWay } | { readonly why: string }> {
  if (kind === 'folder') {
    const content = await contentOf(remote);
    if (content === 'absent' || content === 'away')
      return { why: inEnglish`“${remote}” is not there; is the disk connected, or the share?` };
    if (content === 'exchange folder') return { way: 'exchange folder' };
    if (content !== 'repository') return { why: inEnglish`Nothing is shared in “${remote}” yet.` };
  }
  return (await hasGit()) ? { way: 'git' } : { why: noGit };
}

interface Filled {
  readonly refused: readonly string[];
  readonly withoutImages: number;
  readonly waiting: number;
}

async function fill(way: SharingWay, wish: JoinWish, context: ShareContext): Promise<Filled> {
  const fileSystem = await confined(context.fileSystem, wish.folder);
  const refused: string[] = [];
  const take = async (name: string, bytes: Uint8Array): Promise<void> => {
    const taken = await takeFile(fileSystem, path.join(wish.folder, name), name, bytes);
    if (taken.kind === 'refused') refused.push(taken.why);
  };
  const filled = await (way === 'git' ? fillFromGit : fillFromExchange)(wish, fileSystem, take, context);
  await markShared(fileSystem, wish.folder);
  return { ...filled, refused: [...filled.refused, ...refused] };
}

type Take = (name: string, bytes: Uint8Array) => Promise<void>;

async function fillFromExchange(
  { remote, images }: JoinWish,
  _fileSystem: ConfinedFileSystem,
  take: Take,
  context: ShareContext,
): Promise<Filled> {
  const why = await misfitOf(await ExchangeFolder.at(context.fileSystem, remote), remote, null);
  if (why !== null) throw new GitError('failed', why);
  return fillFromFolder(remote, images !== 'leave-out', take, context);
}

async function fillFromGit(
  { remote, folder, images: wanted }: JoinWish,
  fileSystem: ConfinedFileSystem,
  take: Take,
  { editor, signal, onProgress }: ShareContext,
): Promise<Filled> {
  const credentials = await credentialsFor(remote);
  const first = new Repository(fileSystem, { folder, images: wanted, editor, signal });
  await first.begin();
  onProgress?.(inEnglish`Asking for the collection`, 0, 0);
  const commit = await first.fetch(remote, credentials);
  if (commit === null) throw new GitError('failed', inEnglish`nothing is shared there yet`);
  const { hasLargeFiles } = await first.objects.facts(commit);
  if (hasLargeFiles) await keepLargeFileRule(fileSystem, folder);
  const images = hasLargeFiles && wanted !== 'leave-out' ? ((await hasGitLfs()) ? 'lfs' : 'leave-out') : wanted;
  const repository = new Repository(fileSystem, { folder, images, editor, signal });
  const { files, refused } = await repository.filesOf(commit, null);
  const some = inOrder(files.filter(({ name }) => images !== 'leave-out' || sharedSort(name) !== 'image'));
  const left = [...refused];
  let done = 0;
  for await (const { file, bytes } of repository.objects.read(some)) {
    signal?.throwIfAborted();
    onProgress?.(inEnglish`Taking over the collection`, done, some.length);
    done += 1;
    const isImage = sharedSort(file.name) === 'image';
    const whole = bytes && isImage ? await repository.image(bytes, remote, credentials) : bytes;
    if (whole) await take(file.name, whole);
    else left.push(bytes === null ? inEnglish`${file.name} is too large` : inEnglish`${file.name} is kept by Git LFS`);
  }
  await repository.join(commit, ['.gitattributes', ...some.map(({ name }) => name)]);
  return { refused: left, withoutImages: files.length - some.length, waiting: 0 };
}
