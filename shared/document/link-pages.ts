import type { Node } from 'prosemirror-model';
import type { AnchorId } from './identifier.ts';
import { type AnchorKind, anchorsOf } from './page-anchor.ts';
import type { PageImage } from './page-image.ts';

/** New page images with the anchors that they were linked to, and what does not fit. */
export interface LinkedPages {
  readonly pages: readonly PageImage[];
  /** How many of them found no anchor. */
  readonly withoutAnchor: number;
  /** How many anchors are still without an image. */
  readonly anchorsLeft: number;
}

/** Links new images to the page anchors that have none yet, the first to the first. Pages of the scan are meant; only where a text
 *  has no such anchors, its plain page anchors.
 *  @param present the images that the document has already */
export function linkByOrder(doc: Node, present: readonly PageImage[], added: readonly PageImage[]): LinkedPages {
  const linked = new Set(present.map(({ anchor }) => anchor));
  const free = anchorsToLink(doc).filter((id) => !linked.has(id));
  return {
    pages: added.map((page, index) => ({ ...page, anchor: free[index] ?? null })),
    withoutAnchor: Math.max(0, added.length - free.length),
    anchorsLeft: Math.max(0, free.length - added.length),
  };
}

function anchorsToLink(doc: Node): readonly AnchorId[] {
  const anchors = anchorsOf(doc).map(({ anchor }) => anchor);
  const ofKind = (wanted: AnchorKind): readonly AnchorId[] =>
    anchors.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const scanned = ofKind('facsimile');
  return scanned.length > 0 ? scanned : ofKind('page');
}
