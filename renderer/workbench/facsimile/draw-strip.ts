import type { PagePicture } from '../../../shared/contract/facsimile.ts';
import type { Box } from '../../../shared/document/layout.ts';
import type { PageTurn } from '../../../shared/document/page-image.ts';
import type { Size } from './page-geometry.ts';
import { type PicturePiece, piecesOver, type StripLayout } from './strip-picture.ts';

/** Loads pictures and keeps the latest of them.
 *  @returns the picture; null until it is loaded, when `onLoad` is called */
export type PictureLoader = (address: string, onLoad: () => void) => HTMLImageElement | null;

/** Enough for the tiles of two lines of a large page. */
const mostKept = 32;

export function pictureLoader(): PictureLoader {
  const kept = new Map<string, HTMLImageElement>();
  return (address, onLoad) => {
    const known = kept.get(address);
    if (known) {
      if (known.complete) return known.naturalWidth > 0 ? known : null;
      known.addEventListener('load', onLoad, { once: true });
      return null;
    }
    const image = new Image();
    kept.set(address, image);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    image.addEventListener('load', onLoad, { once: true });
    image.src = address;
    return null;
  };
}

interface DrawnPage extends Size {
  readonly picture: PagePicture;
  readonly turn: PageTurn;
}

/** Draws a part of a page, and again when more of its pictures have come.
 *  @param boxes of the word that is made to stand out, in image pixels */
export function drawStrip(
  canvas: HTMLCanvasElement,
  page: DrawnPage,
  layout: StripLayout,
  boxes: readonly Box[],
  load: PictureLoader,
): void {
  const ratio = window.devicePixelRatio;
  const key = JSON.stringify([page.picture, layout, boxes]);
  canvas.dataset.drawn = key;
  const draw = (): void => {
    // The caret may stand elsewhere by the time a picture is there.
    if (canvas.dataset.drawn === key) drawStrip(canvas, page, layout, boxes, load);
  };
  const pieces = piecesOver(page.picture, page, layout.box, layout.scale * ratio);
  const pictures = pieces.flatMap((piece) => {
    const image = load(piece.address, draw);
    return image ? [{ piece, image }] : [];
  });
  canvas.width = Math.round(layout.width * ratio);
  canvas.height = Math.round(layout.height * ratio);
  canvas.style.width = `${layout.width}px`;
  canvas.style.height = `${layout.height}px`;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  turnTo(context, page.turn, layout);
  context.scale(layout.scale, layout.scale);
  context.translate(-layout.box.x, -layout.box.y);
  for (const { piece, image } of pictures) drawPiece(context, piece, image, page);
  drawWord(context, boxes, layout.scale);
}

/** Turns what is drawn clockwise and brings it back into the strip. */
function turnTo(context: CanvasRenderingContext2D, turn: PageTurn, { width, height }: StripLayout): void {
  if (turn === 90) context.translate(width, 0);
  if (turn === 180) context.translate(width, height);
  if (turn === 270) context.translate(0, height);
  context.rotate((turn * Math.PI) / 180);
}

function drawPiece(
  context: CanvasRenderingContext2D,
  { x, y, density }: PicturePiece,
  image: HTMLImageElement,
  page: Size,
): void {
  const own = density ?? image.naturalWidth / page.width;
  context.drawImage(image, x, y, image.naturalWidth / own, image.naturalHeight / own);
}

function drawWord(context: CanvasRenderingContext2D, boxes: readonly Box[], scale: number): void {
  context.strokeStyle = '#1d4f7c';
  context.fillStyle = 'rgb(29 79 124 / 12%)';
  context.lineWidth = 2 / scale;
  for (const { x, y, width, height } of boxes) {
    const room = height * 0.12;
    const rectangle = [x - room, y - room, width + 2 * room, height + 2 * room] as const;
    context.fillRect(...rectangle);
    context.strokeRect(...rectangle);
  }
}
