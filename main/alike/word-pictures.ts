import type { WordPicture, WordPictureRequest } from '../../shared/contract/payloads/find.ts';
import type { ImageReader } from '../images/image-reader.ts';
import { sourceOf } from '../images/page-pictures.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import { imageFileState } from '../storage/document/page-images.ts';

/** Cuts the pictures of words from the image of their page; null when the image is not there, cannot be decoded, or when it was cancelled. */
export function cutWords(
  images: ImageReader,
  documents: Documents,
  { document, page: id, boxes }: WordPictureRequest,
  signal: AbortSignal,
): Promise<readonly WordPicture[] | null> {
  return documents.withDocument(document, async (store) => {
    const page = store.state.pages.find((one) => one.id === id);
    if (!page || (await imageFileState(store.files, store.facsimileFolder, page)) !== 'present') return null;
    const cut = await images.cutOut({ source: sourceOf(store, page), turn: page.turn, boxes }, page.name, signal);
    if (cut.kind !== 'done') return null;
    return cut.value.map(({ bytes, ...picture }) => ({
      ...picture,
      address: `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`,
    }));
  });
}
