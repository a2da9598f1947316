import { type AnchorKind, anchorKinds, anchorName, type PlacedAnchor } from '../../shared/document/page-anchor.ts';

/** The pages that a position stands on, one of each kind that has begun before it: `Facsimile 2 · Typeset 1359`.
 *  @param anchors in document order */
export function pagesAt(anchors: readonly PlacedAnchor[], pos: number): string {
  const last = new Map<AnchorKind, string>();
  for (const placed of anchors) {
    // At the very start of a block the page that begins there counts already.
    if (placed.pos > pos || (placed.pos === pos && placed.anchor.placement === 'text')) break;
    last.set(placed.anchor.kind, anchorName(placed.anchor));
  }
  return anchorKinds.flatMap((kind) => last.get(kind) ?? []).join(' · ');
}

/** The page anchor nearest to a position, of two equally near the one before it; null when there is none. */
export function nearestAnchor(anchors: readonly PlacedAnchor[], pos: number): PlacedAnchor | null {
  let nearest: PlacedAnchor | null = null;
  for (const placed of anchors)
    if (!nearest || Math.abs(placed.pos + 1 - pos) < Math.abs(nearest.pos + 1 - pos)) nearest = placed;
  return nearest;
}
