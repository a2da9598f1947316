import { describe, expect, test } from 'vitest';
import { flattenBackground } from '../../../main/images/flatten-background.ts';
import { decodeGreyscale, type GreyscalePicture, resized, toPgm } from '../../../main/images/greyscale-picture.ts';
import { xHeight } from '../../../main/images/x-height.ts';

/** A sheet with upright bars of ink, whose paper grows darker to the right. */
function sheet(barHeight: number, bars = 100): GreyscalePicture {
  const [width, height] = [600, 400];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = 230 - x / 5;
  for (let bar = 0; bar < bars; bar++) {
    const [left, top] = [10 + (bar % 20) * 28, 10 + Math.floor(bar / 20) * (barHeight + 20)];
    for (let y = top; y < top + barHeight; y++)
      for (let x = left; x < left + barHeight / 2; x++) data[y * width + x] = (data[y * width + x] ?? 0) / 4;
  }
  return { width, height, data };
}

describe('preparing a page for OCR', () => {
  test('paper in a shadow becomes as pale as the rest, and ink stays dark', () => {
    const { data } = flattenBackground(sheet(16), 40);
    const paper = [data[599], data[300], data[0]];
    for (const shade of paper) expect(Math.abs((shade ?? 0) - 245)).toBeLessThan(25);
    expect(data[20 * 600 + 14]).toBeLessThan(80);
  });

  test('the height of the letters is measured, and of a sheet without letters there is none', () => {
    expect(xHeight(flattenBackground(sheet(16), 40))).toBe(16);
    expect(xHeight(flattenBackground(sheet(30), 60))).toBe(30);
    expect(xHeight(flattenBackground(sheet(16, 5), 40))).toBeNull();
  });

  test('a picture is resized and written as a portable grey map, and what is no image is refused', async () => {
    const half = resized(sheet(16), 0.5, 0);
    expect([half.width, half.height, half.data.length]).toEqual([300, 200, 60_000]);
    const file = toPgm({ width: 2, height: 1, data: new Uint8Array([0, 255]) });
    expect([...file]).toEqual([...new TextEncoder().encode('P5\n2 1\n255\n'), 0, 255]);
    await expect(decodeGreyscale(new Uint8Array(10), 0, 1000)).rejects.toThrow();
  });
});
