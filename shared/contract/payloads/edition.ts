import type { DocumentId } from '../../document/identifier.ts';
import type { PrintedReport } from '../../export/html/report-html.ts';
import type { ReadingView } from '../../export/reading/reading-marks.ts';
import type { Finding } from '../../export/validation/validate-xml.ts';
import type { TakenAnnotation } from '../../web-annotation/take-over.ts';
import type { CorrespondenceView } from './correspondence.ts';
import type { SeenMap } from './entities.ts';

/** What became of one document of an export. */
export type ExportedDocument =
  | {
      readonly kind: 'written';
      readonly document: DocumentId;
      readonly file: string;
      readonly findings: readonly Finding[];
    }
  | {
      readonly kind: 'not valid';
      readonly document: DocumentId;
      readonly title: string;
      readonly findings: readonly Finding[];
    }
  /** The ALTO of its pages, a file a page. */
  | {
      readonly kind: 'pages';
      readonly document: DocumentId;
      readonly title: string;
      /** Paths, in the order of the pages. */
      readonly files: readonly string[];
      /** How many of its pages nothing was read on, or have no image: there is no file of them. */
      readonly unread: number;
      readonly findings: readonly [];
    };

/** What an edition for readers, or what is taken from a text for other programs, can be written as. */
export type ReadingFormat =
  | 'text'
  | 'markdown'
  | 'html'
  | 'versions'
  | 'docx'
  | 'epub'
  | 'pdf'
  | 'searchable-pdf'
  | 'tags'
  | 'annotations';

/** What catalogues and reference managers take up of a document, a file each. */
export type CatalogueFormat = 'dublin-core' | 'ead' | 'csl-json' | 'ris';

/** What catalogues, viewers and depots take up: letters of a collection, page images for a viewer, a package for keeping. */
export type ArchiveFormat = CatalogueFormat | 'cmif' | 'iiif' | 'bagit';

/** What an edition can be written as. */
export type ExportFormat = 'tei' | 'frus' | 'alto' | 'site' | ReadingFormat | ArchiveFormat;

/** How the documents of a TEI edition are parted among files: a file each, or all of them in one. */
export type EditionShape = 'folder' | 'corpus' | 'volume';

export const editionShapes: readonly EditionShape[] = ['folder', 'corpus', 'volume'];

/** Whether a format is one of TEI, whose documents can stand in one file. */
export const isTeiFormat = (format: ExportFormat): format is 'tei' | 'frus' => format === 'tei' || format === 'frus';

export const exportFormats: readonly ExportFormat[] = [
  'tei',
  'frus',
  'html',
  'versions',
  'site',
  'pdf',
  'searchable-pdf',
  'docx',
  'epub',
  'markdown',
  'text',
  'tags',
  'annotations',
  'alto',
  'dublin-core',
  'ead',
  'csl-json',
  'ris',
  'cmif',
  'iiif',
  'bagit',
];

export interface ExportOutcome {
  /** The folder that was written to. */
  readonly folder: string;
  readonly documents: readonly ExportedDocument[];
  readonly cancelled: boolean;
}

/** What an export comes back with. */
export type ExportReply =
  | ({ readonly kind: 'written' } & ExportOutcome)
  /** Nothing was written: these files of the folder would have been overwritten. */
  | { readonly kind: 'exists'; readonly folder: string; readonly files: readonly string[] };

/** What is printed. */
export type Printed =
  | {
      readonly kind: 'document';
      readonly document: DocumentId;
      readonly view: ReadingView;
      /** Whether a corrected word shows what the source read, too. */
      readonly corrections: boolean;
    }
  | { readonly kind: 'report'; readonly report: PrintedReport }
  /** All of it, of which the window shows a part. */
  | { readonly kind: 'correspondence'; readonly view: CorrespondenceView }
  /** The map of the places, with a list of them. */
  | { readonly kind: 'map'; readonly view: SeenMap };

/** What became of the annotations of a file. */
export interface TakenAnnotations {
  readonly document: DocumentId;
  readonly title: string;
  readonly annotations: readonly TakenAnnotation[];
}
