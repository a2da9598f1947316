import { describe, expect, test } from 'vitest';
import { readTiffHeader } from '../../../../shared/import/images/tiff-header.ts';
import { greyFields, greyTiff, tiffFile } from '../../../helpers/image-files.ts';

const faultOf = (bytes: Uint8Array): unknown => {
  const reading = readTiffHeader(bytes);
  return reading.ok ? null : reading.fault;
};

const page = Buffer.alloc(60 * 80, 128);

describe('the pages of a TIFF', () => {
  test('are counted with their sizes, without the small copies that scanners add', () => {
    const data = Buffer.alloc(60 * 80 + 30 * 40);
    const small = { 254: 1, ...greyFields(30, 40, 8 + 60 * 80) };
    const reading = readTiffHeader(tiffFile(data, [greyFields(60, 80), small, greyFields(60, 80)]));
    expect(reading.ok && reading.pictures.map(({ size }) => size)).toEqual([
      { width: 60, height: 80 },
      { width: 60, height: 80 },
    ]);
  });

  test('that stand on their side have the size that is shown', () => {
    const reading = readTiffHeader(tiffFile(page, [{ ...greyFields(60, 80), 274: 6 }]));
    expect(reading.ok && reading.pictures[0]?.size).toEqual({ width: 80, height: 60 });
  });
});

describe('a TIFF is refused', () => {
  test('when a page claims more pixels than can be shown', () => {
    expect(faultOf(tiffFile(page, [greyFields(60_000, 60_000)]))).toEqual({
      kind: 'too many pixels',
      width: 60_000,
      height: 60_000,
    });
  });

  test('when it is a bomb: a few bytes that claim to be a huge page', () => {
    const fields = { ...greyFields(14_000, 14_000), 259: 8, 279: 100 };
    expect(faultOf(tiffFile(page, [fields]))).toEqual({
      kind: 'damaged',
      format: 'tiff',
      reason: 'a page of it claims 196000000 bytes of picture, and the file holds 100 for it',
    });
  });

  test('when a page would need more memory than there may be', () => {
    const fields = { ...greyFields(10_000, 10_000), 258: 32, 277: 4, 259: 5, 279: 4000 };
    expect(faultOf(tiffFile(page, [fields]))).toMatchObject({ kind: 'damaged', reason: /1600 MB/ });
  });

  test('when its parts lie behind its end', () => {
    expect(faultOf(tiffFile(page, [greyFields(600, 800)]))).toEqual({ kind: 'cut off', format: 'tiff' });
    const whole = greyTiff([10, 20]);
    for (let length = 8; length < whole.length; length += 97)
      expect(faultOf(whole.subarray(0, length))).toEqual({ kind: 'cut off', format: 'tiff' });
  });

  test('when its list of pages leads back to itself, or has no end', () => {
    const start = 8 + page.length;
    expect(faultOf(tiffFile(page, [greyFields(60, 80)], [start]))).toMatchObject({
      kind: 'damaged',
      reason: 'its list of pages leads back to itself',
    });
    const many = Array.from({ length: 2_001 }, () => greyFields(60, 80));
    expect(faultOf(tiffFile(page, many))).toEqual({ kind: 'too many pages', pages: 2_001 });
  });

  test('when a field claims billions of values', () => {
    const bytes = tiffFile(page, [greyFields(60, 80)]);
    // The strip offsets: the sixth field.
    bytes.writeUInt32LE(0xffffffff, 8 + page.length + 2 + 5 * 12 + 4);
    expect(faultOf(bytes)).toEqual({ kind: 'cut off', format: 'tiff' });
  });

  test('when it is compressed in a way that cannot be read, with its name', () => {
    expect(faultOf(tiffFile(page, [{ ...greyFields(60, 80), 259: 6 }]))).toEqual({
      kind: 'not supported',
      what: 'A page with the outdated JPEG compression',
    });
    expect(faultOf(tiffFile(page, [{ ...greyFields(60, 80), 259: 34712 }]))).toMatchObject({ kind: 'not supported' });
  });

  test('and never fails, whatever byte of it is wrong', () => {
    const whole = greyTiff([10, 20], 6, 8);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = 255 - (damaged[at] ?? 0);
      expect(typeof readTiffHeader(damaged).ok).toBe('boolean');
    }
  });
});
