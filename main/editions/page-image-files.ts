import path from 'node:path';
import type { PageImage } from '../../shared/document/page-image.ts';
import type { EditionImage } from '../../shared/export/html/html-edition.ts';
import { type ImageReader, imageReader } from '../images/image-reader.ts';
import { sourceOf } from '../images/page-pictures.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { imageFileState, readPictureFile } from '../storage/document/page-images.ts';
import { makeEditionFolder, writeEditionFile } from '../storage/outside/edition-files.ts';
import type { JobContext } from '../workers/job.ts';

/** Formats that every browser shows, and how their files end. */
const shownAsTheyAre: Readonly<Partial<Record<PageImage['format'], string>>> = {
  png: '.png',
  jpeg: '.jpg',
  webp: '.webp',
};

/** Writes the images of a document's pages to the folder `<stem>-images` beside its edition: as they are, where every browser shows them, else as PNG. An image that
 *  is missing or cannot be decoded is left out.
 *  @param folder that of the edition
 *  @returns the images, with addresses as the edition names them */
export async function writePageImages(
  context: JobContext,
  store: DocumentStore,
  folder: string,
  { stem, signal }: { readonly stem: string; readonly signal: AbortSignal },
): Promise<readonly EditionImage[]> {
  const { pages } = store.state;
  if (pages.length === 0) return [];
  const name = `${stem}-images`;
  const place = path.join(folder, name);
  await makeEditionFolder(context.fileSystem, place);
  const reader = imageReader(context);
  const written: EditionImage[] = [];
  try {
    for (const [index, page] of pages.entries()) {
      if (signal.aborted) break;
      if ((await imageFileState(store.files, store.facsimileFolder, page)) !== 'present') continue;
      const file = path.join(store.facsimileFolder, page.file);
      const ending = shownAsTheyAre[page.format];
      const bytes =
        ending === undefined ? await rendered(reader, store, page, signal) : await readPictureFile(store.files, file);
      if (bytes === null) continue;
      const picture = `page-${String(index + 1).padStart(4, '0')}${ending ?? '.png'}`;
      await writeEditionFile(context.fileSystem, place, picture, bytes);
      const address = `${encodeURIComponent(name)}/${picture}`;
      written.push({ id: page.id, address, width: page.width, height: page.height, turn: page.turn });
    }
  } finally {
    reader.close();
  }
  return written;
}

async function rendered(
  reader: ImageReader,
  store: DocumentStore,
  page: PageImage,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const outcome = await reader.render(sourceOf(store, page), page.name, signal);
  return outcome.kind === 'done' ? outcome.value : null;
}
