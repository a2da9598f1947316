import type { AnchorId, DocumentId, PageImageId } from '../../document/identifier.ts';
import type { PageImage, PageTreatment, PageTurn } from '../../document/page-image.ts';
import type { Fault } from './fault.ts';

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

/** A page on a contact sheet, as it lies in its picture. */
export interface SheetPage extends PageImage {
  /** As `PageView` has it. */
  readonly thumbnail: string | null;
}

/** The pages of a document on a contact sheet, in their order. */
export interface SheetDocument {
  readonly document: DocumentId;
  readonly title: string;
  readonly pages: readonly SheetPage[];
}

/** How a page seems to lie in its picture. */
export interface ProposedTreatment extends PageTreatment {
  /** Where two pages that were photographed at once meet, in pixels from the left of the picture turned by `angle`; null when it seems to be
   *  one page. */
  readonly gutter: number | null;
}

/** Where a page of a document is to be: the order of the list is the order of the pages. */
export interface ArrangedPage {
  readonly id: PageImageId;
  /** The page anchor at which the page begins; null to link it to none. */
  readonly anchor: AnchorId | null;
  readonly turn: PageTurn;
}

/** The images of a document after they were changed. */
export interface FacsimileChange {
  /** Sequence number of the last record written: changes of the text may still be sent on the one before. */
  readonly seq: number;
  /** ISO 8601, UTC: when the records were safe on the disk. */
  readonly savedAt: string;
  /** As the list of the journal has them: the acts that say how they lie in their pictures are to be followed on top. */
  readonly pages: readonly PageView[];
}

/** What became of files, or of pages, that a job was to work on. What it did not come to when it was cancelled is as it was. */
export interface FacsimileOutcome extends FacsimileChange {
  /** How many pages were added, or read. */
  readonly done: number;
  /** `file` is the path of a file, or what a person calls the page. */
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
  /** Sentences to be told, such as how many images found no page in the text. */
  readonly remarks: readonly string[];
  readonly cancelled: boolean;
  /** Whether the document, which had no words, got those that were read on its pages: it has to be opened again. */
  readonly gaveText: boolean;
}

/** What became of a page whose file is to be brought back. */
export type RelinkOutcome =
  | ({ readonly kind: 'linked' } & FacsimileChange)
  /** The file is not the one that the page was made from: ask, then call again with its path and `acceptOther`. */
  | { readonly kind: 'other file'; readonly file: string; readonly fault: Fault };
