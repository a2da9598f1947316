import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { shapeSize } from '../../shared/correct/alike/odd-pictures.ts';
import type { Box } from '../../shared/document/layout.ts';
import type { PageTurn } from '../../shared/document/page-image.ts';
import type { CutPicture } from './image-reader.ts';
import type { Picture } from './picture-decoding.ts';

/** Room around a word, as a share of its height: a cut letter tells less. */
const roomShare = 0.18;
const mostHeight = 64;
/** A word is never shown wider, in pixels. */
const mostWidth = 480;

/** Cuts words from a page and turns them upright.
 *  @param boxes in pixels of the picture; what lies outside of it is white */
export async function cutPictures(
  picture: Picture,
  turn: PageTurn,
  boxes: readonly Box[],
): Promise<readonly CutPicture[]> {
  const cut: CutPicture[] = [];
  for (const box of boxes) {
    const isLying = turn === 90 || turn === 270;
    const room = roomShare * (isLying ? box.width : box.height);
    const outer = { x: box.x - room, y: box.y - room, width: box.width + 2 * room, height: box.height + 2 * room };
    const [across, down] = isLying ? [outer.height, outer.width] : [outer.width, outer.height];
    const scale = Math.min(1, mostHeight / Math.max(1, down), mostWidth / Math.max(1, across));
    const canvas = drawnPart(picture, turn, outer, { width: across * scale, height: down * scale });
    const shape = shapeOf(drawnPart(picture, turn, box, shapeSize));
    cut.push({ bytes: await canvas.encode('png'), width: canvas.width, height: canvas.height, shape });
  }
  return cut;
}

/** Draws a part of a picture, turned upright, into a canvas of that size. */
function drawnPart(
  { width, height, drawable }: Picture,
  turn: PageTurn,
  box: Box,
  size: { readonly width: number; readonly height: number },
): Canvas {
  const canvas = createCanvas(Math.max(1, Math.round(size.width)), Math.max(1, Math.round(size.height)));
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  const isLying = turn === 90 || turn === 270;
  const [across, down] = isLying ? [canvas.height, canvas.width] : [canvas.width, canvas.height];
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turn * Math.PI) / 180);
  context.scale(across / Math.max(1, box.width), down / Math.max(1, box.height));
  context.translate(-box.x - box.width / 2, -box.y - box.height / 2);
  context.drawImage(drawable, 0, 0, width, height);
  return canvas;
}

/** How dark the cells of a small picture are. */
function shapeOf(canvas: Canvas): readonly number[] {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  // The weights of ITU-R BT.601.
  return Array.from({ length: canvas.width * canvas.height }, (_, cell) => {
    const [red, green, blue] = [data[4 * cell] ?? 255, data[4 * cell + 1] ?? 255, data[4 * cell + 2] ?? 255];
    return 255 - Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  });
}
