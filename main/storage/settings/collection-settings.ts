import path from 'node:path';
import { Low } from 'lowdb';
import * as v from 'valibot';
import { tableViews } from '../../../shared/contract/arguments/table-view.ts';
import { hiddenLayersSchema } from '../../../shared/contract/payloads/tagging.ts';
import { type FileSystem, makeFolders, nodeFileSystem } from '../disk/file-system.ts';
import { CheckedJsonFile, UnreadableFileError } from '../disk/lowdb-adapter.ts';
import { userFile } from './user-folder.ts';

/** Of how many collections something is kept. */
const mostCollections = 200;

interface SettingsFile<Value> {
  format: 1;
  /** The one that was changed last comes first. */
  collections: readonly { readonly folder: string; readonly value: Value }[];
}

/** How a person looks at each collection, in a file of the user's folder: it is a matter of the person, and no part of a collection. A file that
 *  cannot be read is begun anew. */
export class CollectionSettings<Value> {
  readonly #name: string;
  readonly #schema: v.GenericSchema<unknown, SettingsFile<Value>>;
  /** What is asked and kept follows each other: each change is of what the one before has left. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param name of the file
   *  @param value what is kept of a collection */
  constructor(name: string, value: v.GenericSchema<unknown, Value>) {
    this.#name = name;
    const entry: v.GenericSchema<unknown, SettingsFile<Value>['collections'][number]> = v.object({
      folder: v.string(),
      value,
    });
    this.#schema = v.object({
      format: v.literal(1),
      collections: v.pipe(v.array(entry), v.maxLength(mostCollections)),
    });
  }

  /** What is kept of the collection in a folder; null when nothing is. */
  of(user: string, folder: string, fileSystem: FileSystem = nodeFileSystem): Promise<Value | null> {
    return this.#inTurn(async () => {
      const { data } = await this.#read(user, fileSystem);
      return data.collections.find((one) => one.folder === path.resolve(folder))?.value ?? null;
    });
  }

  /** Keeps something of a collection in the place of what was kept before; null keeps nothing.
   *  @throws ReplaceFileError when it could not be kept */
  keep(user: string, folder: string, value: Value | null, fileSystem: FileSystem = nodeFileSystem): Promise<void> {
    return this.#inTurn(async () => {
      const low = await this.#read(user, fileSystem);
      const own = path.resolve(folder);
      const others = low.data.collections.filter((one) => one.folder !== own);
      const all = value === null ? others : [{ folder: own, value }, ...others];
      low.data = { format: 1, collections: all.slice(0, mostCollections) };
      await makeFolders(fileSystem, user);
      await low.write();
    });
  }

  async #read(user: string, fileSystem: FileSystem): Promise<Low<SettingsFile<Value>>> {
    const adapter = new CheckedJsonFile(fileSystem, await userFile(fileSystem, user, this.#name), this.#schema);
    const low = new Low<SettingsFile<Value>>(adapter, { format: 1, collections: [] });
    try {
      await low.read();
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw error;
    }
    return low;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** `table-views.json`: how the table of a collection is set up, and the views of it that have names. */
export const keptTableViews = new CollectionSettings('table-views.json', tableViews);

/** `layers.json`: which tags and marks somebody does not want to see. A collection where everything is shown has no entry. */
export const keptHiddenLayers = new CollectionSettings('layers.json', hiddenLayersSchema);
