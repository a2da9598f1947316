import path from 'node:path';
import { anchorName, anchorsOf } from '../../shared/document/page-anchor.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { pageWay } from '../../shared/document/pages/treated-page.ts';
import { pageWords } from '../../shared/export/pdf/page-words.ts';
import { jpegPicture, type PdfPicture, pngPicture } from '../../shared/export/pdf/pdf-picture.ts';
import { type PdfPage, searchablePdf } from '../../shared/export/pdf/searchable-pdf.ts';
import type { PlacedPage } from '../../shared/tracking/placed-words.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { type ImageReader, imageReader } from '../images/image-reader.ts';
import { sourceOf } from '../images/page-pictures.ts';
import { pagesAtPresent, placedPages } from '../ocr/placed-pages.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { imageFileState, readPictureFile } from '../storage/document/page-images.ts';
import type { JobContext } from '../workers/job.ts';

/** A document has no page image that a PDF could show. Its message is a clause behind the document's name. */
export class NoPicturesError extends Error {
  override name = 'NoPicturesError';
}

/** More is no file that people send one another, nor one that this program can make in memory. */
const mostBytes = 1_500_000_000;

/** The page images of a document with its words under them; null when it was cancelled.
 *  @throws NoPicturesError */
export async function facsimilePdf(
  context: JobContext,
  store: DocumentStore,
  { language, signal }: { readonly language: string; readonly signal: AbortSignal },
): Promise<Uint8Array | null> {
  const { state } = store;
  if (state.pages.length === 0)
    throw new NoPicturesError(inEnglish`it has no page images, so there is nothing to put words under`);
  const seen = state.pages.map((page) => ({ ...page, ...pageWay(page).size }));
  const words = pageWords(state.doc, seen, pagesAtPresent(state, placedPages(state)).map(onPage(state.pages)));
  const names = new Map(anchorsOf(state.doc).map(({ anchor }) => [anchor.id, anchorName(anchor)]));
  const pages: PdfPage[] = [];
  const reader = imageReader(context);
  let bytes = 0;
  try {
    for (const [index, image] of state.pages.entries()) {
      if (signal.aborted) return null;
      const picture = await pictureOf(reader, store, image, signal);
      if (picture === null) {
        if (signal.aborted) return null;
        throw new NoPicturesError(inEnglish`the image “${image.name}” is missing or cannot be shown`);
      }
      bytes += picture.bytes.length;
      if (bytes > mostBytes) throw new NoPicturesError(inEnglish`its page images are too large for one PDF`);
      const name = (image.anchor && names.get(image.anchor)) || `Image ${index + 1}`;
      pages.push({ image: seen[index] ?? image, picture, words: words[index] ?? [], name });
    }
  } finally {
    reader.close();
  }
  return searchablePdf(pages, {
    application: context.application,
    title: state.metadata.title || state.source.name,
    language,
    changed: state.changed.time,
    id: state.source.sha256.slice(0, 32),
  });
}

/** Boxes in pixels of the page as it is seen. */
const onPage =
  (pages: readonly PageImage[]) =>
  (placed: PlacedPage): PlacedPage => {
    const page = pages.find(({ id }) => id === placed.page);
    if (!page?.treatment) return placed;
    const { toPage } = pageWay(page);
    return { ...placed, words: placed.words.map((word) => ({ ...word, box: toPage(word.box) })) };
  };

/** As it is stored, where a PDF shows it so; else as it is decoded. Null when it is missing, or cannot be decoded. */
async function pictureOf(
  reader: ImageReader,
  store: DocumentStore,
  image: PageImage,
  signal: AbortSignal,
): Promise<PdfPicture | null> {
  const { files, facsimileFolder } = store;
  if ((await imageFileState(files, facsimileFolder, image)) !== 'present') return null;
  if (!image.treatment && (image.format === 'jpeg' || image.format === 'png')) {
    const bytes = await readPictureFile(files, path.join(facsimileFolder, image.file));
    const plain = image.format === 'jpeg' ? jpegPicture(bytes) : pngPicture(bytes);
    if (plain) return plain;
  }
  const outcome = await reader.render(sourceOf(store, image), image.treatment ?? null, image.name, signal);
  return outcome.kind === 'done' ? pngPicture(outcome.value) : null;
}
