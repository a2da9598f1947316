import { unzlibSync, zlibSync } from 'fflate';
import type { PdfDictionary } from './pdf-file.ts';

/** A picture as a PDF stores it. */
export interface PdfPicture {
  readonly dictionary: PdfDictionary;
  readonly bytes: Uint8Array;
}

const word = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const long = (bytes: Uint8Array, at: number): number => ((word(bytes, at) << 16) | word(bytes, at + 2)) >>> 0;

/** A JPEG as it is, byte for byte. Null for one that a PDF would show otherwise than people see it: in the four colours of print, or turned by what a camera
 *  says. */
export function jpegPicture(bytes: Uint8Array): PdfPicture | null {
  if (word(bytes, 0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // A marker may be filled up, and some have nothing behind them.
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xe1 && isTurned(bytes, at + 4)) return null;
    if (marker >= 0xc0 && marker <= 0xc2) return framePicture(bytes, at);
    if (marker === 0xda || marker === 0xd9 || (marker > 0xc2 && marker <= 0xcf && marker !== 0xc4)) return null;
    at += 2 + word(bytes, at + 2);
  }
  return null;
}

function framePicture(bytes: Uint8Array, at: number): PdfPicture | null {
  const [precision, height, width, components] = [
    bytes[at + 4],
    word(bytes, at + 5),
    word(bytes, at + 7),
    bytes[at + 9],
  ];
  if (precision !== 8 || (components !== 1 && components !== 3)) return null;
  const ColorSpace = components === 1 ? '/DeviceGray' : '/DeviceRGB';
  return { dictionary: { ...sizeOf(width, height), ColorSpace, BitsPerComponent: 8, Filter: '/DCTDecode' }, bytes };
}

const sizeOf = (width: number, height: number): PdfDictionary => ({
  Type: '/XObject',
  Subtype: '/Image',
  Width: width,
  Height: height,
});

/** Whether EXIF says that the picture is to be turned or mirrored. */
function isTurned(bytes: Uint8Array, start: number): boolean {
  if (word(bytes, start) !== 0x4578 || word(bytes, start + 2) !== 0x6966) return false;
  const tiff = start + 6;
  const isLittle = word(bytes, tiff) === 0x4949;
  const number = (at: number): number => {
    const value = word(bytes, at);
    return isLittle ? ((value & 255) << 8) | (value >> 8) : value;
  };
  const directory = tiff + (isLittle ? number(tiff + 4) : long(bytes, tiff + 4));
  const entries = Math.min(number(directory), 200);
  for (let index = 0; index < entries; index++) {
    const entry = directory + 2 + 12 * index;
    if (number(entry) === 0x0112) return number(entry + 8) > 1;
  }
  return false;
}

interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly isInterlaced: boolean;
  readonly palette: Uint8Array | null;
  readonly isTransparent: boolean;
  readonly data: Uint8Array;
}

const [grey, rgb, indexed, rgba] = [0, 2, 3, 6] as const;

/** A PNG: its compressed pixels as they are where a PDF takes them, and without their opacity else. Null for one that is no plain PNG, is interlaced, or has opacity
 *  that matters: whoever decoded it gives it on white. */
export function pngPicture(bytes: Uint8Array): PdfPicture | null {
  const png = pngParts(bytes);
  if (!png || png.isInterlaced || png.isTransparent) return null;
  const { width, height, depth, colour, palette, data } = png;
  if (colour === rgba && depth === 8) return withoutOpacity(png);
  if (colour !== grey && colour !== rgb && colour !== indexed) return null;
  if (colour === indexed && !palette) return null;
  const colours = colour === rgb ? 3 : 1;
  const hex = [...(palette ?? [])].map((value) => value.toString(16).padStart(2, '0')).join('');
  const space = colour === rgb ? '/DeviceRGB' : '/DeviceGray';
  const ColorSpace =
    colour === indexed ? ['/Indexed', '/DeviceRGB', (palette?.length ?? 3) / 3 - 1, `<${hex}>`] : space;
  const DecodeParms = { Predictor: 15, Colors: colours, BitsPerComponent: depth, Columns: width };
  return {
    dictionary: { ...sizeOf(width, height), ColorSpace, BitsPerComponent: depth, Filter: '/FlateDecode', DecodeParms },
    bytes: data,
  };
}

function pngParts(bytes: Uint8Array): PngParts | null {
  if (long(bytes, 0) !== 0x89504e47 || long(bytes, 12) !== 0x49484452) return null;
  const data: Uint8Array[] = [];
  let palette: Uint8Array | null = null;
  let isTransparent = false;
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = long(bytes, at);
    const name = long(bytes, at + 4);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (name === 0x49444154) data.push(content);
    if (name === 0x504c5445) palette = content;
    if (name === 0x74524e53) isTransparent = true;
    at += 12 + length;
  }
  const [width, height] = [long(bytes, 16), long(bytes, 20)];
  const [depth = 0, colour = 0, , , interlace = 0] = bytes.subarray(24, 29);
  return { width, height, depth, colour, isInterlaced: interlace !== 0, palette, isTransparent, data: joined(data) };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Red, green and blue of a picture that is opaque everywhere; null when it is not, or is damaged. */
function withoutOpacity({ width, height, data }: PngParts): PdfPicture | null {
  const rows = unzlibSync(data);
  const stride = width * 4;
  if (rows.length !== (stride + 1) * height) return null;
  const pixels = new Uint8Array(width * height * 3);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const line = rows.subarray(start + 1, start + 1 + stride);
    undoFilter(line, above, rows[start] ?? 0);
    for (let from = 0, to = y * width * 3; from < stride; from += 4, to += 3) {
      if (line[from + 3] !== 255) return null;
      pixels[to] = line[from] ?? 0;
      pixels[to + 1] = line[from + 1] ?? 0;
      pixels[to + 2] = line[from + 2] ?? 0;
    }
    above = line;
  }
  const dictionary = {
    ...sizeOf(width, height),
    ColorSpace: '/DeviceRGB',
    BitsPerComponent: 8,
    Filter: '/FlateDecode',
  };
  return { dictionary, bytes: zlibSync(pixels, { level: 6 }) };
}

/** Makes a line of a PNG, four bytes a pixel, what it was before it was filtered (PNG, 9.2). */
function undoFilter(line: Uint8Array, above: Uint8Array, filter: number): void {
  for (let at = 0; at < line.length; at++) {
    const left = at >= 4 ? (line[at - 4] ?? 0) : 0;
    const up = above[at] ?? 0;
    const corner = at >= 4 ? (above[at - 4] ?? 0) : 0;
    const value = line[at] ?? 0;
    if (filter === 1) line[at] = value + left;
    else if (filter === 2) line[at] = value + up;
    else if (filter === 3) line[at] = value + ((left + up) >> 1);
    else if (filter === 4) line[at] = value + paeth(left, up, corner);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
