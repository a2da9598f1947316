import path from 'node:path';
import { collectionFile, collectionJournals, stagingFolder } from '../disk/collection-paths.ts';
import { errorCode, type FileSystem, removeTree } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import { lockName } from '../disk/lock-file.ts';
import { gitFileNames } from './git-files.ts';

/** The folder and those above it that are not there, innermost first: those that making a collection in it makes. */
export async function missingFolders(fileSystem: FileSystem, folder: string): Promise<readonly string[]> {
  if ((await fileSystem.stat(folder)) !== null) return [];
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...(await missingFolders(fileSystem, parent))];
}

/** Removes what making a collection wrote, while its lock is held. When anything else stands in its folder, all is left as it is.
 *  @returns whether it was removed; when the disk refuses, an empty collection stays */
export async function removeNewFiles(fileSystem: FileSystem, folder: string): Promise<boolean> {
  try {
    return await removeKnownFiles(fileSystem, folder);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}

async function removeKnownFiles(fileSystem: FileSystem, folder: string): Promise<boolean> {
  const [journals, staging, file] = [collectionJournals(folder), stagingFolder(folder), collectionFile(folder)];
  const gitFiles = gitFileNames.map((name) => path.join(folder, name));
  const known = new Set([journals, staging, file, ...gitFiles, path.join(folder, lockName)]);
  const names = await fileSystem.readFolder(folder);
  if (names.some(({ name }) => !known.has(path.join(folder, name)))) return false;
  const replicas = await fileSystem.readFolder(journals);
  if (replicas.length !== 1 || !(await isEmptyStaging(fileSystem, staging))) return false;
  // The file of the collection goes last: what is left when this is interrupted is an empty collection.
  await removeTree(fileSystem, journals);
  if (names.some(({ name }) => name === path.basename(staging))) await removeTree(fileSystem, staging);
  for (const gitFile of gitFiles) await fileSystem.removeFile(gitFile);
  await fileSystem.removeFile(file);
  return true;
}

/** Whether nothing but empty folders of replicas is there. */
async function isEmptyStaging(fileSystem: FileSystem, staging: string): Promise<boolean> {
  for (const { name, kind } of await readFolderOrNone(fileSystem, staging))
    if (kind !== 'folder' || (await fileSystem.readFolder(path.join(staging, name))).length > 0) return false;
  return true;
}

/** Removes folders as long as they are empty.
 *  @param folders innermost first */
export async function removeEmptyFolders(fileSystem: FileSystem, folders: readonly string[]): Promise<void> {
  try {
    for (const folder of folders) {
      await fileSystem.removeFolder(folder);
      await fileSystem.syncFolder(path.dirname(folder));
    }
  } catch (error) {
    // Somebody has put something there meanwhile.
    if (errorCode(error) === null) throw error;
  }
}
