import path from 'node:path';
import type { PageImage } from '../../shared/document/page-image.ts';
import type { FileSystem } from './file-system.ts';

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
