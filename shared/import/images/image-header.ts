import type { ImageFormat } from '../../document/page-image.ts';
import { inEnglish } from '../../translation/retell.ts';
import type { HeaderReading, ImageSize } from './header-reading.ts';
import { mostPixels } from './image-fault.ts';
import { readBmp, readGif, readJp2 } from './other-headers.ts';

const signatures: readonly (readonly [ImageFormat, readonly (number | null)[]])[] = [
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  // BigTIFF.
  ['tiff', [0x49, 0x49, 0x2b, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2b]],
  ['webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['bmp', [0x42, 0x4d, null, null, null, null, 0x00, 0x00, 0x00, 0x00]],
  ['jp2', [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20]],
  ['jp2', [0xff, 0x4f, 0xff, 0x51]],
];

/** How many bytes `detectImage` wants to see. */
export const imageDetectionBytes = 1024;

/** The format of an image by how its file begins; null when it is none of those that can be read. */
export function detectImage(beginning: Uint8Array): ImageFormat | null {
  for (const [format, signature] of signatures)
    if (signature.every((byte, index) => byte === null || beginning[index] === byte)) return format;
  // Readers of PDF take files with something before the header.
  const text = String.fromCharCode(...beginning.subarray(0, imageDetectionBytes));
  return text.includes('%PDF-') ? 'pdf' : null;
}

const asciiCodes = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));
/** Four bytes of length, which may be any. */
const boxLength = [null, null, null, null] as const;

/** Pictures that are known and not read, by how their files begin. */
const otherSignatures: readonly (readonly [string, readonly (number | null)[]])[] = [
  ['JPEG XL', [0x00, 0x00, 0x00, 0x0c, 0x4a, 0x58, 0x4c, 0x20]],
  ['JPEG XL', [0xff, 0x0a]],
  ['HEIC', [...boxLength, ...asciiCodes('ftypheic')]],
  ['HEIC', [...boxLength, ...asciiCodes('ftypheix')]],
  ['HEIC', [...boxLength, ...asciiCodes('ftypmif1')]],
  ['AVIF', [...boxLength, ...asciiCodes('ftypavif')]],
  ['DjVu', asciiCodes('AT&TFORM')],
  ['Photoshop', asciiCodes('8BPS')],
];

/** What a picture is called that cannot be read here; null for any other file. */
export const otherImage = (beginning: Uint8Array): string | null =>
  otherSignatures.find(([, signature]) =>
    signature.every((byte, index) => byte === null || beginning[index] === byte),
  )?.[0] ?? null;

/** Formats of one picture with a header of their own. */
export type PlainFormat = Exclude<ImageFormat, 'tiff' | 'pdf'>;

/** Reads the size of a picture from its header and sees to it that the file does not end before the picture does.
 *  Nothing is decoded. */
export function readImageHeader(format: PlainFormat, bytes: Uint8Array): HeaderReading {
  const reading = readWithin(format, bytes);
  if (!reading.ok) return reading;
  const { width, height } = reading.size;
  if (width === 0 || height === 0)
    return { ok: false, fault: { kind: 'damaged', format, reason: inEnglish`it has no width or no height` } };
  return width * height > mostPixels
    ? { ok: false, fault: { kind: 'too many pixels', width, height } }
    : { ok: true, size: { width, height } };
}

/** A field that begins inside the file and ends behind it. */
function readWithin(format: PlainFormat, bytes: Uint8Array): HeaderReading {
  try {
    return readers[format](bytes);
  } catch (error) {
    if (error instanceof RangeError) return cutOff(format);
    throw error;
  }
}

const readers: Readonly<Record<PlainFormat, (bytes: Uint8Array) => HeaderReading>> = {
  png: readPng,
  jpeg: readJpeg,
  webp: readWebp,
  gif: readGif,
  bmp: readBmp,
  jp2: readJp2,
};

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const cutOff = (format: ImageFormat): HeaderReading => ({ ok: false, fault: { kind: 'cut off', format } });

const ascii = (bytes: Uint8Array, from: number): string => String.fromCharCode(...bytes.subarray(from, from + 4));

/** Follows the chunks to the last one. */
function readPng(bytes: Uint8Array): HeaderReading {
  const view = viewOf(bytes);
  let size: ImageSize | null = null;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = ascii(bytes, at + 4);
    if (type === 'IHDR' && length >= 8) size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    // A picture that claims too much is told as that, also when its file ends early.
    if (size && size.width * size.height > mostPixels) return { ok: true, size };
    if (size === null) break;
    if (type === 'IEND') return { ok: true, size };
    at += 12 + length;
  }
  return size === null
    ? { ok: false, fault: { kind: 'damaged', format: 'png', reason: inEnglish`it has no header` } }
    : cutOff('png');
}

const endOfImage = 0xd9;
const startOfScan = 0xda;
const applicationOne = 0xe1;

/** Follows the segments to the picture's own, and looks for the mark of the end behind it. */
function readJpeg(bytes: Uint8Array): HeaderReading {
  const view = viewOf(bytes);
  let size: ImageSize | null = null;
  let isTurned = false;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff)
      return {
        ok: false,
        fault: { kind: 'damaged', format: 'jpeg', reason: inEnglish`a segment of it begins nowhere` },
      };
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (isFrameHeader(marker) && at + 9 <= bytes.length)
      size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === applicationOne) isTurned ||= exifTurns(bytes.subarray(at + 4, at + 2 + length));
    if (size && size.width * size.height > mostPixels) break;
    if (marker === startOfScan) {
      if (size === null || !endsAsJpeg(bytes, at)) return size === null ? noFrame : cutOff('jpeg');
      break;
    }
    at += 2 + Math.max(2, length);
  }
  if (size === null) return cutOff('jpeg');
  return { ok: true, size: isTurned ? { width: size.height, height: size.width } : size };
}

const noFrame: HeaderReading = {
  ok: false,
  fault: { kind: 'damaged', format: 'jpeg', reason: inEnglish`it has no header` },
};

/** SOF0 to SOF15, without those in between that are tables. */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Some cameras write on behind the picture, so the mark need not be the last. */
function endsAsJpeg(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at--) if (bytes[at] === 0xff && bytes[at + 1] === endOfImage) return true;
  return false;
}

const orientationTag = 0x0112;

/** Whether the EXIF of a JPEG has it shown on its side. */
function exifTurns(segment: Uint8Array): boolean {
  if (ascii(segment, 0) !== 'Exif' || segment.length < 16) return false;
  const tiff = segment.subarray(6);
  const view = viewOf(tiff);
  const isLittle = tiff[0] === 0x49;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return false;
  const entries = view.getUint16(directory, isLittle);
  for (let index = 0; index < entries; index++) {
    const at = directory + 2 + index * 12;
    if (at + 12 > tiff.length) return false;
    if (view.getUint16(at, isLittle) === orientationTag) return view.getUint16(at + 8, isLittle) >= 5;
  }
  return false;
}

function readWebp(bytes: Uint8Array): HeaderReading {
  if (bytes.length < 30) return cutOff('webp');
  const view = viewOf(bytes);
  const size = webpSize(bytes, view);
  if (size === null)
    return { ok: false, fault: { kind: 'damaged', format: 'webp', reason: inEnglish`it has no header` } };
  const isWhole = bytes.length >= view.getUint32(4, true) + 8 || size.width * size.height > mostPixels;
  return isWhole ? { ok: true, size } : cutOff('webp');
}

function webpSize(bytes: Uint8Array, view: DataView): ImageSize | null {
  const low = (at: number): number => view.getUint16(at, true) | ((bytes[at + 2] ?? 0) << 16);
  switch (ascii(bytes, 12)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: low(24) + 1, height: low(27) + 1 };
    default:
      return null;
  }
}
