import { Low } from 'lowdb';
import * as v from 'valibot';
import type { SavedSearch } from '../../../shared/contract/payloads/search.ts';
import { type FileSystem, makeFolders, nodeFileSystem } from '../disk/file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';
import { userFile } from './user-folder.ts';

/** How many queries are kept. */
const mostSavedSearches = 100;

interface SearchesFile {
  format: 1;
  /** The latest first. */
  searches: readonly SavedSearch[];
}

const searchesSchema: v.GenericSchema<unknown, SearchesFile> = v.object({
  format: v.literal(1),
  searches: v.pipe(
    v.array(v.object({ text: v.pipe(v.string(), v.maxLength(2_000)), inSource: v.boolean() })),
    v.maxLength(mostSavedSearches),
  ),
});

const databaseIn = async (folder: string, fileSystem: FileSystem): Promise<Low<SearchesFile>> =>
  new Low<SearchesFile>(
    new CheckedJsonFile(fileSystem, await userFile(fileSystem, folder, 'searches.json'), searchesSchema),
    { format: 1, searches: [] },
  );

/** The queries that a person kept, in `searches.json` of the user's folder; none when it cannot be read. */
export async function savedSearches(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<readonly SavedSearch[]> {
  const database = await databaseIn(folder, fileSystem);
  try {
    await database.read();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
  }
  return database.data.searches;
}

/** Keeps queries in the place of those before.
 *  @throws ReplaceFileError when they could not be kept */
export async function keepSearches(
  folder: string,
  searches: readonly SavedSearch[],
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  await makeFolders(fileSystem, folder);
  const database = await databaseIn(folder, fileSystem);
  database.data = { format: 1, searches };
  await database.write();
}
