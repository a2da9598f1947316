import path from 'node:path';
import type { FileSystem } from './file-system.ts';
import { makeFolders } from './folders.ts';
import { replaceFile } from './replace-file.ts';

/** Makes the folder that an edition is written to, with those above it, when it is not there.
 *  @throws the file system's error */
export const makeEditionFolder = (fileSystem: FileSystem, folder: string): Promise<void> =>
  makeFolders(fileSystem, path.resolve(folder));

/** Writes one file of an edition: all of it is on the disk when this returns, or what was there before.
 *  @param name base name of the file
 *  @returns its path
 *  @throws ReplaceFileError */
export async function writeEditionFile(
  fileSystem: FileSystem,
  folder: string,
  name: string,
  content: string,
): Promise<string> {
  const file = path.join(path.resolve(folder), name);
  await replaceFile(fileSystem, file, new TextEncoder().encode(content));
  return file;
}
