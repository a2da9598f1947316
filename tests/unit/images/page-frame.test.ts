import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { greyscaleOf } from '../../../main/images/greyscale-picture.ts';
import { proposedTreatment } from '../../../main/images/page-frame.ts';
import type { ProposedTreatment } from '../../../shared/contract/payloads/facsimile.ts';
import type { PageTurn } from '../../../shared/document/page-image.ts';

const size = { width: 1500, height: 1800 };

interface Photograph {
  /** By how much the sheet lies askew, clockwise. */
  readonly skew?: number;
  readonly desk?: string;
  readonly sheet?: { readonly width: number; readonly height: number };
  readonly pages?: 1 | 2;
  readonly lines?: number;
}

/** A sheet of lines on a desk, and what is proposed for it. */
function proposed({
  skew = 0,
  desk = '#3b2f28',
  sheet = { width: 1000, height: 1400 },
  pages = 1,
  lines = 24,
}: Photograph): ProposedTreatment {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  context.fillStyle = desk;
  context.fillRect(0, 0, size.width, size.height);
  context.translate(size.width / 2, size.height / 2);
  context.rotate((skew * Math.PI) / 180);
  context.fillStyle = '#efe7d2';
  context.fillRect(-sheet.width / 2, -sheet.height / 2, sheet.width, sheet.height);
  context.fillStyle = '#26221c';
  const column = sheet.width / pages;
  for (let page = 0; page < pages; page++)
    for (let row = 0; row < lines; row++)
      for (let letter = 0; letter < Math.floor((column - 120) / 16); letter++)
        if ((letter * 7 + row * 3) % 6 !== 0)
          context.fillRect(
            -sheet.width / 2 + page * column + 60 + letter * 16,
            -sheet.height / 2 + 80 + (row * (sheet.height - 160)) / Math.max(1, lines),
            10,
            14,
          );
  return treatmentOf(canvas, 0);
}

const treatmentOf = (canvas: Canvas, turn: PageTurn): ProposedTreatment => {
  const picture = { width: canvas.width, height: canvas.height, drawable: canvas };
  return proposedTreatment(greyscaleOf(picture, turn, 800_000), turn, picture);
};

function near(value: number | undefined, wanted: number, by: number): void {
  expect(Math.abs((value ?? Number.NaN) - wanted)).toBeLessThanOrEqual(by);
}

describe('a photograph of a page', () => {
  test.each([-6.3, -2, 0, 0.7, 3.5, 8])('that lies askew by %f degrees is turned back by as much', (skew) => {
    near(proposed({ skew }).angle, -skew, 0.15);
  });

  test('on a darker desk is cut out at its edges, straight or askew', () => {
    for (const skew of [0, 4]) {
      const { crop } = proposed({ skew });
      near(crop?.x, 250, 12);
      near(crop?.y, 200, 12);
      near(crop?.width, 1000, 24);
      near(crop?.height, 1400, 24);
    }
  });

  test('that is a scan to its edges stays whole', () => {
    expect(proposed({ desk: '#efe7d2' }).crop).toBeNull();
  });

  test('without lines stays as it lies', () => {
    expect(proposed({ skew: 3, lines: 0 })).toMatchObject({ angle: 0 });
  });

  test('of two pages is parted where they meet, and one of a single page is not', () => {
    const { gutter, angle } = proposed({ skew: -2, pages: 2, sheet: { width: 1400, height: 1000 } });
    near(gutter ?? undefined, 750, 30);
    near(angle, 2, 0.15);
    expect(proposed({}).gutter).toBeNull();
    // A sheet that is wider than high, with lines across its middle.
    expect(proposed({ sheet: { width: 1400, height: 1000 } }).gutter).toBeNull();
  });

  test('that lies on its side is measured as it is seen, in the pixels of its file', () => {
    const upright = createCanvas(size.width, size.height);
    const context = upright.getContext('2d');
    context.fillStyle = '#3b2f28';
    context.fillRect(0, 0, size.width, size.height);
    context.fillStyle = '#efe7d2';
    // A sheet whose lines run from bottom to top: 90 degrees clockwise make them level.
    context.fillRect(300, 150, 700, 1500);
    context.fillStyle = '#26221c';
    for (let line = 0; line < 20; line++)
      for (let letter = 0; letter < 80; letter++)
        if (letter % 6 !== 0 && Math.abs(letter - 41) > 3) context.fillRect(350 + line * 30, 200 + letter * 17, 14, 10);
    const { crop, angle, gutter } = treatmentOf(upright, 90);
    expect(angle).toBe(0);
    near(crop?.x, 300, 12);
    near(crop?.y, 150, 12);
    near(crop?.width, 700, 24);
    near(crop?.height, 1500, 24);
    // As it is seen it is wider than high: its two pages meet half way down the file.
    near(gutter ?? undefined, 900, 60);
  });
});
