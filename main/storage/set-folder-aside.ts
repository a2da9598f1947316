import path from 'node:path';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { documentFolder, documentsFolder, recoveredFolder } from './collection-paths.ts';
import { makeFolders } from './folders.ts';
import type { StorageContext } from './storage-context.ts';

/** Where the folder of a document goes that another one took the place of. */
export const replacedFolder = (folder: string, id: DocumentId): string =>
  path.join(recoveredFolder(folder), `replaced-${id}`);

/** Moves the folder of a replaced document out of the way, with everything in it; does nothing when that is done. */
export async function setFolderAside({ fileSystem }: StorageContext, folder: string, id: DocumentId): Promise<void> {
  if ((await fileSystem.stat(documentFolder(folder, id))) === null) return;
  await makeFolders(fileSystem, recoveredFolder(folder));
  await fileSystem.rename(documentFolder(folder, id), replacedFolder(folder, id));
  await fileSystem.syncFolder(recoveredFolder(folder));
  await fileSystem.syncFolder(documentsFolder(folder));
}
