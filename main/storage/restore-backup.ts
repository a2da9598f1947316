import path from 'node:path';
import { backupContent, readManifest } from './backup-manifest.ts';
import type { FileSystem } from './file-system.ts';
import { makeFolders } from './folders.ts';
import { readFolderOrNone } from './journal-folder.ts';
import { writeWhole } from './replace-file.ts';
import { sha256Of } from './source-file.ts';

export type RestoreOutcome =
  /** `damaged` are files that are not what was backed up, as paths; what there is of them was restored all the same. */
  | { readonly kind: 'restored'; readonly damaged: readonly string[] }
  /** There is something in the folder already: a backup is never put over a collection. */
  | { readonly kind: 'not empty' }
  | { readonly kind: 'not a backup' };

/** Makes a folder of its own from a backup; open it as any collection.
 *  @throws the file system's error */
export async function restoreBackup(fileSystem: FileSystem, backup: string, target: string): Promise<RestoreOutcome> {
  const manifest = await readManifest(fileSystem, backup);
  if (!manifest) return { kind: 'not a backup' };
  if ((await readFolderOrNone(fileSystem, target)).length > 0) return { kind: 'not empty' };
  const damaged: string[] = [];
  for (const file of manifest.files) {
    const bytes = await fileSystem.readFile(path.join(backupContent(backup), file.path)).catch(() => null);
    if (!bytes || sha256Of(bytes) !== file.sha256) damaged.push(file.path);
    if (!bytes) continue;
    const restored = path.join(target, file.path);
    await makeFolders(fileSystem, path.dirname(restored));
    await writeWhole(fileSystem, restored, bytes);
    await fileSystem.syncFolder(path.dirname(restored));
  }
  return { kind: 'restored', damaged };
}
