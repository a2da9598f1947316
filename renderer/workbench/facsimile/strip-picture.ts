import type { PagePicture } from '../../../shared/contract/facsimile.ts';
import type { Box } from '../../../shared/document/layout.ts';
import type { PageTurn } from '../../../shared/document/page-image.ts';
import type { Size } from './page-geometry.ts';

/** A picture that shows a part of a page. */
export interface PicturePiece {
  readonly address: string;
  /** Where it lies on the page, in image pixels. */
  readonly x: number;
  readonly y: number;
  /** How many of its own pixels show one pixel of the image; null when it shows the whole page. */
  readonly density: number | null;
}

/** The pictures that together show a part of a page, sharp enough for a scale.
 *  @param scale pixels on the screen for one of the image */
export function piecesOver(picture: PagePicture, page: Size, box: Box, scale: number): readonly PicturePiece[] {
  if (picture.kind === 'whole') return [{ address: picture.address, x: 0, y: 0, density: null }];
  const { tileSize, overlap, levels, address } = picture;
  const level = Math.max(0, Math.min(levels - 1, levels - 1 + Math.ceil(Math.log2(scale))));
  const density = 2 ** (level - levels + 1);
  const tileAt = (value: number): number => Math.floor((value * density) / tileSize);
  const pieces: PicturePiece[] = [];
  const lastColumn = tileAt(Math.min(page.width - 1, box.x + box.width));
  const lastRow = tileAt(Math.min(page.height - 1, box.y + box.height));
  for (let row = Math.max(0, tileAt(box.y)); row <= lastRow; row++)
    for (let column = Math.max(0, tileAt(box.x)); column <= lastColumn; column++)
      pieces.push({
        address: `${address}${level}/${column}_${row}.jpg`,
        x: Math.max(0, column * tileSize - overlap) / density,
        y: Math.max(0, row * tileSize - overlap) / density,
        density,
      });
  return pieces;
}

/** How a line of the image is laid into a strip. */
export interface StripLayout {
  /** The part of the image that is shown, in image pixels. */
  readonly box: Box;
  /** CSS pixels an image pixel. */
  readonly scale: number;
  /** Of the strip, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Room above and below a line, as a share of its height. */
const lineRoom = 0.3;
/** A strip is never higher than this, in CSS pixels: short lines do not become posters. */
const mostHeightPx = 46;

/** Lays the line of a page into a strip as wide as the text, or as high as it may be.
 *  @param width of the text, in CSS pixels */
export function stripLayout(line: Box, turn: PageTurn, page: Size, width: number): StripLayout {
  const isLying = turn === 90 || turn === 270;
  const room = lineRoom * (isLying ? line.width : line.height);
  const left = Math.max(0, line.x - room);
  const top = Math.max(0, line.y - room);
  const box = {
    x: left,
    y: top,
    width: Math.min(page.width, line.x + line.width + room) - left,
    height: Math.min(page.height, line.y + line.height + room) - top,
  };
  const shown = isLying ? { width: box.height, height: box.width } : box;
  const scale = Math.min(width / shown.width, mostHeightPx / shown.height);
  return { box, scale, width: shown.width * scale, height: shown.height * scale };
}
