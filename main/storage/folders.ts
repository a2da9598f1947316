import path from 'node:path';
import { errorCode, type FileSystem } from './file-system.ts';

/** Makes a folder and those above it that are missing, each with its name on the disk. */
export async function makeFolders(fileSystem: FileSystem, folder: string): Promise<void> {
  if ((await fileSystem.stat(folder)) !== null) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolders(fileSystem, parent);
  try {
    await fileSystem.makeFolder(folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  await fileSystem.syncFolder(parent);
}

/** Removes a folder with everything in it. */
export async function removeTree(fileSystem: FileSystem, folder: string): Promise<void> {
  for (const { name, kind } of await fileSystem.readFolder(folder)) {
    const entry = path.join(folder, name);
    if (kind === 'folder') await removeTree(fileSystem, entry);
    else await fileSystem.removeFile(entry);
  }
  await fileSystem.removeFolder(folder);
}
