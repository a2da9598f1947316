import type { Node } from 'prosemirror-model';
import { type AnchorKind, anchorsOf, type PlacedAnchor } from './page-anchor.ts';
import type { PageImage } from './page-image.ts';
import { readingOf } from './reading.ts';

/** New page images with the anchors that they were linked to, and what does not fit. */
export interface LinkedPages {
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
