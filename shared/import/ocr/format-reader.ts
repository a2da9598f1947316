import type { RawPage } from './raw-page.ts';
import type { XmlReader } from './xml-stream.ts';

/** Size of an image in pixels, and its resolution when the file tells it. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
  /** Dots per inch. */
  readonly dpi: number | null;
}

/** Tells the size of the image of a page; null when it is not known.
 *  @param page number of the page in its file, from 1
 *  @param image the name that the file gives, without folders */
export type ImageSizeOf = (page: number, image: string | null) => ImageSize | null;

/** The formats of layout that can be read. */
export type LayoutFormat = 'hocr' | 'alto' | 'page-xml';

/** Reads one format. */
export interface FormatReader extends XmlReader {
  readonly format: LayoutFormat;
  /** Those that are complete, in the order of the file. */
  readonly pages: RawPage[];
}
