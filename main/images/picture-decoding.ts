import { type Canvas, createCanvas, type Image, ImageData, loadImage } from '@napi-rs/canvas';
import { fromArrayBuffer } from 'geotiff';
import { decodeImage, type IFD, toRGBA8 } from 'utif2';
import type { ImageFormat } from '../../shared/document/page-image.ts';
import type { ImageSize } from '../../shared/import/images/header-reading.ts';
import type { ImageFault } from '../../shared/import/images/image-fault.ts';
import { type PlainFormat, readImageHeader } from '../../shared/import/images/image-header.ts';
import { readTiffHeader, type TiffPicture } from '../../shared/import/images/tiff-header.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { decodeJpeg2000 } from './jpeg-2000.ts';

/** A picture that can be drawn, in the size in which it is shown. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly drawable: Canvas | Image;
}

export type Decoded =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly fault: ImageFault };

/** Decodes a picture after its header was found in order. */
export async function decodePlainImage(format: PlainFormat, bytes: Buffer): Promise<Decoded> {
  const header = readImageHeader(format, bytes);
  if (!header.ok) return header;
  try {
    const image = format === 'jp2' ? await decodedJp2(bytes, header.size) : await loadImage(bytes);
    const { width, height } = image;
    if (width !== header.size.width || height !== header.size.height)
      return damaged(
        format,
        inEnglish`its header says ${header.size.width} × ${header.size.height} pixels, and it has ${width} × ${height}`,
      );
    return { ok: true, picture: { width, height, drawable: image } };
  } catch (error) {
    return damaged(format, reasonOf(error));
  }
}

/** Shades of grey, or red, green and blue, as the header was found to say; the decoder may add how opaque they are. */
async function decodedJp2(bytes: Buffer, { width, height }: ImageSize): Promise<Canvas> {
  const samples = await decodeJpeg2000(bytes);
  const components = samples.length / (width * height);
  if (components !== 1 && components !== 3 && components !== 4)
    throw new Error(inEnglish`it has ${samples.length} samples for ${width} × ${height} pixels`);
  const pixels = new Uint8ClampedArray(width * height * 4).fill(0xff);
  for (let from = 0, to = 0; from < samples.length; from += components, to += 4)
    for (let colour = 0; colour < 3; colour++)
      pixels[to + colour] = samples[from + Math.min(colour, components - 1)] ?? 0;
  return drawn(pixels, width, height);
}

/** Decodes one picture of a TIFF. */
export async function decodeTiff(bytes: Buffer, frame: number): Promise<Decoded> {
  const header = readTiffHeader(bytes);
  if (!header.ok) return header;
  const found = header.pictures[frame];
  if (!found) return damaged('tiff', inEnglish`it has no page ${frame + 1}`);
  try {
    const canvas = isPlain(found.fields) ? plainTiff(bytes, found) : await otherTiff(bytes, found);
    return { ok: true, picture: { ...found.size, drawable: turned(canvas, found.orientation) } };
  } catch (error) {
    return damaged('tiff', reasonOf(error));
  }
}

const damaged = (format: ImageFormat, reason: string): Decoded => ({
  ok: false,
  fault: { kind: 'damaged', format, reason },
});

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const tag = { bits: 258, compression: 259, photometric: 262, samples: 277, planes: 284 } as const;
const jpeg = 7;
/** White is zero, black is zero, RGB, palette. */
const plainColours: ReadonlySet<number> = new Set([0, 1, 2, 3]);

/** What scanners write mostly, which `utif2` reads, CCITT fax codes included. It reads JPEG, planes, four bits and other colours wrongly,
 *  without saying so. */
function isPlain(fields: TiffPicture['fields']): boolean {
  const one = (number: number, otherwise: number): number => fields.get(number)?.[0] ?? otherwise;
  const bits = fields.get(tag.bits) ?? [1];
  return (
    one(tag.compression, 1) !== jpeg &&
    (one(tag.planes, 1) === 1 || one(tag.samples, 1) === 1) &&
    plainColours.has(one(tag.photometric, 1)) &&
    bits.every((count) => count === 1 || count === 8)
  );
}

const copied = (bytes: Buffer): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;

async function otherTiff(bytes: Buffer, { directory, fields }: TiffPicture): Promise<Canvas> {
  const image = await (await fromArrayBuffer(copied(bytes))).getImage(directory);
  const [width, height] = [image.getWidth(), image.getHeight()];
  const grey = greyScale(fields);
  if (grey) {
    const raster = await image.readRasters({ interleave: true, samples: [0] });
    return drawn(greyPixels(raster as unknown as Uint8Array, grey), width, height);
  }
  const raster = await image.readRGB({ interleave: true });
  const samples = raster as unknown as Uint8Array | Uint16Array;
  if (samples.length !== width * height * 3)
    throw new Error(inEnglish`it has ${samples.length} samples for ${width} × ${height} pixels`);
  const shift = (samples.BYTES_PER_ELEMENT - 1) * 8;
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let from = 0, to = 0; from < samples.length; from += 3, to += 4) {
    pixels[to] = (samples[from] ?? 0) >> shift;
    pixels[to + 1] = (samples[from + 1] ?? 0) >> shift;
    pixels[to + 2] = (samples[from + 2] ?? 0) >> shift;
    pixels[to + 3] = 0xff;
  }
  return drawn(pixels, width, height);
}

/** How the values of a grey page become light: the greatest, and whether it is black. Null for a page in colours. */
interface GreyScale {
  readonly most: number;
  readonly isInverted: boolean;
}

function greyScale(fields: TiffPicture['fields']): GreyScale | null {
  const photometric = fields.get(tag.photometric)?.[0] ?? 1;
  const bits = fields.get(tag.bits)?.[0] ?? 1;
  return photometric > 1 || bits > 16 ? null : { most: 2 ** bits - 1, isInverted: photometric === 0 };
}

function greyPixels(values: ArrayLike<number>, { most, isInverted }: GreyScale): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let index = 0; index < values.length; index++) {
    const light = ((values[index] ?? 0) * 0xff) / most;
    pixels.fill(isInverted ? 0xff - light : light, index * 4, index * 4 + 3);
    pixels[index * 4 + 3] = 0xff;
  }
  return pixels;
}

function drawn(pixels: Uint8ClampedArray, width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

/** The library is given the fields that were checked, and never looks for directories itself. */
function plainTiff(bytes: Buffer, { fields }: TiffPicture): Canvas {
  const directory = Object.fromEntries([...fields].map(([number, values]) => [`t${number}`, [...values]]));
  const ifd = directory as unknown as IFD;
  decodeImage(copied(bytes), ifd);
  const pixels = toRGBA8(ifd);
  const { width, height } = ifd;
  return drawn(new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength), width, height);
}

/** By EXIF orientation: the matrix that shows the picture upright, in widths and heights of the stored one. */
const orientations: Readonly<Record<number, readonly [number, number, number, number, number, number]>> = {
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
};

function turned(canvas: Canvas, orientation: number): Canvas {
  const matrix = orientations[orientation];
  if (!matrix) return canvas;
  const isOnSide = orientation >= 5;
  const upright = isOnSide ? createCanvas(canvas.height, canvas.width) : createCanvas(canvas.width, canvas.height);
  const [a, b, c, d, e, f] = matrix;
  const context = upright.getContext('2d');
  context.setTransform(a, b, c, d, e * upright.width, f * upright.height);
  context.drawImage(canvas, 0, 0);
  return upright;
}
