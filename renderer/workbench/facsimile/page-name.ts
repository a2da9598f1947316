import type { PageView } from '../../../shared/contract/facsimile.ts';
import { anchorName, type PlacedAnchor } from '../../../shared/document/page-anchor.ts';

/** What a person calls a page: by the anchor it begins at, else by the name of its file. */
export function pageName(page: PageView, anchors: readonly PlacedAnchor[]): string {
  const placed = anchors.find(({ anchor }) => anchor.id === page.anchor);
  return placed ? anchorName(placed.anchor) : page.name;
}
