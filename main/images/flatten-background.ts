import type { GreyscalePicture } from './greyscale-picture.ts';

/** What the paper is made, from 0 for black to 255. */
const paper = 245;
/** Paper darker than this is the edge of a scan: it is not made paler. */
const darkestPaper = 40;
/** The part of the pixels around a place that are surely paper, the palest ones. */
const paperShare = 0.3;

/** Makes the paper of a scan equally pale everywhere: yellowed paper, shadows of a fold and uneven lamps are gone, ink keeps
 *  its darkness against the paper around it. O(pixels).
 *  @param cell size in pixels of the squares whose paper is measured; more than a letter */
export function flattenBackground(picture: GreyscalePicture, cell: number): GreyscalePicture {
  const { width, height, data } = picture;
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const measured = softened(paperShades(picture, cell, columns, rows), columns, rows);
  const even = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const [row, nextRow, down] = between(y, cell, rows);
    for (let x = 0; x < width; x++) {
      const [column, nextColumn, right] = between(x, cell, columns);
      const above = mix(measured[row * columns + column], measured[row * columns + nextColumn], right);
      const below = mix(measured[nextRow * columns + column], measured[nextRow * columns + nextColumn], right);
      const shade = ((data[y * width + x] ?? 0) * paper) / Math.max(darkestPaper, mix(above, below, down));
      even[y * width + x] = Math.min(255, Math.round(shade));
    }
  }
  return { width, height, data: even };
}

const mix = (a = 0, b = 0, share: number): number => a + (b - a) * share;

/** The two squares between whose middles a pixel lies, and how far it is on the way to the second. */
function between(pixel: number, cell: number, count: number): readonly [number, number, number] {
  const place = Math.min(count - 1, Math.max(0, (pixel + 0.5) / cell - 0.5));
  const first = Math.floor(place);
  return [first, Math.min(count - 1, first + 1), place - first];
}

function paperShades(
  { width, height, data }: GreyscalePicture,
  cell: number,
  columns: number,
  rows: number,
): Float32Array {
  const shades = new Float32Array(columns * rows);
  const margin = Math.floor(cell / 2);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const counts = new Uint32Array(256);
      const top = Math.max(0, row * cell - margin);
      const bottom = Math.min(height, (row + 1) * cell + margin);
      const left = Math.max(0, column * cell - margin);
      const right = Math.min(width, (column + 1) * cell + margin);
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++)
          counts[data[y * width + x] ?? 0] = (counts[data[y * width + x] ?? 0] ?? 0) + 1;
      shades[row * columns + column] = shadeAbove(counts, (bottom - top) * (right - left) * paperShare);
    }
  return shades;
}

/** The shade above which so many pixels lie. */
function shadeAbove(counts: Uint32Array, pixels: number): number {
  let sum = 0;
  for (let shade = 255; shade > 0; shade--) {
    sum += counts[shade] ?? 0;
    if (sum > pixels) return shade;
  }
  return 0;
}

/** The mean of each square and those around it. */
function softened(shades: Float32Array, columns: number, rows: number): Float32Array {
  const soft = new Float32Array(shades.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      let count = 0;
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          sum += shades[y * columns + x] ?? 0;
          count += 1;
        }
      soft[row * columns + column] = sum / count;
    }
  return soft;
}
