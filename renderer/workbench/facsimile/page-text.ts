import type { Node } from 'prosemirror-model';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { PlacedAnchor } from '../../../shared/document/page-anchor.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { positionOfPage } from './page-of.ts';

/** The words of the document that stand on a page: from where it begins to where the next page does; empty when that is not
 *  known. */
export function textOfPage(
  doc: Node,
  pages: readonly Pick<PageImage, 'id' | 'anchor'>[],
  anchors: readonly PlacedAnchor[],
  id: PageImageId,
): string {
  const from = positionOfPage(pages, anchors, id);
  if (from === null) return '';
  const later = pages
    .slice(pages.findIndex((page) => page.id === id) + 1)
    .flatMap((page) => positionOfPage(pages, anchors, page.id) ?? []);
  const to = later.find((pos) => pos > from) ?? doc.content.size;
  return readingOf(doc, from, to);
}
