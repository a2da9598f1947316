import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { PlacedAnchor } from '../../../shared/document/page-anchor.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';

/** What is linked of a page image: its own id and the anchor at which it begins. */
type LinkedPage = Pick<PageImage, 'id' | 'anchor'>;

/** The page image that a position of the text stands on: that of the last linked anchor before it. What stands before the first
 *  linked anchor is on the page before that one, if there is one, else on it. Null when no page is linked.
 *  @param pages in the order of the pages
 *  @param anchors in document order */
export function pageAtPosition(
  pages: readonly LinkedPage[],
  anchors: readonly PlacedAnchor[],
  pos: number,
): PageImageId | null {
  const pageOf = new Map(pages.flatMap((page) => (page.anchor === null ? [] : [[page.anchor, page.id] as const])));
  let found: PageImageId | null = null;
  for (const placed of anchors) {
    const page = pageOf.get(placed.anchor.id);
    if (page === undefined) continue;
    if (placed.pos <= pos) found = page;
    else return found ?? pageBefore(pages, page);
  }
  return found;
}

function pageBefore(pages: readonly LinkedPage[], id: PageImageId): PageImageId {
  const before = pages[pages.findIndex((page) => page.id === id) - 1];
  return before?.anchor === null ? before.id : id;
}

/** Where the text of a page begins: at its anchor; that of a first page without one at the start. Null when it is not known. */
export function positionOfPage(
  pages: readonly LinkedPage[],
  anchors: readonly PlacedAnchor[],
  id: PageImageId,
): number | null {
  const index = pages.findIndex((page) => page.id === id);
  const anchor = pages[index]?.anchor;
  if (anchor === undefined) return null;
  if (anchor === null) return index === 0 ? 0 : null;
  return anchors.find((placed) => placed.anchor.id === anchor)?.pos ?? null;
}

/** The page some steps further on; the last or first one where the pages end. Null when there are no pages. */
export function pageBeside(
  pages: readonly Pick<PageImage, 'id'>[],
  id: PageImageId | null,
  step: number,
): PageImageId | null {
  const index = pages.findIndex((page) => page.id === id);
  const wanted = index < 0 ? 0 : Math.max(0, Math.min(pages.length - 1, index + step));
  return pages[wanted]?.id ?? null;
}

/** Pages with some of them moved to before or behind another. */
export function reordered<Page extends Pick<PageImage, 'id'>>(
  pages: readonly Page[],
  moved: ReadonlySet<PageImageId>,
  target: PageImageId,
  side: 'before' | 'after',
): readonly Page[] {
  if (moved.has(target)) return pages;
  const taken = pages.filter(({ id }) => moved.has(id));
  const rest = pages.filter(({ id }) => !moved.has(id));
  const at = rest.findIndex(({ id }) => id === target) + (side === 'after' ? 1 : 0);
  return [...rest.slice(0, at), ...taken, ...rest.slice(at)];
}
