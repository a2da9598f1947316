import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import type { AnchorId, PageImageId, ZoneId } from '../../shared/document/identifier.ts';
import type { Box } from '../../shared/document/layout.ts';
import { type PageImage, type Zone, zoneKinds } from '../../shared/document/page-image.ts';
import type { EditionFacsimile, PlacedBox } from '../../shared/export/tei/facsimile.ts';

/** The image of a page, but for what is given. */
export const pageImage = (
  id: string,
  given: Partial<Omit<PageImage, 'id' | 'anchor'>> & { anchor?: string } = {},
): PageImage => {
  const { anchor, ...rest } = given;
  return {
    id: id as PageImageId,
    name: `${id}.png`,
    file: `${id}.png`,
    format: 'png',
    bytes: 1000,
    sha256: 'cd'.repeat(32),
    frame: 0,
    width: 1000,
    height: 1400,
    turn: 0,
    ...rest,
    anchor: anchor === undefined ? null : (anchor as AnchorId),
  };
};

export const drawnZone = (id: string, page: string, given: Partial<Zone> = {}): Zone => ({
  id: id as ZoneId,
  page: page as PageImageId,
  box: { x: 10, y: 20, width: 300, height: 40 },
  kind: 'stamp',
  note: '',
  ...given,
});

const anyNumber = fc.oneof(fc.integer({ min: -50, max: 5000 }), fc.double({ min: 0, max: 1e6, noNaN: true }));

const anyBox: fc.Arbitrary<Box> = fc.record({ x: anyNumber, y: anyNumber, width: anyNumber, height: anyNumber });

const anyPage = (id: string): fc.Arbitrary<PageImage> =>
  fc
    .record({
      file: fc.constantFrom('0001.png', 'scan 1 & 2#3?.tif', '\ud800<é>.pdf', ''),
      format: fc.constantFrom('png' as const, 'tiff' as const, 'pdf' as const),
      frame: fc.nat(3),
      anchor: fc.constantFrom(undefined, 'p1', 'p2', 'p9'),
    })
    .map(({ anchor, ...rest }) => pageImage(id, anchor === undefined ? rest : { ...rest, anchor }));

const anyZone = (id: string): fc.Arbitrary<Zone> =>
  fc
    .record({
      page: fc.constantFrom('s1', 's2', 's9'),
      box: anyBox,
      kind: fc.constantFrom(...zoneKinds),
      note: fc.constantFrom('', 'A & <b>', '\u0001'),
    })
    .map(({ page, ...rest }) => drawnZone(id, page, rest));

/** Stretches as shares of the document, so that they can be made before it. */
const anyStretches = fc.array(
  fc.record({ from: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(12), box: anyBox }),
  {
    maxLength: 8,
  },
);

/** Page images with zones and boxes for any document: wherever in it, overlapping, of pages that are not there. */
export const anyFacsimile: fc.Arbitrary<(doc: Node) => EditionFacsimile> = fc
  .record({
    pages: fc.subarray(['s1', 's2']).chain((ids) => fc.tuple(...ids.map(anyPage))),
    zones: fc.subarray(['z0', 'z1']).chain((ids) => fc.tuple(...ids.map(anyZone))),
    lines: anyStretches,
    words: anyStretches,
    wordZones: fc.boolean(),
  })
  .map(({ pages, zones, lines, words, wordZones }) => (doc: Node): EditionFacsimile => {
    const placed = (stretches: typeof lines): readonly PlacedBox[] =>
      stretches.map(({ from, length, box }) => {
        const start = Math.floor(from * doc.content.size);
        return { from: start, to: Math.min(doc.content.size, start + length), box };
      });
    const boxes = (page: string) => ({ page: page as PageImageId, lines: placed(lines), words: placed(words) });
    return { pages, zones, placed: [boxes('s1'), boxes('s9')], wordZones };
  });
