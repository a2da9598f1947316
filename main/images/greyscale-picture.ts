import { type Canvas, createCanvas, type Image, type ImageData, loadImage } from '@napi-rs/canvas';
import type { PageTurn } from '../../shared/document/page-image.ts';

/** A picture in shades of grey: a byte a pixel, 0 is black, row by row. */
export interface GreyscalePicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Decodes an image file and turns it upright. Transparent parts are white.
 *  @param bytes PNG, JPEG, WebP or whatever else the canvas reads
 *  @param mostPixels a larger picture is made smaller until it has so many
 *  @throws Error when it is no such image */
export async function decodeGreyscale(
  bytes: Uint8Array,
  turn: PageTurn,
  mostPixels: number,
): Promise<GreyscalePicture> {
  const image = await loadImage(bytes);
  return greyscaleOf({ drawable: image, width: image.width, height: image.height }, turn, mostPixels);
}

/** A decoded picture turned upright, made smaller until it has no more pixels than that. */
export function greyscaleOf(
  { drawable, width, height }: { readonly drawable: Canvas | Image; readonly width: number; readonly height: number },
  turn: PageTurn,
  mostPixels: number,
): GreyscalePicture {
  const scale = Math.min(1, Math.sqrt(mostPixels / (width * height)));
  return drawnGreyscale(drawable, width * scale, height * scale, turn, 0);
}

/** Makes a picture larger or smaller, and softer if asked.
 *  @param blur radius in pixels of the new picture; 0 for none */
export function resized(picture: GreyscalePicture, factor: number, blur: number): GreyscalePicture {
  if (factor === 1 && blur === 0) return picture;
  const canvas = createCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(picture.width, picture.height);
  picture.data.forEach((shade, index) => {
    pixels.data.fill(shade, 4 * index, 4 * index + 3);
    pixels.data[4 * index + 3] = 255;
  });
  context.putImageData(pixels, 0, 0);
  return drawnGreyscale(canvas, picture.width * factor, picture.height * factor, 0, blur);
}

/** The picture as a file that every reader of images understands without unpacking: a portable grey map. */
export function toPgm({ width, height, data }: GreyscalePicture): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  return file;
}

/** @param width of the upright source in the new picture, before the turn */
function drawnGreyscale(
  source: Image | Canvas,
  width: number,
  height: number,
  turn: PageTurn,
  blur: number,
): GreyscalePicture {
  const [across, down] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
  const isLying = turn === 90 || turn === 270;
  const canvas = isLying ? createCanvas(down, across) : createCanvas(across, down);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  if (blur > 0) context.filter = `blur(${blur}px)`;
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turn * Math.PI) / 180);
  context.drawImage(source, -across / 2, -down / 2, across, down);
  return greyOf(context.getImageData(0, 0, canvas.width, canvas.height));
}

function greyOf({ width, height, data }: ImageData): GreyscalePicture {
  const grey = new Uint8Array(width * height);
  // The weights of ITU-R BT.601.
  for (let index = 0, at = 0; index < grey.length; index++, at += 4)
    grey[index] = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0) + 0.5;
  return { width, height, data: grey };
}
