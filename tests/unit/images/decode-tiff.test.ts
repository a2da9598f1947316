import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { decodeTiff } from '../../../main/images/picture-decoding.ts';
import { bigTiffFile, bigTiffStart, greyFields, type TiffFields, tiffFile } from '../../helpers/image-files.ts';

const [width, height] = [32, 16];
type Colour = readonly [number, number, number];

/** The colours of the left and the right half of the first page, each as near to the given ones as JPEG leaves it. */
async function halves(file: Buffer): Promise<readonly Colour[]> {
  const decoded = await decodeTiff(file, 0);
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.fault));
  const { picture } = decoded;
  expect([picture.width, picture.height]).toEqual([width, height]);
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').drawImage(picture.drawable, 0, 0);
  return [4, 28].map((x) => {
    const [red = 0, green = 0, blue = 0] = canvas.getContext('2d').getImageData(x, 8, 1, 1).data;
    return [red, green, blue] as const;
  });
}

const near = (found: readonly Colour[], wanted: readonly Colour[]): void => {
  const apart = found.flatMap((colour, half) =>
    colour.map((value, index) => Math.abs(value - (wanted[half]?.[index] ?? 0))),
  );
  expect(Math.max(...apart), JSON.stringify(found)).toBeLessThanOrEqual(8);
};

const paper: Colour = [240, 230, 200];
const ink: Colour = [30, 20, 60];
const page = (fields: TiffFields, data: Uint8Array): Buffer =>
  tiffFile(data, [{ ...greyFields(width, height), 279: data.length, ...fields }]);
/** A value for each sample of each pixel, by whether it is in the left half. */
const samples = (of: (isLeft: boolean) => readonly number[]): Uint8Array =>
  Uint8Array.from(Array.from({ length: width * height }, (_, index) => of(index % width < width / 2)).flat());

test('a page whose colours stand plane by plane', async () => {
  const planes = [0, 1, 2].map((plane) => samples((isLeft) => [(isLeft ? paper : ink)[plane] ?? 0]));
  const size = width * height;
  const fields = { 258: [8, 8, 8], 262: 2, 273: [8, 8 + size, 8 + 2 * size], 277: 3, 279: [size, size, size], 284: 2 };
  near(await halves(page(fields, Buffer.concat(planes))), [paper, ink]);
});

test('a grey page of four bits, the lightest of which is white', async () => {
  const row = (isLeft: boolean): number => (isLeft ? 0xff : 0x22);
  const data = Uint8Array.from({ length: (width * height) / 2 }, (_, index) => row(index % (width / 2) < width / 4));
  near(await halves(page({ 258: 4 }, data)), [
    [255, 255, 255],
    [34, 34, 34],
  ]);
  near(await halves(page({ 258: 4, 262: 0 }, data)), [
    [0, 0, 0],
    [221, 221, 221],
  ]);
});

test('a grey page of sixteen bits', async () => {
  const data = samples((isLeft) => (isLeft ? [0x00, 0xf0] : [0x00, 0x10]));
  near(await halves(page({ 258: 16, 279: data.length }, data)), [
    [240, 240, 240],
    [16, 16, 16],
  ]);
});

test('a page in the four colours of print', async () => {
  const data = samples((isLeft) => (isLeft ? [0, 0, 0, 0] : [0, 255, 255, 0]));
  near(await halves(page({ 258: [8, 8, 8, 8], 262: 5, 277: 4 }, data)), [
    [255, 255, 255],
    [255, 0, 0],
  ]);
});

test('a page that JPEG compressed, in the colours of photographs', async () => {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  for (const [index, colour] of [paper, ink].entries()) {
    context.fillStyle = `rgb(${colour.join(',')})`;
    context.fillRect((index * width) / 2, 0, width / 2, height);
  }
  const jpeg = await canvas.encode('jpeg', 95);
  near(await halves(page({ 258: [8, 8, 8], 259: 7, 262: 6, 277: 3 }, jpeg)), [paper, ink]);
});

test('a BigTIFF, whose places have eight bytes, whichever of them comes first', async () => {
  const grey = samples((isLeft) => [isLeft ? 0xf0 : 0x10]);
  const greyPage = greyFields(width, height, bigTiffStart);
  for (const isLittle of [true, false])
    near(await halves(bigTiffFile(grey, greyPage, isLittle)), [
      [240, 240, 240],
      [16, 16, 16],
    ]);
  const coloured = samples((isLeft) => (isLeft ? paper : ink));
  const fields = { ...greyPage, 258: [8, 8, 8], 262: 2, 277: 3, 279: coloured.length };
  near(await halves(bigTiffFile(coloured, fields)), [paper, ink]);
});

test('a BigTIFF that ends early, or leads behind its end, is told as cut off', async () => {
  const grey = samples((isLeft) => [isLeft ? 0xf0 : 0x10]);
  const whole = bigTiffFile(grey, greyFields(width, height, bigTiffStart));
  expect(await decodeTiff(whole.subarray(0, bigTiffStart + grey.length + 20), 0)).toMatchObject({
    ok: false,
    fault: { kind: 'cut off' },
  });
  const astray = Buffer.from(whole);
  astray.writeBigUInt64LE(2n ** 60n, 8);
  expect(await decodeTiff(astray, 0)).toMatchObject({ ok: false, fault: { kind: 'cut off' } });
});
