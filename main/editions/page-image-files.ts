import path from 'node:path';
import type { PageImage } from '../../shared/document/page-image.ts';
import { pageWay } from '../../shared/document/pages/treated-page.ts';
import { iiifImageInfo } from '../../shared/export/archive/iiif-manifest.ts';
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

interface ImageFiles {
  /** Name of the edition without its ending. */
  readonly stem: string;
  readonly signal: AbortSignal;
  /** Where the folder of the edition is served, with a slash at its end: then the images have the paths of the IIIF Image API. They are numbered files when
   *  not given. */
  readonly service?: string | null;
}

/** Writes the images of a document's pages to the folder `<stem>-images` beside its edition: as they are, where every browser shows them, else as PNG, as are pages that a
 *  person straightened or cut out. An image that
 *  is missing or cannot be decoded is left out.
 *  @param folder that of the edition
 *  @returns the images, with addresses as the edition names them */
export async function writePageImages(
  context: JobContext,
  store: DocumentStore,
  folder: string,
  { stem, signal, service = null }: ImageFiles,
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
      const ending = page.treatment ? undefined : shownAsTheyAre[page.format];
      const bytes =
        ending === undefined ? await rendered(reader, store, page, signal) : await readPictureFile(store.files, file);
      if (bytes === null) continue;
      const number = String(index + 1).padStart(4, '0');
      const picture =
        service === null
          ? await writeEditionFile(context.fileSystem, place, `page-${number}${ending ?? '.png'}`, bytes).then((file) =>
              path.basename(file),
            )
          : await writeService(
              context,
              place,
              { page, number, ending: ending ?? '.png', base: `${service}${encodeURIComponent(name)}/` },
              bytes,
            );
      const address = `${encodeURIComponent(name)}/${picture}`;
      written.push({ id: page.id, address, ...pageWay(page).size, turn: page.turn });
    }
  } finally {
    reader.close();
  }
  return written;
}

interface ServedImage {
  readonly page: PageImage;
  readonly number: string;
  readonly ending: string;
  /** Where the folder of the images is served, with a slash at its end. */
  readonly base: string;
}

/** Writes an image as a service of images has it that only knows the whole picture, so that the folder can be put on any server as one.
 *  @returns its path within the folder */
async function writeService(
  { fileSystem }: JobContext,
  place: string,
  { page, number, ending, base }: ServedImage,
  bytes: Uint8Array,
): Promise<string> {
  const inner = `${number}/full/max/0`;
  await makeEditionFolder(fileSystem, path.join(place, inner));
  await writeEditionFile(fileSystem, path.join(place, inner), `default${ending}`, bytes);
  const info = iiifImageInfo(pageWay(page).size, { id: base + number, format: ending.slice(1) });
  await writeEditionFile(fileSystem, path.join(place, number), 'info.json', info);
  return `${inner}/default${ending}`;
}

async function rendered(
  reader: ImageReader,
  store: DocumentStore,
  page: PageImage,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const outcome = await reader.render(sourceOf(store, page), page.treatment ?? null, page.name, signal);
  return outcome.kind === 'done' ? outcome.value : null;
}
