import { describe, expect, test } from 'vitest';
import { imageFaultSentences } from '../../../../shared/import/images/image-fault.ts';
import { detectImage, readImageHeader } from '../../../../shared/import/images/image-header.ts';
import { drawnPage, greyTiff, pdfFile, pngClaiming } from '../../../helpers/image-files.ts';

const formats = ['png', 'jpeg', 'webp'] as const;

/** An EXIF segment that says how the picture is to be turned. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, body, jpeg.subarray(2)]);
}

describe('the header of an image', () => {
  test.each(formats)('tells its format and size: %s', async (format) => {
    const bytes = await drawnPage(format, { width: 321, height: 123 });
    expect(detectImage(bytes)).toBe(format);
    expect(readImageHeader(format, bytes)).toEqual({ ok: true, size: { width: 321, height: 123 } });
  });

  test.each(formats)('tells when the file ends before the picture does: %s', async (format) => {
    const bytes = await drawnPage(format);
    for (const part of [0.5, 0.9])
      expect(readImageHeader(format, bytes.subarray(0, bytes.length * part))).toEqual({
        ok: false,
        fault: { kind: 'cut off', format },
      });
  });

  test.each([...formats])('never fails on bytes that are wrong anywhere: %s', async (format) => {
    const bytes = await drawnPage(format);
    for (let at = 0; at < Math.min(bytes.length, 400); at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] = 255 - (damaged[at] ?? 0);
      expect(typeof readImageHeader(format, damaged).ok).toBe('boolean');
      expect(typeof readImageHeader(format, bytes.subarray(0, at)).ok).toBe('boolean');
    }
  });

  test('of a picture on its side says the size that is shown', async () => {
    const bytes = await drawnPage('jpeg', { width: 300, height: 200 });
    expect(readImageHeader('jpeg', withOrientation(bytes, 6))).toEqual({ ok: true, size: { width: 200, height: 300 } });
    expect(readImageHeader('jpeg', withOrientation(bytes, 3))).toEqual({ ok: true, size: { width: 300, height: 200 } });
  });

  test('of 300 megapixels is refused with what it says, before anything is decoded', () => {
    const reading = readImageHeader('png', pngClaiming(20_000, 15_000));
    expect(reading).toEqual({ ok: false, fault: { kind: 'too many pixels', width: 20_000, height: 15_000 } });
    if (!reading.ok)
      expect(imageFaultSentences(reading.fault, 'map.png').what).toBe(
        '“map.png” has 20000 × 15000 pixels (300 megapixels); a page may have 200 megapixels at most.',
      );
  });

  test('is told from other files', () => {
    expect(detectImage(greyTiff([0]))).toBe('tiff');
    expect(detectImage(pdfFile([['x']]))).toBe('pdf');
    expect(detectImage(Buffer.from('GIF89a'))).toBe('gif');
    expect(detectImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull();
    expect(detectImage(Buffer.from('A letter.'))).toBeNull();
    expect(detectImage(Buffer.alloc(0))).toBeNull();
  });
});
