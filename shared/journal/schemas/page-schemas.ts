import * as v from 'valibot';
import {
  type AnchorId,
  isIdentifier,
  type PageImageId,
  type ReadingId,
  type ZoneId,
} from '../../document/identifier.ts';
import {
  type Box,
  type LayoutWord,
  layoutRoles,
  layoutSpanKinds,
  type PageLayout,
  type PageReading,
} from '../../document/layout.ts';
import { mostAngle, type PageImage, type Zone, type ZoneAct, zoneKinds } from '../../document/page-image.ts';

const pageId = v.custom<PageImageId>(isIdentifier, 'no identifier');
const zoneId = v.custom<ZoneId>(isIdentifier, 'no identifier');
const pixels = v.pipe(v.number(), v.finite());
const extent = v.pipe(v.number(), v.finite(), v.minValue(0));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const angle = v.pipe(v.number(), v.minValue(-mostAngle), v.maxValue(mostAngle));
const box: v.GenericSchema<unknown, Box> = v.object({ x: pixels, y: pixels, width: extent, height: extent });
/** A part of a picture is no line and no point. */
const part: v.GenericSchema<unknown, Box> = v.object({ x: pixels, y: pixels, width: size, height: size });
const confidence = v.nullable(v.pipe(v.number(), v.finite()));

/** A name that cannot lead out of the folder that it is in. */
const fileName = v.custom<string>(
  (value) => typeof value === 'string' && value !== '' && !/^\.|[\\/]/.test(value) && !value.includes('\0'),
  'no file name',
);

/** The image of a page as a journal holds it. */
export const pageImageSchema: v.GenericSchema<unknown, PageImage> = v.object({
  id: pageId,
  name: v.string(),
  file: fileName,
  format: v.picklist(['png', 'jpeg', 'tiff', 'webp', 'gif', 'bmp', 'jp2', 'pdf']),
  bytes: whole,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  frame: whole,
  width: size,
  height: size,
  turn: v.picklist([0, 90, 180, 270]),
  treatment: v.exactOptional(v.object({ angle, crop: v.nullable(part) })),
  of: v.exactOptional(pageId),
  // Anchors have the ids that their source gave them, too.
  anchor: v.nullable(v.custom<AnchorId>((value) => typeof value === 'string', 'no identifier')),
});

const layoutWord: v.GenericSchema<unknown, LayoutWord> = v.object({
  text: v.string(),
  box: v.nullable(box),
  confidence,
  alternatives: v.array(v.object({ text: v.string(), confidence })),
  hyphenation: v.nullable(v.object({ part: v.picklist([1, 2]), whole: v.nullable(v.string()) })),
});

const layout: v.GenericSchema<unknown, PageLayout> = v.object({
  width: extent,
  height: extent,
  blocks: v.array(
    v.object({
      box: v.nullable(box),
      lines: v.array(
        v.object({
          box: v.nullable(box),
          baseline: v.nullable(v.array(v.object({ x: pixels, y: pixels }))),
          words: v.array(layoutWord),
          spans: v.exactOptional(v.array(v.object({ as: v.picklist(layoutSpanKinds), from: whole, to: whole }))),
        }),
      ),
      role: v.exactOptional(v.picklist(layoutRoles)),
      cell: v.exactOptional(v.object({ table: whole, row: whole, column: whole, rows: whole, columns: whole })),
    }),
  ),
});

/** A reading of a page as a journal holds it. */
export const readingSchema: v.GenericSchema<unknown, PageReading> = v.object({
  id: v.custom<ReadingId>(isIdentifier, 'no identifier'),
  page: pageId,
  role: v.picklist(['layout file', 'text layer', 'ocr', 'second', 'third']),
  by: v.string(),
  layout,
});

const zone: v.GenericSchema<unknown, Zone> = v.object({
  id: zoneId,
  page: pageId,
  box,
  kind: v.picklist(zoneKinds),
  note: v.string(),
});

/** An act upon a zone, or upon how a page lies in its picture. */
export const zoneActSchema: v.GenericSchema<unknown, ZoneAct> = v.variant('kind', [
  v.object({ kind: v.literal('drawn'), zone }),
  v.object({ kind: v.literal('changed'), zone }),
  v.object({ kind: v.literal('erased'), id: zoneId }),
  v.object({
    kind: v.literal('treated'),
    page: pageId,
    angle: v.exactOptional(angle),
    crop: v.exactOptional(v.nullable(part)),
  }),
]);
