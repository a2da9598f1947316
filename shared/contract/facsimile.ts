import type { PageImageId } from '../document/identifier.ts';
import type { Box } from '../document/layout.ts';
import type { PageImage } from '../document/page-image.ts';

/** A page image as the window shows it. */
export interface PageView extends PageImage {
  readonly state: 'present' | 'missing' | 'changed';
  /** Null unless it is present. */
  readonly picture: PagePicture | null;
  /** Address of a picture at most 256 pixels wide or high; null unless it is present. */
  readonly thumbnail: string | null;
}

/** How to get the pixels of a page. Addresses begin with `app://anchorite/facsimile/` and are answered by the main process. */
export type PagePicture =
  | { readonly kind: 'whole'; readonly address: string }
  /** A pyramid of square JPEG tiles: level 0 is the smallest. */
  | {
      readonly kind: 'tiles';
      /** Followed by `<level>/<column>_<row>.jpg`. */
      readonly address: string;
      readonly tileSize: number;
      readonly overlap: number;
      readonly levels: number;
    };

/** A word of a page with its place in the document as it was imported. */
export interface PlacedLayoutWord {
  /** Positions in the imported document; the word's own text, without white space. */
  readonly from: number;
  readonly to: number;
  readonly box: Box;
  /** 0 to 100; null when not stated. */
  readonly confidence: number | null;
}

/** The words of a page that have a place both on the image and in the text, and its lines. */
export interface PlacedPage {
  readonly page: PageImageId;
  readonly words: readonly PlacedLayoutWord[];
  /** Boxes of the lines, from the top; `from` and `to` enclose their words in the imported document. */
  readonly lines: readonly { readonly from: number; readonly to: number; readonly box: Box }[];
}
