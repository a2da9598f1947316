import path from 'node:path';
import { recoveredFolder } from '../disk/collection-paths.ts';
import { confined } from '../disk/confined-file-system.ts';
import { errorCode, type FileSystem, makeFolders, RefusedPathError } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import { writeWhole } from '../disk/replace-file.ts';
import { sha256Of } from '../journal/source-file.ts';
import { type BackupFile, backupContent, readManifest } from './make-backup.ts';

export type BackupRestoreOutcome =
  /** `damaged` are files that are not what was backed up, as paths; what could be read of them is in `recovered/damaged`, where nothing
   *  relies on it. */
  | { readonly kind: 'restored'; readonly damaged: readonly string[] }
  /** There is something in the folder already: a backup is never put over a collection. */
  | { readonly kind: 'not empty' }
  /** `reason` is why its list of files cannot be read; null when there is none. */
  | { readonly kind: 'not a backup'; readonly reason: string | null };

/** Makes a folder of its own from a backup; open it as any collection. Takes only files that have the digest that the backup names.
 *  @throws the file system's error */
export async function restoreBackup(
  fileSystem: FileSystem,
  backup: string,
  target: string,
): Promise<BackupRestoreOutcome> {
  const from = await confined(fileSystem, backup);
  const reading = await readManifest(from, backup);
  if (reading.kind !== 'read')
    return { kind: 'not a backup', reason: reading.kind === 'unreadable' ? reading.reason : null };
  if ((await readFolderOrNone(fileSystem, target)).length > 0) return { kind: 'not empty' };
  await makeFolders(fileSystem, target);
  const to = await confined(fileSystem, target);
  const damaged: string[] = [];
  for (const file of reading.manifest.files) {
    const bytes = await bytesOf(from, backup, file);
    const isSame = bytes !== null && sha256Of(bytes) === file.sha256;
    const place = isSame ? target : path.join(recoveredFolder(target), 'damaged');
    const isWritten = bytes !== null && (await writeUnlessThere(to, path.join(place, file.path), bytes));
    if (!isSame || !isWritten) damaged.push(file.path);
  }
  return { kind: 'restored', damaged };
}

/** Null when it is no plain file, or is not there. */
async function bytesOf(from: FileSystem, backup: string, { path: name }: BackupFile): Promise<Uint8Array | null> {
  try {
    return await from.readFile(path.join(backupContent(backup), name));
  } catch (error) {
    if (error instanceof RefusedPathError || errorCode(error) !== null) return null;
    throw error;
  }
}

/** @returns false when the list named another file for that place before */
async function writeUnlessThere(to: FileSystem, file: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await makeFolders(to, path.dirname(file));
    await writeWhole(to, file, bytes);
    await to.syncFolder(path.dirname(file));
    return true;
  } catch (error) {
    if (error instanceof RefusedPathError || errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
