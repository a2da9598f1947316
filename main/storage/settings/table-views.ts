import path from 'node:path';
import { Low } from 'lowdb';
import * as v from 'valibot';
import { tableViews } from '../../../shared/contract/arguments/table-view.ts';
import type { TableViews } from '../../../shared/table/table-view.ts';
import { type FileSystem, makeFolders, nodeFileSystem } from '../disk/file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';
import { userFile } from './user-folder.ts';

/** Of how many collections it is kept how their tables are set up. */
const mostCollections = 200;

interface ViewsFile {
  format: 1;
  /** The one that was changed last comes first. */
  collections: readonly { readonly folder: string; readonly views: TableViews }[];
}

const viewsSchema: v.GenericSchema<unknown, ViewsFile> = v.object({
  format: v.literal(1),
  collections: v.pipe(v.array(v.object({ folder: v.string(), views: tableViews })), v.maxLength(mostCollections)),
});

/** `table-views.json` of the user's folder: how a table is looked at is a matter of the person, and no part of a collection. One that cannot
 *  be read is begun anew. */
async function database(user: string, fileSystem: FileSystem): Promise<Low<ViewsFile>> {
  const adapter = new CheckedJsonFile(fileSystem, await userFile(fileSystem, user, 'table-views.json'), viewsSchema);
  const low = new Low<ViewsFile>(adapter, { format: 1, collections: [] });
  try {
    await low.read();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
  }
  return low;
}

/** The views of the collection in a folder; none when the person never set up its table. */
export async function tableViewsOf(
  user: string,
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<TableViews> {
  const { data } = await database(user, fileSystem);
  return data.collections.find((one) => one.folder === path.resolve(folder))?.views ?? { current: null, named: [] };
}

/** Keeps the views of a collection in the place of those before.
 *  @throws ReplaceFileError when they could not be kept */
export async function keepTableViews(
  user: string,
  folder: string,
  views: TableViews,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  await makeFolders(fileSystem, user);
  const low = await database(user, fileSystem);
  const own = path.resolve(folder);
  const others = low.data.collections.filter((one) => one.folder !== own);
  low.data = { format: 1, collections: [{ folder: own, views }, ...others].slice(0, mostCollections) };
  await low.write();
}
