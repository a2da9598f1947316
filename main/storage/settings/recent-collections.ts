import { Low } from 'lowdb';
import * as v from 'valibot';
import type { RecentCollection } from '../../../shared/contract/calls/application.ts';
import { type FileSystem, makeFolders, nodeFileSystem } from '../disk/file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';
import { userFile } from './user-folder.ts';

/** How many collections the start screen remembers. */
const mostRecent = 20;

interface RecentFile {
  format: 1;
  collections: readonly RecentCollection[];
}

const recentSchema: v.GenericSchema<unknown, RecentFile> = v.object({
  format: v.literal(1),
  collections: v.array(v.object({ folder: v.string(), title: v.string(), opened: v.string() })),
});

/** The collections that were opened last, in `recent.json` of the user's folder. */
export interface RecentCollections {
  /** Most recent first. */
  list(): readonly RecentCollection[];
  add(collection: RecentCollection): Promise<void>;
  remove(folder: string): Promise<void>;
  /** Forgets all but those of these folders. */
  clear(kept: readonly string[]): Promise<void>;
}

/** Opens the list. One that cannot be read is begun anew: it holds nothing that cannot be found again. */
export async function openRecentCollections(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<RecentCollections> {
  await makeFolders(fileSystem, folder);
  const file = await userFile(fileSystem, folder, 'recent.json');
  const adapter = new CheckedJsonFile(fileSystem, file, recentSchema);
  const database = new Low<RecentFile>(adapter, { format: 1, collections: [] });
  try {
    await database.read();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
  }
  const others = (gone: string): readonly RecentCollection[] =>
    database.data.collections.filter((known) => known.folder !== gone);
  const keep = async (collections: readonly RecentCollection[]): Promise<void> => {
    database.data = { format: 1, collections: collections.slice(0, mostRecent) };
    await database.write();
  };
  return {
    list: () => database.data.collections,
    add: (collection) => keep([collection, ...others(collection.folder)]),
    remove: (gone) => keep(others(gone)),
    clear: (kept) => keep(database.data.collections.filter(({ folder: known }) => kept.includes(known))),
  };
}
