import type { AnchorId, PageImageId, ReadingId, ZoneId } from '../../shared/document/identifier.ts';
import type { Box, LayoutWord, PageLayout, PageReading, ReadingRole } from '../../shared/document/layout.ts';
import type { PageImage, Zone } from '../../shared/document/page-image.ts';

/** The image of a page, but for what is given: a scan of 1000 by 1600 pixels. */
export const pageImage = (number: number, given: Partial<PageImage> = {}): PageImage => ({
  id: `s0000000000${number}` as PageImageId,
  name: `page-${number}.png`,
  file: `page-${number}.png`,
  format: 'png',
  bytes: 1000 + number,
  sha256: String(number).repeat(64),
  frame: 0,
  width: 1000,
  height: 1600,
  turn: 0,
  anchor: null as AnchorId | null,
  ...given,
});

const word = (text: string, box: Box): LayoutWord => ({
  text,
  box,
  confidence: 90,
  alternatives: [],
  hyphenation: null,
});

/** A page with one block: its lines 100 pixels apart, its words 10 pixels a character. */
function pageLayout(lines: readonly string[], size = { width: 1000, height: 1600 }): PageLayout {
  const built = lines.map((text, row) => {
    let x = 100;
    const words = text.split(' ').map((one) => {
      const box = { x, y: 100 + row * 100, width: one.length * 10, height: 40 };
      x += one.length * 10 + 10;
      return word(one, box);
    });
    return { box: { x: 100, y: 100 + row * 100, width: x - 110, height: 40 }, baseline: null, words };
  });
  return { ...size, blocks: [{ box: null, lines: built }] };
}

export const reading = (page: PageImage, role: ReadingRole, lines: readonly string[], ordinal = 1): PageReading => ({
  id: `o0000000000${ordinal}` as ReadingId,
  page: page.id,
  role,
  by: 'a test',
  layout: pageLayout(lines),
});

/** A zone of a stamp. */
export const stampZone = (id: string, given: Partial<Zone> = {}): Zone => ({
  id: id as ZoneId,
  page: 's00000000001' as PageImageId,
  box: { x: 10, y: 20, width: 300, height: 120 },
  kind: 'stamp',
  note: '',
  ...given,
});
