import type { PageLayout } from '../../shared/document/layout.ts';
import type { LayoutFault } from '../../shared/import/ocr/layout-fault.ts';
import type { NamedImage } from '../../shared/import/ocr/match-layouts.ts';
import { imagesOfLayout } from '../../shared/import/ocr/match-layouts.ts';
import { type ReadLayoutFile, readLayoutFile } from '../../shared/import/ocr/read-layout.ts';
import { beginsAsJson, readServiceFile } from '../../shared/import/ocr-services/read-service-file.ts';
import { type PagesDocument, readPages } from '../../shared/import/pages/read-pages.ts';
import { serveTasks } from '../workers/worker-server.ts';
import type { SourceBytes } from './import-worker.ts';

/** An image that a layout may describe. */
export interface SizedImage extends NamedImage {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

export interface LayoutRequest extends SourceBytes {
  /** What is known of the images, for lengths in millimetres and pages without a size; in the order of the pages. */
  readonly images: readonly SizedImage[];
}

/** What was read on the pages of a document, of which its text is to be made. */
export interface PagesRequest {
  readonly pages: readonly (PageLayout | null)[];
  /** What the document is called when it does not say so itself. */
  readonly title: string;
  readonly language: string | null;
}

/** `doc` is `Node.toJSON()`. */
export interface PagesAnswer extends Omit<PagesDocument, 'doc'> {
  readonly kind: 'pages';
  readonly doc: unknown;
}

export type LayoutAnswer = ReadLayoutFile | LayoutFault | PagesAnswer;

serveTasks<LayoutRequest | PagesRequest, LayoutAnswer>((request, begin) => {
  begin();
  if ('pages' in request) {
    const made = readPages(request.pages, request.title, request.language);
    return { ...made, kind: 'pages', doc: made.doc.toJSON() as unknown };
  }
  const { name, bytes, images } = request;
  const read = beginsAsJson(bytes) ? readServiceFile : readLayoutFile;
  const imagesOf = imagesOfLayout(name, images);
  return read(bytes, {
    imageSize: (page, image) => {
      const own = imagesOf(image);
      const found = own.length > 1 ? own[page - 1] : (own[0] ?? images[page - 1]);
      return found ? { width: found.width, height: found.height, dpi: null } : null;
    },
  });
});
