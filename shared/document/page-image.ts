import type { AnchorId, PageImageId, ZoneId } from './identifier.ts';
import type { Box } from './layout.ts';

/** Image files that pages are made of. */
export type ImageFormat = 'png' | 'jpeg' | 'tiff' | 'webp' | 'gif' | 'bmp' | 'jp2' | 'pdf';

/** A quarter turn or several, clockwise, that a person gave the image. Boxes are measured before it. */
export type PageTurn = 0 | 90 | 180 | 270;

/** The image of one page. The list of a document is in the order of its pages. TEI: `surface` with its `graphic`. */
export interface PageImage {
  /** Serves as `surface/@xml:id`. */
  readonly id: PageImageId;
  /** Base name of the imported file. */
  readonly name: string;
  /** Name of the copy below the document's folder `facsimile/`. Pages of one file (TIFF, PDF) have the same. */
  readonly file: string;
  readonly format: ImageFormat;
  /** Size of the file in bytes. */
  readonly bytes: number;
  /** SHA-256 of the file, in hex. */
  readonly sha256: string;
  /** Which picture of the file, from 0. */
  readonly frame: number;
  /** In pixels; of a PDF, as it is rendered here (`pdfResolution`). */
  readonly width: number;
  readonly height: number;
  readonly turn: PageTurn;
  /** The page anchor at which the page begins; null when it is not linked. */
  readonly anchor: AnchorId | null;
  /** Which part of the picture is the page; all of it as it is, unless given. */
  readonly treatment?: PageTreatment;
  /** A further page of the same picture, as where two pages were photographed at once: it is a page of the document only while it has a
   *  part of its own. */
  readonly of?: PageImageId;
}

/** How the page lies in its picture, which itself is never changed. Without both it is the whole picture. */
export interface PageTreatment {
  /** By how many degrees, clockwise, the picture is turned about its middle so that its lines are level. */
  readonly angle: number;
  /** The part that is the page, in pixels of the picture turned so; null for all of it. */
  readonly crop: Box | null;
}

export const untreated: PageTreatment = { angle: 0, crop: null };

/** More is no photograph of a page that was meant to be straight; whole quarters are `PageTurn`. In degrees. */
export const mostAngle = 15;

/** At how many dots per inch pages of a PDF become images. */
export const pdfResolution = 300;

/** A region of a page image that a person drew: a stamp, a signature, a marginal note. Its passage is the text that carries the
 *  mark `zone` with its id. TEI: `zone`, and `@facs` on what it is tied to. */
export interface Zone {
  /** Serves as `zone/@xml:id`. */
  readonly id: ZoneId;
  readonly page: PageImageId;
  readonly box: Box;
  readonly kind: ZoneKind;
  /** What it shows, in a person's words; may be empty. TEI: `zone/note`. */
  readonly note: string;
}

export type ZoneKind = 'stamp' | 'signature' | 'marginal note' | 'other';

export const zoneKinds: readonly ZoneKind[] = ['stamp', 'signature', 'marginal note', 'other'];

/** One act upon a page image, part of a change: upon a zone, so that undo takes it back together with the mark on its passage, or upon how the
 *  page lies in its picture. */
export type ZoneAct =
  | { readonly kind: 'drawn'; readonly zone: Zone }
  /** Everything about it as it is now: moved, of another kind, with another note. */
  | { readonly kind: 'changed'; readonly zone: Zone }
  | { readonly kind: 'erased'; readonly id: ZoneId }
  /** What it does not say stays, so that one person's angle and another's edges are both kept. */
  | ({ readonly kind: 'treated'; readonly page: PageImageId } & Partial<PageTreatment>);
