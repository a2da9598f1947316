import { type Canvas, createCanvas, type Image, ImageData, loadImage } from '@napi-rs/canvas';
import { decodeImage, type IFD, toRGBA8 } from 'utif2';
import type { ImageFormat } from '../../shared/document/page-image.ts';
import type { ImageFault } from '../../shared/import/images/image-fault.ts';
import { readImageHeader } from '../../shared/import/images/image-header.ts';
import { readTiffHeader, type TiffPicture } from '../../shared/import/images/tiff-header.ts';

/** A picture that can be drawn, in the size in which it is shown. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly drawable: Canvas | Image;
}

export type Decoded =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly fault: ImageFault };

/** Decodes a PNG, JPEG or WebP after its header was found in order. */
export async function decodePlainImage(format: 'png' | 'jpeg' | 'webp', bytes: Buffer): Promise<Decoded> {
  const header = readImageHeader(format, bytes);
  if (!header.ok) return header;
  try {
    const image = await loadImage(bytes);
    const { width, height } = image;
    if (width !== header.size.width || height !== header.size.height)
      return damaged(
        format,
        `its header says ${header.size.width} × ${header.size.height} pixels, and it has ${width} × ${height}`,
      );
    return { ok: true, picture: { width, height, drawable: image } };
  } catch (error) {
    return damaged(format, reasonOf(error));
  }
}

/** Decodes one picture of a TIFF. */
export function decodeTiff(bytes: Buffer, frame: number): Decoded {
  const header = readTiffHeader(bytes);
  if (!header.ok) return header;
  const found = header.pictures[frame];
  if (!found) return damaged('tiff', `it has no page ${frame + 1}`);
  try {
    return { ok: true, picture: tiffPicture(bytes, found) };
  } catch (error) {
    return damaged('tiff', reasonOf(error));
  }
}

const damaged = (format: ImageFormat, reason: string): Decoded => ({
  ok: false,
  fault: { kind: 'damaged', format, reason },
});

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The library is given the fields that were checked, and never looks for directories itself. */
function tiffPicture(bytes: Buffer, { fields, size, orientation }: TiffPicture): Picture {
  const directory = Object.fromEntries([...fields].map(([number, values]) => [`t${number}`, [...values]]));
  const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const ifd = directory as unknown as IFD;
  decodeImage(whole, ifd);
  const pixels = toRGBA8(ifd);
  const { width, height } = ifd;
  const canvas = createCanvas(width, height);
  const data = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0);
  return { ...size, drawable: turned(canvas, orientation) };
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
