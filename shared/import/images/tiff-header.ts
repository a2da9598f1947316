import { inEnglish } from '../../translation/retell.ts';
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

/** Sizes of the types of fields in bytes: BYTE, ASCII, SHORT, LONG, RATIONAL, SBYTE, UNDEFINED, SSHORT, SLONG …; of BigTIFF LONG8, SLONG8
 *  and IFD8 at the end. */
const typeSizes: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
/** Types that are whole numbers. */
const wholeTypes: ReadonlySet<number> = new Set([1, 3, 4, 6, 7, 8, 9, 16, 18]);

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

/** How a file writes its numbers: BigTIFF has places and counts of eight bytes where TIFF has two or four. */
interface TiffNumbers {
  readonly view: DataView;
  readonly isLittle: boolean;
  readonly isBig: boolean;
  /** Bytes of a place or of a count of values, of a count of fields, and of a field. */
  readonly place: 4 | 8;
  readonly count: 2 | 8;
  readonly entry: 12 | 20;
}

const bigVersion = 43;

function numbersOf(bytes: Uint8Array): TiffNumbers {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = bytes[0] === 0x49;
  const isBig = view.getUint16(2, isLittle) === bigVersion;
  if (isBig && view.getUint16(4, isLittle) !== 8) throw damaged(inEnglish`its places are not of eight bytes`);
  return { view, isLittle, isBig, ...(isBig ? big : small) };
}

const [small, big] = [
  { place: 4, count: 2, entry: 12 },
  { place: 8, count: 8, entry: 20 },
] as const;

function directories(bytes: Uint8Array): readonly Fields[] {
  const numbers = numbersOf(bytes);
  const found: Fields[] = [];
  const seen = new Set<number>();
  for (let at = numberAt(numbers, numbers.place, numbers.place); at !== 0; ) {
    if (seen.has(at)) throw damaged(inEnglish`its list of pages leads back to itself`);
    seen.add(at);
    if (seen.size > mostPages) throw new TiffFaultError({ kind: 'too many pages', pages: seen.size });
    if (at + numbers.count > bytes.length) throw cutOff();
    const entries = numberAt(numbers, at, numbers.count);
    if (entries === 0 || entries > mostFields) throw damaged(inEnglish`one of its pages has ${entries} fields`);
    const fields = new Map<number, readonly number[]>();
    for (let index = 0; index < entries; index++) {
      const entry = at + numbers.count + index * numbers.entry;
      const values = readField(numbers, entry);
      if (values) fields.set(numberAt(numbers, entry, 2), values);
    }
    found.push(fields);
    at = numberAt(numbers, at + numbers.count + entries * numbers.entry, numbers.place);
  }
  return found;
}

/** The whole numbers of a field; null for one of another type. */
function readField(numbers: TiffNumbers, entry: number): readonly number[] | null {
  const type = numberAt(numbers, entry + 2, 2);
  const count = numberAt(numbers, entry + 4, numbers.place);
  const size = typeSizes[type] ?? 0;
  if (size === 0 || !wholeTypes.has(type) || (size === 8 && !numbers.isBig)) return null;
  const value = entry + 4 + numbers.place;
  const at = size * count <= numbers.place ? value : numberAt(numbers, value, numbers.place);
  if (at + size * count > numbers.view.byteLength) {
    // Profiles and notes of other programs that are cut off harm no picture.
    if (isNeeded(numberAt(numbers, entry, 2))) throw cutOff();
    return null;
  }
  const values = new Array<number>(count);
  for (let index = 0; index < count; index++) values[index] = numberAt(numbers, at + index * size, size);
  return values;
}

const needed: ReadonlySet<number> = new Set(Object.values(tag));
const isNeeded = (number: number): boolean => needed.has(number);

/** @throws RangeError behind the end of the file, where a place of eight bytes that no file reaches leads, too */
function numberAt({ view, isLittle }: TiffNumbers, at: number, size: number): number {
  if (size === 1) return view.getUint8(at);
  if (size === 8) return Number(view.getBigUint64(at, isLittle));
  return size === 2 ? view.getUint16(at, isLittle) : view.getUint32(at, isLittle);
}

function pictureOf(fields: Fields, fileBytes: number): Omit<TiffPicture, 'directory'> {
  const one = (number: number, otherwise: number): number => fields.get(number)?.[0] ?? otherwise;
  const [width, height] = [one(tag.width, 0), one(tag.height, 0)];
  if (width === 0 || height === 0) throw damaged(inEnglish`one of its pages has no width or no height`);
  if (width * height > mostPixels) throw new TiffFaultError({ kind: 'too many pixels', width, height });
  const compression = one(tag.compression, 1);
  if (compression === oldJpeg)
    throw new TiffFaultError({ kind: 'not supported', what: inEnglish`A page with the outdated JPEG compression` });
  if (!compressions.has(compression))
    throw new TiffFaultError({
      kind: 'not supported',
      what: inEnglish`A page with the compression number ${compression}`,
    });
  const bitsPerPixel = one(tag.samples, 1) * Math.max(1, one(tag.bits, 1));
  const decoded = Math.ceil((width * bitsPerPixel) / 8) * height;
  if (decoded > mostDecodedBytes || bitsPerPixel > 128)
    throw damaged(inEnglish`a page of it would be ${Math.ceil(decoded / 1e6)} MB large once decoded`);
  const stored = storedBytes(fields, fileBytes, compression === 1 ? decoded : null);
  if (decoded > stored * mostExpansion)
    throw damaged(inEnglish`a page of it claims ${decoded} bytes of picture, and the file holds ${stored} for it`);
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
  if (offsets.length === 0) throw damaged(inEnglish`one of its pages has no picture`);
  if (counts.length < offsets.length) throw damaged(inEnglish`it does not say how long the parts of its picture are`);
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
    throw damaged(inEnglish`its tiles have ${width} × ${height} pixels`);
}
