import path from 'node:path';
import { Low } from 'lowdb';
import * as v from 'valibot';
import { type FileSystem, makeFolders, nodeFileSystem } from '../disk/file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';
import { userFile } from './user-folder.ts';

/** Where a person shares a collection. */
export interface SharedCollection {
  /** The folder of the collection on this machine. */
  readonly folder: string;
  /** A folder, or an address that Git can reach. */
  readonly remote: string;
  /** Whether page images go along. */
  readonly images: boolean;
}

interface SharedFile {
  format: 1;
  collections: readonly SharedCollection[];
}

const schema: v.GenericSchema<unknown, SharedFile> = v.object({
  format: v.literal(1),
  collections: v.array(v.object({ folder: v.string(), remote: v.string(), images: v.boolean() })),
});

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
  return data.collections.find((one) => one.folder === path.resolve(folder)) ?? null;
}

/** Keeps where a collection is shared.
 *  @throws ReplaceFileError or the file system's error */
export async function keepSharing(
  user: string,
  { folder, remote, images }: SharedCollection,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const low = await database(user, fileSystem);
  const kept = { folder: path.resolve(folder), remote, images };
  low.data.collections = [kept, ...low.data.collections.filter((one) => one.folder !== kept.folder)];
  await makeFolders(fileSystem, user);
  await low.write();
}
