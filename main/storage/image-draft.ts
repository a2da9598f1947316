import path from 'node:path';
import { type DocumentId, newDocumentId } from '../../shared/document/identifier.ts';
import { facsimileFolder, replicaStaging, safeFileName } from './collection-paths.ts';
import type { ConfinedFileSystem, ConfinedPath } from './confined-file-system.ts';
import type { FileSystem } from './file-system.ts';
import { makeFolders, removeTree } from './folders.ts';
import { readFolderOrNone } from './journal-folder.ts';
import { type CopiedFile, copyOutsideFile, type OutsideFileFault } from './outside-file.ts';
import type { ConfinedContext } from './storage-context.ts';
import { tilesFolderName } from './tile-files.ts';

/** A copy of an image that is on its way into a document. */
export interface DraftImage extends CopiedFile, ConfinedPath {
  /** Base name of the imported file. */
  readonly name: string;
  /** What the copy is called. */
  readonly file: string;
  /** Where the copy is until then. */
  readonly path: string;
}

/** Larger files are refused before they are copied. */
const largestImageBytes = 1024 * 1024 * 1024;

/** Copies of images in a folder where nobody looks for documents: they come into one together, or not at all. What a crash leaves of
 *  them is set aside when the collection is opened next. */
export class ImageDraft {
  /** The document that comes of it, if a new one does. */
  readonly id: DocumentId = newDocumentId();
  readonly #fileSystem: ConfinedFileSystem;
  readonly #folder: string;
  readonly #taken: Set<string>;
  readonly #files: string[] = [];

  /** @param collection the collection's folder
   *  @param taken names of files that are in the document already */
  constructor({ fileSystem, replica }: ConfinedContext, collection: string, taken: readonly string[] = []) {
    this.#fileSystem = fileSystem;
    this.#folder = path.join(replicaStaging(collection, replica), this.id);
    this.#taken = new Set([tilesFolderName, ...taken.map((name) => name.toLowerCase())]);
  }

  /** Copies a file; nothing is left of a copy that fails.
   *  @throws the file system's error, or the signal's reason */
  async copy(file: string, signal: AbortSignal): Promise<DraftImage | OutsideFileFault> {
    const folder = facsimileFolder(this.#folder);
    await makeFolders(this.#fileSystem, folder);
    const name = path.basename(file);
    const wanted = this.#freeName(safeFileName(name));
    const target = path.join(folder, wanted);
    try {
      const copied = await copyOutsideFile(this.#fileSystem, file, target, { limit: largestImageBytes, signal });
      if (copied.kind !== 'copied') {
        // Nothing, unless the file grew beyond the limit while it was copied.
        await this.#fileSystem.removeFile(target).catch(() => undefined);
        return copied;
      }
      this.#taken.add(wanted.toLowerCase());
      this.#files.push(wanted);
      return { ...copied, name, file: wanted, root: this.#fileSystem.root, path: target };
    } catch (error) {
      await this.#fileSystem.removeFile(target).catch(() => undefined);
      throw error;
    }
  }

  /** Removes a copy that turned out to be no page. */
  async drop({ file, path: target }: DraftImage): Promise<void> {
    this.#files.splice(this.#files.indexOf(file), 1);
    this.#taken.delete(file.toLowerCase());
    await this.#fileSystem.removeFile(target);
  }

  /** Moves the copies into the folder of images of a document that is there already. When this returns they are on the disk. */
  async moveInto(target: string): Promise<void> {
    await makeFolders(this.#fileSystem, target);
    for (const file of this.#files)
      await this.#fileSystem.rename(path.join(facsimileFolder(this.#folder), file), path.join(target, file));
    await this.#fileSystem.syncFolder(target);
    await this.discard();
  }

  /** Removes what there is of it. To be called when it came to nothing. */
  async discard(): Promise<void> {
    if ((await this.#fileSystem.stat(this.#folder)) === null) return;
    await removeTree(this.#fileSystem, this.#folder);
  }

  #freeName(name: string): string {
    const { name: stem, ext } = path.parse(name);
    for (let number = 1; ; number++) {
      const wanted = number === 1 ? name : `${stem}-${number}${ext}`;
      if (!this.#taken.has(wanted.toLowerCase())) return wanted;
    }
  }
}

/** The names of the files in a document's folder of images. */
export async function imageNames(fileSystem: FileSystem, folder: string): Promise<readonly string[]> {
  const entries = await readFolderOrNone(fileSystem, folder);
  return entries.filter(({ kind }) => kind === 'file').map(({ name }) => name);
}
