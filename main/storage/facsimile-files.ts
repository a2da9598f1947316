import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PageImage } from '../../shared/document/page-image.ts';
import type { FileSystem } from './file-system.ts';
import { digestOfOutside } from './outside-file.ts';

/** Whether the file of a page image is where it was put. */
export type ImageFileState = 'present' | 'missing' | 'changed';

/** Looks for the file of a page image and at its size; the content is not read.
 *  @param folder the document's folder `facsimile` */
export async function imageFileState(
  fileSystem: FileSystem,
  folder: string,
  image: Pick<PageImage, 'file' | 'bytes'>,
): Promise<ImageFileState> {
  const stat = await fileSystem.stat(path.join(folder, image.file));
  if (stat?.kind !== 'file') return 'missing';
  return stat.size === image.bytes ? 'present' : 'changed';
}

/** The bytes of a picture that is to be decoded or shown.
 *  @throws the file system's error */
export const readPictureFile = (file: string): Promise<Buffer> => readFile(file);

/** Reads the images of a document again and compares them with what is known of them. Files that are the image of no page are
 *  those of pages that were taken off.
 *  @returns sentences */
export async function checkImages(
  fileSystem: FileSystem,
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
    else if (state === 'changed' || (await isOther(path.join(folder, file), image)))
      sentences.push(`The image ${file} of ${name} is not the one that was imported; bring it back from a backup.`);
  }
  return sentences;
}

async function isOther(file: string, { sha256 }: PageImage): Promise<boolean> {
  const digested = await digestOfOutside(file, Number.POSITIVE_INFINITY);
  return digested.kind !== 'digested' || digested.sha256 !== sha256;
}
