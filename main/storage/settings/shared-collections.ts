import path from 'node:path';
import { Low } from 'lowdb';
import * as v from 'valibot';
import type { ImageChoice, SharingWay } from '../../../shared/contract/payloads/sharing.ts';
import { type FileSystem, makeFolders, nodeFileSystem } from '../disk/file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';
import { userFile } from './user-folder.ts';

/** Where a person shares a collection. */
export interface SharedCollection {
  /** The folder of the collection on this machine. */
  readonly folder: string;
  /** A folder, or an address that Git can reach. */
  readonly remote: string;
  readonly way: SharingWay;
  readonly images: ImageChoice;
}

/** As it is kept: versions that know neither of the last two read the rest. */
interface KeptSharing {
  readonly folder: string;
  readonly remote: string;
  readonly images: boolean;
  /** Whether Git LFS keeps the images; absent when not. */
  readonly lfs?: true | undefined;
  readonly way?: SharingWay | undefined;
}

interface SharedFile {
  format: 1;
  collections: readonly KeptSharing[];
}

const schema: v.GenericSchema<unknown, SharedFile> = v.object({
  format: v.literal(1),
  collections: v.array(
    v.object({
      folder: v.string(),
      remote: v.string(),
      images: v.boolean(),
      lfs: v.optional(v.literal(true)),
      way: v.optional(v.picklist(['git', 'exchange folder'])),
    }),
  ),
});

const imagesOf = ({ images, lfs }: KeptSharing): ImageChoice => (images ? (lfs ? 'lfs' : 'include') : 'leave-out');

/** `shared.json` of the user's folder: with whom each collection is shared is a matter of the person. A folder that somebody else made cannot
 *  say where what is in it goes. */
async function database(user: string, fileSystem: FileSystem): Promise<Low<SharedFile>> {
  const adapter = new CheckedJsonFile(fileSystem, await userFile(fileSystem, user, 'shared.json'), schema);
  const low = new Low<SharedFile>(adapter, { format: 1, collections: [] });
  try {
    await low.read();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
  }
  return low;
}

/** Where the collection of a folder is shared; null when that is not known here. */
export async function sharingOf(
  user: string,
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<SharedCollection | null> {
  const { data } = await database(user, fileSystem);
  const kept = data.collections.find((one) => one.folder === path.resolve(folder));
  return kept ? { folder: kept.folder, remote: kept.remote, way: kept.way ?? 'git', images: imagesOf(kept) } : null;
}

/** Keeps where a collection is shared.
 *  @throws ReplaceFileError or the file system's error */
export async function keepSharing(
  user: string,
  { folder, remote, way, images }: SharedCollection,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const low = await database(user, fileSystem);
  const kept: KeptSharing = {
    folder: path.resolve(folder),
    remote,
    images: images !== 'leave-out',
    ...(images === 'lfs' && { lfs: true }),
    ...(way !== 'git' && { way }),
  };
  low.data.collections = [kept, ...low.data.collections.filter((one) => one.folder !== kept.folder)];
  await makeFolders(fileSystem, user);
  await low.write();
}
