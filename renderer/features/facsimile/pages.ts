import type { PageView } from '../../../shared/contract/payloads/facsimile.ts';
import type { AnchorId, PageImageId } from '../../../shared/document/identifier.ts';
import type { PlacedAnchor } from '../../../shared/document/page-anchor.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';
import { shownAnchorName } from '../../model/labels.ts';

/** What is linked of a page image: its own id and the anchor at which it begins. */
type LinkedPage = Pick<PageImage, 'id' | 'anchor'>;

/** Page anchors in document order. */
interface AnchorRow {
  /** How many stand up to a position. */
  countUpTo(pos: number): number;
  /** Null when there are not so many. */
  anchorAt(index: number): AnchorId | null;
}

/** The page image that a position of the text stands on: that of the last linked anchor before it. What stands before the first
 *  linked anchor is on the page before that one, if there is one, else on it. Null when no page is linked. Looks at no more anchors than stand
 *  between.
 *  @param pages in the order of the pages */
export function pageAtPosition(pages: readonly LinkedPage[], anchors: AnchorRow, pos: number): PageImageId | null {
  const count = anchors.countUpTo(pos);
  const before = firstLinked(pages, anchors, count - 1, -1);
  if (before !== null) return before;
  const behind = firstLinked(pages, anchors, count, 1);
  return behind && pageBefore(pages, behind);
}

function firstLinked(
  pages: readonly LinkedPage[],
  anchors: AnchorRow,
  start: number,
  step: -1 | 1,
): PageImageId | null {
  const linked = linkedPages(pages);
  if (linked.size === 0) return null;
  for (let index = start; ; index += step) {
    const anchor = anchors.anchorAt(index);
    if (anchor === null) return null;
    const page = linked.get(anchor);
    if (page !== undefined) return page;
  }
}

const known = new WeakMap<readonly LinkedPage[], ReadonlyMap<AnchorId, PageImageId>>();

/** The pages by their anchors. Kept with the list. */
function linkedPages(pages: readonly LinkedPage[]): ReadonlyMap<AnchorId, PageImageId> {
  const linked =
    known.get(pages) ?? new Map(pages.flatMap(({ id, anchor }) => (anchor === null ? [] : [[anchor, id] as const])));
  known.set(pages, linked);
  return linked;
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

/** What a person calls a page: by the anchor it begins at, else by the name of its file. */
export function pageName(page: PageView, anchors: readonly PlacedAnchor[]): string {
  const placed = anchors.find(({ anchor }) => anchor.id === page.anchor);
  return placed ? shownAnchorName(placed.anchor) : page.name;
}
