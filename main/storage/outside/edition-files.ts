import path from 'node:path';
import { type FileSystem, makeFolders } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import { replaceFile } from '../disk/replace-file.ts';

/** Makes the folder that an edition is written to, with those above it, when it is not there.
 *  @throws the file system's error */
export const makeEditionFolder = (fileSystem: FileSystem, folder: string): Promise<void> =>
  makeFolders(fileSystem, path.resolve(folder));

/** Which of these files stand in a folder already, as paths. Names that differ in their capitals only count as the same, because some
 *  disks take them so.
 *  @throws the file system's error when the folder cannot be read; there is none of them in one that is not there */
export async function filesThere(
  fileSystem: FileSystem,
  folder: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const entries = await readFolderOrNone(fileSystem, path.resolve(folder));
  return entries.filter(({ name }) => wanted.has(name.toLowerCase())).map(({ name }) => path.join(folder, name));
}

/** The files of a folder whose names end so, as paths.
 *  @throws as `filesThere` */
export async function filesWithEnding(
  fileSystem: FileSystem,
  folder: string,
  ending: string,
): Promise<readonly string[]> {
  const entries = await readFolderOrNone(fileSystem, path.resolve(folder));
  return entries.filter(({ name }) => name.toLowerCase().endsWith(ending)).map(({ name }) => path.join(folder, name));
}

/** Writes one file of an edition: all of it is on the disk when this returns, or what was there before.
 *  @param name base name of the file
 *  @returns its path
 *  @throws ReplaceFileError */
export async function writeEditionFile(
  fileSystem: FileSystem,
  folder: string,
  name: string,
  content: string | Uint8Array,
): Promise<string> {
  const file = path.join(path.resolve(folder), name);
  await replaceFile(fileSystem, file, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  return file;
}
