import { createHash } from 'node:crypto';
import path from 'node:path';
import type { PageImage } from '../../shared/document/page-image.ts';
import type { ConfinedFileSystem } from './confined-file-system.ts';
import { errorCode, RefusedPathError } from './file-system.ts';
import { mostBytesOf } from './size-limits.ts';

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
        `The image ${file} of ${name} is not in ${folder}; bring it back, or link the page to its file again.`,
      );
    else if (state === 'changed' || (await isOther(fileSystem, path.join(folder, file), image)))
      sentences.push(`The image ${file} of ${name} is not the one that was imported; bring it back from a backup.`);
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
