import type { PageLayout } from '../../shared/document/layout.ts';
import type { ImageFormat, PageImage } from '../../shared/document/page-image.ts';
import type { ImageFault } from '../../shared/import/images/image-fault.ts';
import type { ConfinedPath } from '../storage/confined-file-system.ts';

/** Which picture of which file, and what is known of it. */
export interface PictureSource extends Pick<PageImage, 'format' | 'frame' | 'width' | 'height'>, ConfinedPath {}

/** What the process that decodes images is asked for. Paths are inside a collection, or of copies that are on their way there. */
export type ImageRequest =
  /** What pages a file makes. Told of each page; a picture other than a PDF's is decoded once to see that it can be. */
  | { readonly kind: 'inspect'; readonly file: ConfinedPath }
  /** Writes `thumbnail.jpg` into a folder. */
  | { readonly kind: 'thumbnail'; readonly source: PictureSource; readonly folder: ConfinedPath }
  /** Writes the levels of a pyramid into a folder, the smallest first, and the thumbnail. Told of each level. */
  | { readonly kind: 'tiles'; readonly source: PictureSource; readonly folder: ConfinedPath }
  /** The picture itself as PNG, for what reads it. */
  | { readonly kind: 'render'; readonly source: PictureSource };

/** A page of a file, in the order of the file. */
export interface InspectedPage {
  readonly frame: number;
  readonly width: number;
  readonly height: number;
  /** What the text layer of a PDF says; null for other files and for pages without words. */
  readonly layout: PageLayout | null;
}

export type ImageTold =
  | { readonly kind: 'page'; readonly page: InspectedPage; readonly total: number }
  | { readonly kind: 'level'; readonly level: number };

export type ImageAnswer =
  | { readonly kind: 'inspected'; readonly format: ImageFormat }
  | { readonly kind: 'written' }
  | { readonly kind: 'rendered'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly fault: ImageFault };
