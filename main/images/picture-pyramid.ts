/** Width and height of a tile, in pixels, without its overlap. */
export const tileSizePixels = 512;
/** How far a tile reaches into each of its neighbours. */
export const tileOverlapPixels = 1;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How many levels the pyramid of an image has: the smallest fits one tile, each next one is twice as large. */
export const pyramidLevels = ({ width, height }: Size): number =>
  1 + Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / tileSizePixels)));

/** The size of one level, 0 the smallest. */
export function levelSize(image: Size, level: number): Size {
  const scale = 2 ** (pyramidLevels(image) - 1 - level);
  return { width: Math.ceil(image.width / scale), height: Math.ceil(image.height / scale) };
}

/** A tile of a level: where it begins and how large it is, overlap included. */
export interface TilePlace extends Size {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

/** The tiles of a level, row by row. */
export function tilesOf({ width, height }: Size): readonly TilePlace[] {
  const tiles: TilePlace[] = [];
  for (let row = 0; row * tileSizePixels < height; row++)
    for (let column = 0; column * tileSizePixels < width; column++) {
      const x = Math.max(0, column * tileSizePixels - tileOverlapPixels);
      const y = Math.max(0, row * tileSizePixels - tileOverlapPixels);
      const right = Math.min(width, (column + 1) * tileSizePixels + tileOverlapPixels);
      const bottom = Math.min(height, (row + 1) * tileSizePixels + tileOverlapPixels);
      tiles.push({ column, row, x, y, width: right - x, height: bottom - y });
    }
  return tiles;
}
