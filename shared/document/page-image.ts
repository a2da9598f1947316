import type { Node } from 'prosemirror-model';
import type { AnchorId, PageImageId, ZoneId } from './identifier.ts';
import type { Box } from './layout.ts';
import { type AnchorKind, anchorsOf, type PlacedAnchor } from './page-anchor.ts';
import { readingOf } from './reading.ts';

/** Image files that pages are made of. */
export type ImageFormat = 'png' | 'jpeg' | 'tiff' | 'webp' | 'pdf';

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
}

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

/** One act upon a zone, part of a change, so that undo takes it back together with the mark on its passage. */
export type ZoneAct =
  | { readonly kind: 'drawn'; readonly zone: Zone }
  /** Everything about it as it is now: moved, of another kind, with another note. */
  | { readonly kind: 'changed'; readonly zone: Zone }
  | { readonly kind: 'erased'; readonly id: ZoneId };

/** A stretch of the document that a zone of a page image shows. One zone may have several, in document order. */
interface ZoneRange {
  readonly id: ZoneId;
  readonly from: number;
  readonly to: number;
}

/** Where the passages of zones stand: touching stretches of one zone are one range. O(nodes). */
export function zoneRanges(doc: Node): readonly ZoneRange[] {
  const ranges: { readonly id: ZoneId; readonly from: number; to: number }[] = [];
  doc.descendants((node, pos) => {
    if (!node.isInline) return;
    for (const mark of node.marks) {
      if (mark.type.name !== 'zone') continue;
      const id = mark.attrs.id as ZoneId;
      const last = ranges.findLast((range) => range.id === id);
      if (last?.to === pos) last.to = pos + node.nodeSize;
      else ranges.push({ id, from: pos, to: pos + node.nodeSize });
    }
  });
  return ranges;
}

/** The acts that make the zones of one state those of another. */
export function zoneChanges(from: readonly Zone[], to: readonly Zone[]): readonly ZoneAct[] {
  const had = new Map(from.map((zone) => [zone.id, zone]));
  const acts: ZoneAct[] = [];
  for (const zone of to) {
    const before = had.get(zone.id);
    had.delete(zone.id);
    if (!before) acts.push({ kind: 'drawn', zone });
    else if (!isSameZone(before, zone)) acts.push({ kind: 'changed', zone });
  }
  for (const id of had.keys()) acts.push({ kind: 'erased', id });
  return acts;
}

const isSameZone = (one: Zone, other: Zone): boolean =>
  one.page === other.page &&
  one.kind === other.kind &&
  one.note === other.note &&
  one.box.x === other.box.x &&
  one.box.y === other.box.y &&
  one.box.width === other.box.width &&
  one.box.height === other.box.height;

/** New page images with the anchors that they were linked to, and what does not fit. */
interface LinkedPages {
  readonly pages: readonly PageImage[];
  /** How many of them found no anchor. */
  readonly withoutAnchor: number;
  /** How many anchors are still without an image. */
  readonly anchorsLeft: number;
}

/** Links new images to the page anchors that have none yet, the first to the first. Pages of the scan are meant; only where a text
 *  has no such anchors, its plain page anchors. Where one image more than those is added and words stand before the first of them,
 *  the first image is the page that ends there: `[Page 200]` within a letter says that it began on page 199.
 *  @param present the images that the document has already */
export function linkByOrder(doc: Node, present: readonly PageImage[], added: readonly PageImage[]): LinkedPages {
  const linked = new Set(present.map(({ anchor }) => anchor));
  const free = anchorsToLink(doc).filter(({ anchor }) => !linked.has(anchor.id));
  const first = present.length === 0 && added.length === free.length + 1 && beginsBefore(doc, free[0]) ? 1 : 0;
  return {
    pages: added.map((page, index) => ({ ...page, anchor: free[index - first]?.anchor.id ?? null })),
    withoutAnchor: Math.max(0, added.length - free.length),
    anchorsLeft: Math.max(0, free.length - added.length),
  };
}

function anchorsToLink(doc: Node): readonly PlacedAnchor[] {
  const anchors = anchorsOf(doc);
  const ofKind = (wanted: AnchorKind) => anchors.filter(({ anchor }) => anchor.kind === wanted);
  const scanned = ofKind('facsimile');
  return scanned.length > 0 ? scanned : ofKind('page');
}

function beginsBefore(doc: Node, placed: PlacedAnchor | undefined): boolean {
  return placed?.anchor.kind === 'page' && readingOf(doc, 0, placed.pos) !== '';
}
