import type { ImageFormat } from '../../document/page-image.ts';
import { inEnglish } from '../../translation/retell.ts';
import type { HeaderReading } from './header-reading.ts';
import { mostPixels } from './image-fault.ts';

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const cutOff = (format: ImageFormat): HeaderReading => ({ ok: false, fault: { kind: 'cut off', format } });
const damaged = (format: ImageFormat, reason: string): HeaderReading => ({
  ok: false,
  fault: { kind: 'damaged', format, reason },
});
const notSupported = (what: string): HeaderReading => ({ ok: false, fault: { kind: 'not supported', what } });

const [gifImage, gifExtension, gifEnd] = [0x2c, 0x21, 0x3b];

/** Follows the blocks of a GIF to its end. One that moves is no page.
 *  @throws RangeError when it ends within a field */
export function readGif(bytes: Uint8Array): HeaderReading {
  const view = viewOf(bytes);
  const colours = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  let pictures = 0;
  for (let at = 13 + colours(view.getUint8(10)); ; ) {
    const block = view.getUint8(at);
    if (block === gifEnd) break;
    if (block === gifImage) {
      pictures += 1;
      at += 11 + colours(view.getUint8(at + 9));
    } else if (block === gifExtension) at += 2;
    else return damaged('gif', inEnglish`a block of it begins nowhere`);
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1;
    at += 1;
  }
  if (pictures === 0) return damaged('gif', inEnglish`it has no picture`);
  return pictures === 1 ? { ok: true, size } : notSupported(inEnglish`A picture that moves`);
}

const [oldestBmpHeader, leastBmpHeader] = [12, 40];
/** As it is, run lengths of 8 and 4 bits, fields of bits. */
const bmpCompressions: ReadonlySet<number> = new Set([0, 1, 2, 3, 6]);

/** @throws RangeError when it ends within its header */
export function readBmp(bytes: Uint8Array): HeaderReading {
  const view = viewOf(bytes);
  const [start, length] = [view.getUint32(10, true), view.getUint32(14, true)];
  if (length !== oldestBmpHeader && length < leastBmpHeader) return damaged('bmp', inEnglish`it has no header`);
  const isOldest = length === oldestBmpHeader;
  const width = isOldest ? view.getUint16(18, true) : view.getInt32(18, true);
  const height = Math.abs(isOldest ? view.getUint16(20, true) : view.getInt32(22, true));
  if (width < 0) return damaged('bmp', inEnglish`its width is below zero`);
  const bits = view.getUint16(isOldest ? 24 : 28, true);
  const compression = isOldest ? 0 : view.getUint32(30, true);
  if (!bmpCompressions.has(compression))
    return notSupported(inEnglish`A picture with the compression number ${compression}`);
  const isPlain = compression === 0 || compression === 3 || compression === 6;
  const stored = isPlain ? Math.ceil((width * bits) / 32) * 4 * height : 1;
  // A picture that claims too much is told as that, also when its file ends early.
  return start + stored > bytes.length && width * height <= mostPixels
    ? cutOff('bmp')
    : { ok: true, size: { width, height } };
}

const sizeMarker = [0xff, 0x4f, 0xff, 0x51];
/** sRGB, shades of grey. */
const plainColours: ReadonlySet<number> = new Set([16, 17]);

/** The size of a JPEG 2000, in its boxes (JP2) or without them. Only grey and RGB of a size for all are taken: what is surely right.
 *  @throws RangeError when it ends within a field */
export function readJp2(bytes: Uint8Array): HeaderReading {
  const view = viewOf(bytes);
  let at = 0;
  if (bytes[0] === 0) {
    const boxes = readBoxes(view);
    if (boxes.isPalette) return notSupported(inEnglish`A picture with a palette`);
    if (boxes.colours !== null && !plainColours.has(boxes.colours))
      return notSupported(inEnglish`A picture in the colour space ${boxes.colours}`);
    if (boxes.stream === null) return damaged('jp2', inEnglish`it has no picture`);
    at = boxes.stream;
  }
  if (sizeMarker.some((byte, index) => view.getUint8(at + index) !== byte))
    return damaged('jp2', inEnglish`its picture begins nowhere`);
  const size = {
    width: view.getUint32(at + 8) - view.getUint32(at + 16),
    height: view.getUint32(at + 12) - view.getUint32(at + 20),
  };
  if (size.width < 0 || size.height < 0) return damaged('jp2', inEnglish`its width or height is below zero`);
  const components = view.getUint16(at + 40);
  if (components !== 1 && components !== 3)
    return notSupported(inEnglish`A picture of ${components} colours (JPEG 2000)`);
  for (let index = 0; index < components; index++) {
    const field = at + 42 + index * 3;
    if (view.getUint8(field) > 15)
      return notSupported(inEnglish`A picture with signed or very deep colours (JPEG 2000)`);
    if (view.getUint8(field + 1) !== 1 || view.getUint8(field + 2) !== 1)
      return notSupported(inEnglish`A picture whose colours are of several sizes (JPEG 2000)`);
  }
  return { ok: true, size };
}

interface Boxes {
  /** Where the picture begins. */
  readonly stream: number | null;
  readonly isPalette: boolean;
  /** The number of the colour space; null for a profile. */
  readonly colours: number | null;
}

function readBoxes(view: DataView): Boxes {
  let [stream, isPalette, colours]: [number | null, boolean, number | null] = [null, false, null];
  for (let at = 0; at + 8 <= view.byteLength && stream === null; ) {
    const [stated, type] = [view.getUint32(at), view.getUint32(at + 4)];
    const head = stated === 1 ? 16 : 8;
    const length = stated === 1 ? view.getUint32(at + 12) : stated === 0 ? view.byteLength - at : stated;
    if (type === box('jp2c')) stream = at + head;
    else if (type === box('pclr')) isPalette = true;
    else if (type === box('colr') && view.getUint8(at + head) === 1) colours = view.getUint32(at + head + 3);
    // The head of the picture holds boxes itself.
    at += type === box('jp2h') ? head : Math.max(8, length);
  }
  return { stream, isPalette, colours };
}

const box = (name: string): number =>
  ((name.charCodeAt(0) << 24) | (name.charCodeAt(1) << 16) | (name.charCodeAt(2) << 8) | name.charCodeAt(3)) >>> 0;
