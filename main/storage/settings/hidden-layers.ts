import path from 'node:path';
import { Low } from 'lowdb';
import * as v from 'valibot';
import { type HiddenLayers, hiddenLayersSchema, nothingHidden } from '../../../shared/contract/payloads/tagging.ts';
import { type FileSystem, makeFolders, nodeFileSystem } from '../disk/file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';
import { userFile } from './user-folder.ts';

/** Of how many collections it is kept. */
const mostCollections = 200;

interface LayersFile {
  format: 1;
  /** The one that was changed last comes first; a collection where everything is shown has no entry. */
  collections: readonly { readonly folder: string; readonly hidden: HiddenLayers }[];
}

const layersSchema: v.GenericSchema<unknown, LayersFile> = v.object({
  format: v.literal(1),
  collections: v.pipe(
    v.array(v.object({ folder: v.string(), hidden: hiddenLayersSchema })),
    v.maxLength(mostCollections),
  ),
});

/** `layers.json` of the user's folder: which tags somebody does not want to see is a matter of the person, and no part of a collection. */
async function database(user: string, fileSystem: FileSystem): Promise<Low<LayersFile>> {
  const adapter = new CheckedJsonFile(fileSystem, await userFile(fileSystem, user, 'layers.json'), layersSchema);
  const low = new Low<LayersFile>(adapter, { format: 1, collections: [] });
  try {
    await low.read();
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
  }
  return low;
}

/** Which tags a person hides in the collection of a folder; none where nothing is known. */
export async function hiddenLayersOf(
  user: string,
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<HiddenLayers> {
  const { data } = await database(user, fileSystem);
  return data.collections.find((one) => one.folder === path.resolve(folder))?.hidden ?? nothingHidden;
}

/** Keeps which tags are hidden in a collection, in the place of what was kept of it before.
 *  @throws ReplaceFileError when it could not be kept */
export async function keepHiddenLayers(
  user: string,
  collection: string,
  hidden: HiddenLayers,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  const folder = path.resolve(collection);
  const low = await database(user, fileSystem);
  const others = low.data.collections.filter((one) => one.folder !== folder);
  const isShown = Object.values(hidden).every((layers: readonly unknown[]) => layers.length === 0);
  low.data.collections = (isShown ? others : [{ folder, hidden }, ...others]).slice(0, mostCollections);
  await makeFolders(fileSystem, user);
  await low.write();
}
