import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { decodePlainImage } from '../../../main/images/picture-decoding.ts';
import type { PlainFormat } from '../../../shared/import/images/image-header.ts';

/** Two pixels, red and white, over black and blue. */
function bmp(): Buffer {
  const file = Buffer.alloc(54 + 16);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(2, 18);
  file.writeInt32LE(2, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  // The lowest row first, blue before green and red.
  Buffer.from([0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255]).copy(file, 54);
  return file;
}

/** One black pixel, as often as is said. */
function gif(pictures = 1): Buffer {
  const head = Buffer.from('474946383961010001008000000000000000ff', 'hex');
  const picture = Buffer.from('2c00000000010001000002024401 00'.replace(' ', ''), 'hex');
  return Buffer.concat([head, ...Array.from({ length: pictures }, () => picture), Buffer.from([0x3b])]);
}

/** The head of a JPEG 2000 with nothing behind it. */
function jp2({ width = 2, height = 2, components = 3, depth = 7, step = 1 } = {}): Buffer {
  const file = Buffer.alloc(42 + 3 * components);
  Buffer.from([0xff, 0x4f, 0xff, 0x51]).copy(file);
  file.writeUInt32BE(width, 8);
  file.writeUInt32BE(height, 12);
  file.writeUInt16BE(components, 40);
  for (let index = 0; index < components; index++) Buffer.from([depth, step, step]).copy(file, 42 + index * 3);
  return file;
}

test('a BMP shows its colours where they are', async () => {
  const decoded = await decodePlainImage('bmp', bmp());
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.fault));
  const context = createCanvas(2, 2).getContext('2d');
  context.drawImage(decoded.picture.drawable, 0, 0);
  const colours = [...context.getImageData(0, 0, 2, 2).data].filter((_, index) => index % 4 !== 3);
  expect(colours).toEqual([255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 0, 255]);
});

test('a GIF of one picture is read', async () => {
  const decoded = await decodePlainImage('gif', gif());
  expect(decoded).toMatchObject({ ok: true, picture: { width: 1, height: 1 } });
});

const wrong: readonly (readonly [string, PlainFormat, Buffer, string])[] = [
  ['a GIF that moves', 'gif', gif(2), 'not supported'],
  ['a GIF that is cut off', 'gif', gif().subarray(0, -1), 'cut off'],
  ['a GIF without a picture', 'gif', gif(0), 'damaged'],
  ['a BMP that is cut off', 'bmp', bmp().subarray(0, 60), 'cut off'],
  ['a BMP of too many pixels', 'bmp', claiming(bmp(), 30_000), 'too many pixels'],
  [
    'a BMP that holds another picture',
    'bmp',
    Buffer.concat([bmp().subarray(0, 30), Buffer.from([4, 0, 0, 0]), bmp().subarray(34)]),
    'not supported',
  ],
  ['a JPEG 2000 of too many pixels', 'jp2', jp2({ width: 20_000, height: 20_000 }), 'too many pixels'],
  ['a JPEG 2000 in the colours of print', 'jp2', jp2({ components: 4 }), 'not supported'],
  ['a JPEG 2000 of colours of several sizes', 'jp2', jp2({ step: 2 }), 'not supported'],
  ['a JPEG 2000 without a picture', 'jp2', jp2(), 'damaged'],
  ['a JPEG 2000 that is cut off', 'jp2', jp2().subarray(0, 30), 'cut off'],
];

test.each(wrong)('%s is refused by what it is', async (_, format, bytes, kind) => {
  expect(await decodePlainImage(format, bytes)).toMatchObject({ ok: false, fault: { kind } });
});

function claiming(file: Buffer, width: number): Buffer {
  file.writeInt32LE(width, 18);
  file.writeInt32LE(width, 22);
  return file;
}
