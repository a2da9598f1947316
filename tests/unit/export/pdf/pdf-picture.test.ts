import { createCanvas } from '@napi-rs/canvas';
import { unzlibSync, zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { jpegPicture, pngPicture } from '../../../../shared/export/pdf/pdf-picture.ts';
import { drawnPage } from '../../../helpers/image-files.ts';

/** A PNG with these chunks behind its head. */
function png(depth: number, colour: number, chunks: Readonly<Record<string, Uint8Array>>, interlace = 0): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(2, 0);
  head.writeUInt32BE(2, 4);
  head.set([depth, colour, 0, 0, interlace], 8);
  const parts = Object.entries({ IHDR: head, ...chunks, IEND: new Uint8Array() }).map(([name, content]) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(name), content, Buffer.alloc(4)]);
  });
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

const data = zlibSync(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6]));

describe('a picture of a PDF', () => {
  test('is a JPEG as it is', async () => {
    const jpeg = await drawnPage('jpeg');
    const picture = jpegPicture(jpeg);
    expect(picture?.bytes).toBe(jpeg);
    expect(picture?.dictionary).toMatchObject({ Width: 340, Height: 440, Filter: '/DCTDecode' });
  });

  test('is not a JPEG that a camera turned, that has the four colours of print, or that is none', async () => {
    const jpeg = await drawnPage('jpeg');
    const exif = (orientation: number) =>
      Buffer.concat([
        Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 34]),
        Buffer.from('Exif\0\0MM\0*\0\0\0\u0008\0\u0001', 'latin1'),
        Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]),
        jpeg.subarray(2),
      ]);
    expect(jpegPicture(exif(1))).not.toBeNull();
    expect(jpegPicture(exif(6))).toBeNull();
    expect(jpegPicture(exif(3))).toBeNull();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    const cmyk = Buffer.from(jpeg);
    cmyk[frame + 9] = 4;
    expect(jpegPicture(cmyk)).toBeNull();
    expect(jpegPicture(jpeg.subarray(0, 60))).toBeNull();
    expect(jpegPicture(Buffer.from('no picture'))).toBeNull();
  });

  test('has the compressed pixels of a PNG as they are: grey, coloured or of a palette', () => {
    expect(pngPicture(png(8, 2, { IDAT: data }))).toMatchObject({
      bytes: data,
      dictionary: { ColorSpace: '/DeviceRGB', DecodeParms: { Colors: 3, Columns: 2 } },
    });
    expect(pngPicture(png(1, 0, { IDAT: data }))?.dictionary).toMatchObject({
      ColorSpace: '/DeviceGray',
      BitsPerComponent: 1,
    });
    const palette = pngPicture(png(4, 3, { PLTE: Uint8Array.from([0, 0, 0, 255, 255, 255]), IDAT: data }));
    expect(palette?.dictionary.ColorSpace).toEqual(['/Indexed', '/DeviceRGB', 1, '<000000ffffff>']);
  });

  test('leaves a PNG to a decoder that is interlaced, or that one sees through', () => {
    expect(pngPicture(png(8, 2, { IDAT: data }, 1))).toBeNull();
    expect(pngPicture(png(8, 2, { tRNS: new Uint8Array(6), IDAT: data }))).toBeNull();
    const canvas = createCanvas(3, 3);
    canvas.getContext('2d').fillRect(0, 0, 1, 1);
    expect(pngPicture(canvas.toBuffer('image/png'))).toBeNull();
  });

  test('has the pixels of an opaque PNG with opacity, whatever its lines were filtered with', () => {
    const [width, height] = [64, 48];
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    for (let x = 0; x < width; x++)
      for (let y = 0; y < height; y++) {
        context.fillStyle = `rgb(${(x * 7) % 256},${(y * 5 + x) % 256},${(x * y) % 256})`;
        context.fillRect(x, y, 1, 1);
      }
    const pixels = [...context.getImageData(0, 0, width, height).data].filter((_, index) => index % 4 !== 3);
    const picture = pngPicture(canvas.toBuffer('image/png'));
    expect([...unzlibSync(picture?.bytes ?? new Uint8Array())]).toEqual(pixels);
  });
});
