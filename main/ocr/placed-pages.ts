import type { DocumentState } from '../../shared/document/document-state.ts';
import type { PageImageId } from '../../shared/document/identifier.ts';
import type { Box, PageLayout, PageReading, ReadingRole } from '../../shared/document/layout.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { layoutOnPage, pageWay } from '../../shared/document/pages/treated-page.ts';
import { type PlacedPage, placeWords } from '../../shared/tracking/placed-words.ts';
import { placeOrigin, presentPage, trackWords } from '../../shared/tracking/word-tracking.ts';

/** Which reading of a page the text is tied to: one that came with the page before one that was made here. */
const rolesByTrust: readonly ReadingRole[] = ['layout file', 'text layer', 'ocr'];

/** The reading of a page that is trusted most, as far as it is of the part of the picture that the page is; undefined when it has none. A
 *  further page of a picture that was not read by itself has what was read on the whole picture. */
export function trustedReading(readings: readonly PageReading[], page: PageImage): PageReading | undefined {
  const own = trustedOf(readings, page.id) ?? (page.of && trustedOf(readings, page.of));
  if (!own || !page.treatment?.crop) return own;
  const { has } = pageWay(page);
  const scaled = scaleTo(page, own.layout);
  return { ...own, layout: layoutOnPage(own.layout, (box) => has(scaled(box))) };
}

function trustedOf(readings: readonly PageReading[], page: PageImageId): PageReading | undefined {
  const own = readings.filter((reading) => reading.page === page);
  return rolesByTrust.flatMap((role) => own.find((reading) => reading.role === role) ?? [])[0];
}

/** Where the words of the pages stand in the document as it was imported. Boxes are in pixels of the present image, also where
 *  the reading was measured on one of another size. */
export function placedPages({ imported, pages, readings }: DocumentState): readonly PlacedPage[] {
  const read = pages.flatMap((page) => {
    const reading = trustedReading(readings, page);
    return reading ? [{ page: page.id, layout: reading.layout, scale: scaleTo(page, reading.layout) }] : [];
  });
  return placeWords(imported, read).map(({ page, words, lines }, index) => {
    const scale = read[index]?.scale ?? ((box: Box) => box);
    return {
      page,
      words: words.map((word) => ({ ...word, box: scale(word.box) })),
      lines: lines.map((line) => ({ ...line, box: scale(line.box) })),
    };
  });
}

/** The same pages with positions in the document as it is now.
 *  @param placed with positions in the document as it was imported */
export function pagesAtPresent({ doc, imported }: DocumentState, placed: readonly PlacedPage[]): readonly PlacedPage[] {
  if (placed.length === 0) return [];
  const places = trackWords(placeOrigin(imported, placed), doc);
  return placed.flatMap(({ page }) => presentPage(places, page) ?? []);
}

/** Brings boxes of a layout to the pixels of the present image of its page. */
export function scaleTo({ width, height }: PageImage, layout: PageLayout): (box: Box) => Box {
  const [across, down] = [layout.width > 0 ? width / layout.width : 1, layout.height > 0 ? height / layout.height : 1];
  return (box) => ({ x: box.x * across, y: box.y * down, width: box.width * across, height: box.height * down });
}
