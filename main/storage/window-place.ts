import { Low } from 'lowdb';
import * as v from 'valibot';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { makeFolders } from './folders.ts';
import { CheckedJsonFile } from './lowdb-adapter.ts';
import { userFile } from './user-folder.ts';

/** Where and how large the window was when it was last closed; in pixels of the screen that do not count its scale. */
export interface WindowPlace {
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly maximized: boolean;
}

const coordinate = v.pipe(v.number(), v.safeInteger());
const length = v.pipe(v.number(), v.safeInteger(), v.minValue(200), v.maxValue(100_000));

const placeSchema: v.GenericSchema<unknown, WindowPlace> = v.object({
  bounds: v.object({ x: coordinate, y: coordinate, width: length, height: length }),
  maximized: v.boolean(),
});

const placeFile = async (fileSystem: FileSystem, folder: string): Promise<CheckedJsonFile<WindowPlace>> =>
  new CheckedJsonFile(fileSystem, await userFile(fileSystem, folder, 'window.json'), placeSchema);

/** The place kept in the user's folder; null when there is none that can be read, which loses nothing. */
export async function readWindowPlace(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<WindowPlace | null> {
  try {
    return await (await placeFile(fileSystem, folder)).read();
  } catch {
    return null;
  }
}

/** Keeps the place of the window.
 *  @throws ReplaceFileError when it could not be written */
export async function writeWindowPlace(
  folder: string,
  place: WindowPlace,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<void> {
  await makeFolders(fileSystem, folder);
  await new Low(await placeFile(fileSystem, folder), place).write();
}
