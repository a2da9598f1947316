import path from 'node:path';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { documentFolder, documentJournals, documentsFolder, recoveredFolder } from './collection-paths.ts';
import { makeFolders } from './folders.ts';
import { replicasIn } from './journal-folder.ts';
import type { StorageContext } from './storage-context.ts';

/** Moves the folder of a document that another one took the place of out of the way, with everything in it; does nothing when that
 *  is done. Where other replicas wrote to it, it stays: what is moved here would be moved for them, too, by a program that
 *  synchronises folders, and what they write next would come back. It is in no list wherever it is.
 *  @returns where it is */
export async function setFolderAside(
  { fileSystem, replica }: StorageContext,
  folder: string,
  id: DocumentId,
): Promise<string> {
  const document = documentFolder(folder, id);
  const aside = path.join(recoveredFolder(folder), `replaced-${id}`);
  if ((await fileSystem.stat(document)) === null) return aside;
  const writers = await replicasIn(fileSystem, documentJournals(document));
  const isOwn = writers.every((writer) => writer === replica);
  if (!isOwn || (await fileSystem.stat(aside)) !== null) return document;
  await makeFolders(fileSystem, recoveredFolder(folder));
  await fileSystem.rename(document, aside);
  await fileSystem.syncFolder(recoveredFolder(folder));
  await fileSystem.syncFolder(documentsFolder(folder));
  return aside;
}
