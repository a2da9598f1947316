import { createHash } from 'node:crypto';
import path from 'node:path';
import { type DocumentId, newDocumentId } from '../../../shared/document/identifier.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import { facsimileFolder, replicaStaging, safeFileName } from '../disk/collection-paths.ts';
import type { ConfinedFileSystem, ConfinedPath } from '../disk/confined-file-system.ts';
import { errorCode, type FileSystem, makeFolders, RefusedPathError, removeTree } from '../disk/file-system.ts';
import { readFolderOrNone } from '../disk/journal-folder.ts';
import { type CopiedFile, copyOutsideFile, type OutsideFileFault } from '../disk/outside-file.ts';
import { mostBytesOf } from '../disk/size-limits.ts';
import type { ConfinedContext } from '../disk/storage-context.ts';
import { tilesFolderName } from './tile-files.ts';

/** Whether the file of a page image is where it was put. */
export type ImageFileState = 'present' | 'missing' | 'changed';

/** Looks for the file of a page image and at its size; the content is not read.
 *  @param folder the document's folder `facsimile` */
export async function imageFileState(
  fileSystem: ConfinedFileSystem,
  folder: string,
  image: Pick<PageImage, 'file' | 'bytes'>,
): Promise<ImageFileState> {
  const stat = await fileSystem.stat(path.join(folder, image.file)).catch(missingWhereUnreadable);
  if (stat?.kind !== 'file') return 'missing';
  return stat.size === image.bytes ? 'present' : 'changed';
}

function missingWhereUnreadable(error: unknown): null {
  if (errorCode(error) === null) throw error;
  return null;
}

/** The bytes of a picture that is to be decoded or shown.
 *  @throws the file system's error */
export async function readPictureFile(fileSystem: ConfinedFileSystem, file: string): Promise<Buffer> {
  const { buffer, byteOffset, byteLength } = await fileSystem.readFile(file);
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Reads the images of a document again and compares them with what is known of them. Files that are the image of no page are
 *  those of pages that were taken off.
 *  @returns sentences */
export async function checkImages(
  fileSystem: ConfinedFileSystem,
  folder: string,
  pages: readonly PageImage[],
  name: string,
): Promise<readonly string[]> {
  const sentences: string[] = [];
  const images = new Map(pages.map((page) => [page.file, page]));
  for (const [file, image] of images) {
    const state = await imageFileState(fileSystem, folder, image);
    if (state === 'missing')
      sentences.push(
        inEnglish`The image ${file} of ${name} is not in ${folder}; bring it back, or link the page to its file again.`,
      );
    else if (state === 'changed' || (await isOther(fileSystem, path.join(folder, file), image)))
      sentences.push(
        inEnglish`The image ${file} of ${name} is not the one that was imported; bring it back from a backup.`,
      );
  }
  return sentences;
}

async function isOther(fileSystem: ConfinedFileSystem, file: string, { sha256 }: PageImage): Promise<boolean> {
  try {
    return (await digestOf(fileSystem, file)) !== sha256;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return true;
  }
}

const pieceBytes = 1024 * 1024;

/** SHA-256 in hex, read piece by piece. */
async function digestOf(fileSystem: ConfinedFileSystem, file: string): Promise<string> {
  const opened = await fileSystem.open(file, 'read');
  try {
    const digest = createHash('sha256');
    const piece = new Uint8Array(pieceBytes);
    let left = mostBytesOf(file);
    for (;;) {
      const length = await opened.read(piece);
      if (length === 0) return digest.digest('hex');
      left -= length;
      if (left < 0) throw new RefusedPathError({ kind: 'too large', mostBytes: mostBytesOf(file) }, file);
      digest.update(piece.subarray(0, length));
    }
  } finally {
    await opened.close();
  }
}

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
