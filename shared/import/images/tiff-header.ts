import type { ImageSize } from './header-reading.ts';
import type { ImageFault } from './image-fault.ts';
import { mostPages, mostPixels } from './image-fault.ts';

/** One picture of a TIFF: its size as it is shown, and the fields of its directory by tag number. */
export interface TiffPicture {
  readonly size: ImageSize;
  /** EXIF orientation, 1 to 8. */
  readonly orientation: number;
  readonly fields: ReadonlyMap<number, readonly number[]>;
  /** Which of the file's directories it is, from 0. */
  readonly directory: number;
}

export type TiffReading =
  | { readonly ok: true; readonly pictures: readonly TiffPicture[] }
  | { readonly ok: false; readonly fault: ImageFault };

/** Sizes of the types of fields in bytes: BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG … */
const typeSizes: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

const tag = {
  subfileType: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  stripBytes: 279,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
} as const;

/** None, CCITT RLE, CCITT 3, CCITT 4, LZW, JPEG, deflate, PackBits, deflate by its older number. */
const compressions: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 7, 8, 32773, 32946]);
const oldJpeg = 6;
/** A blank page in CCITT 4 is made smaller than anything else, by one bit a line; what claims more than that is a bomb. */
const mostExpansion = 20_000;
const mostDecodedBytes = 1_000_000_000;
const mostFields = 512;
const reducedImage = 1;

class TiffFaultError extends Error {
  override name = 'TiffFaultError';
  constructor(readonly fault: ImageFault) {
    super(fault.kind);
  }
}

const damaged = (reason: string): TiffFaultError => new TiffFaultError({ kind: 'damaged', format: 'tiff', reason });
const cutOff = (): TiffFaultError => new TiffFaultError({ kind: 'cut off', format: 'tiff' });

/** Reads the directories of a TIFF and compares what they claim with what the file holds, so that no decoder has to find out.
 *  Smaller copies of a page that some scanners add are left out. Nothing is decoded. */
export function readTiffHeader(bytes: Uint8Array): TiffReading {
  try {
    const pictures = directories(bytes).flatMap((fields, directory) =>
      isReduced(fields) ? [] : [{ ...pictureOf(fields, bytes.length), directory }],
    );
    return pictures.length === 0 ? { ok: false, fault: { kind: 'empty' } } : { ok: true, pictures };
  } catch (error) {
    if (error instanceof TiffFaultError) return { ok: false, fault: error.fault };
    // A field that begins inside the file and ends behind it.
    if (error instanceof RangeError) return { ok: false, fault: { kind: 'cut off', format: 'tiff' } };
    throw error;
  }
}

type Fields = ReadonlyMap<number, readonly number[]>;

const isReduced = (fields: Fields): boolean => ((fields.get(tag.subfileType)?.[0] ?? 0) & reducedImage) !== 0;

function directories(bytes: Uint8Array): readonly Fields[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49;
  const found: Fields[] = [];
  const seen = new Set<number>();
  for (let at = view.getUint32(4, isLittle); at !== 0; ) {
    if (seen.has(at)) throw damaged('its list of pages leads back to itself');
    seen.add(at);
    if (seen.size > mostPages) throw new TiffFaultError({ kind: 'too many pages', pages: seen.size });
    if (at + 2 > bytes.length) throw cutOff();
    const entries = view.getUint16(at, isLittle);
    if (entries === 0 || entries > mostFields) throw damaged(`one of its pages has ${entries} fields`);
    const fields = new Map<number, readonly number[]>();
    for (let index = 0; index < entries; index++) {
      const entry = at + 2 + index * 12;
      const values = readField(view, entry, isLittle);
      if (values) fields.set(view.getUint16(entry, isLittle), values);
    }
    found.push(fields);
    at = view.getUint32(at + 2 + entries * 12, isLittle);
  }
  return found;
}

/** The whole numbers of a field; null for one of another type. */
function readField(view: DataView, entry: number, isLittle: boolean): readonly number[] | null {
  const type = view.getUint16(entry + 2, isLittle);
  const count = view.getUint32(entry + 4, isLittle);
  const size = typeSizes[type] ?? 0;
  if (size === 0 || type === 2 || type === 5 || type > 9) return null;
  const at = size * count <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle);
  if (at + size * count > view.byteLength) {
    // Profiles and notes of other programs that are cut off harm no picture.
    if (isNeeded(view.getUint16(entry, isLittle))) throw cutOff();
    return null;
  }
  const values = new Array<number>(count);
  for (let index = 0; index < count; index++) values[index] = numberAt(view, at + index * size, size, isLittle);
  return values;
}

const needed: ReadonlySet<number> = new Set(Object.values(tag));
const isNeeded = (number: number): boolean => needed.has(number);

function numberAt(view: DataView, at: number, size: number, isLittle: boolean): number {
  if (size === 1) return view.getUint8(at);
  return size === 2 ? view.getUint16(at, isLittle) : view.getUint32(at, isLittle);
}

function pictureOf(fields: Fields, fileBytes: number): Omit<TiffPicture, 'directory'> {
  const one = (number: number, otherwise: number): number => fields.get(number)?.[0] ?? otherwise;
  const [width, height] = [one(tag.width, 0), one(tag.height, 0)];
  if (width === 0 || height === 0) throw damaged('one of its pages has no width or no height');
  if (width * height > mostPixels) throw new TiffFaultError({ kind: 'too many pixels', width, height });
  const compression = one(tag.compression, 1);
  if (compression === oldJpeg)
    throw new TiffFaultError({ kind: 'not supported', what: 'A page with the outdated JPEG compression' });
  if (!compressions.has(compression))
    throw new TiffFaultError({ kind: 'not supported', what: `A page with the compression number ${compression}` });
  const bitsPerPixel = one(tag.samples, 1) * Math.max(1, one(tag.bits, 1));
  const decoded = Math.ceil((width * bitsPerPixel) / 8) * height;
  if (decoded > mostDecodedBytes || bitsPerPixel > 128)
    throw damaged(`a page of it would be ${Math.ceil(decoded / 1e6)} MB large once decoded`);
  const stored = storedBytes(fields, fileBytes, compression === 1 ? decoded : null);
  if (decoded > stored * mostExpansion)
    throw damaged(`a page of it claims ${decoded} bytes of picture, and the file holds ${stored} for it`);
  const orientation = one(tag.orientation, 1);
  const isTurned = orientation >= 5 && orientation <= 8;
  const size = isTurned ? { width: height, height: width } : { width, height };
  return { size, orientation, fields };
}

/** How many bytes of the file are the picture's.
 *  @param plain how many there are when it is not compressed, for files that do not say; null when it is */
function storedBytes(fields: Fields, fileBytes: number, plain: number | null): number {
  const isTiled = fields.has(tag.tileWidth);
  const offsets = fields.get(isTiled ? tag.tileOffsets : tag.stripOffsets) ?? [];
  const counts = fields.get(isTiled ? tag.tileBytes : tag.stripBytes) ?? (plain === null ? [] : [plain]);
  if (offsets.length === 0) throw damaged('one of its pages has no picture');
  if (counts.length < offsets.length) throw damaged('it does not say how long the parts of its picture are');
  checkTiles(fields, isTiled);
  let sum = 0;
  for (const [index, offset] of offsets.entries()) {
    const count = counts[index] ?? 0;
    if (offset + count > fileBytes) throw cutOff();
    sum += count;
  }
  return sum;
}

const largestTile = 16_384;

function checkTiles(fields: Fields, isTiled: boolean): void {
  if (!isTiled) return;
  const [width, height] = [fields.get(tag.tileWidth)?.[0] ?? 0, fields.get(tag.tileHeight)?.[0] ?? 0];
  if (width === 0 || height === 0 || width > largestTile || height > largestTile)
    throw damaged(`its tiles have ${width} × ${height} pixels`);
}
