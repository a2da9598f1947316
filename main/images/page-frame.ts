import type { ProposedTreatment } from '../../shared/contract/payloads/facsimile.ts';
import type { Box } from '../../shared/document/layout.ts';
import { mostAngle, type PageTurn } from '../../shared/document/page-image.ts';
import { flattenBackground } from './flatten-background.ts';
import type { GreyscalePicture } from './greyscale-picture.ts';

/** Ink is darker than this on a page whose light is even. */
const ink = 140;
/** Fewer dark pixels than this are no lines of text. */
const fewestInk = 400;
/** More are not looked at. */
const mostInk = 120_000;
/** How far a first look goes, and in which steps, in degrees; then nearer around the best. */
const [farthest, coarse, fine] = [Math.min(10, mostAngle), 0.5, 0.05] as const;
/** Less is as good as straight. */
const leastAngle = 0.1;
/** The edge of a picture is background where so many of its pixels are darker than paper. */
const darkBorder = 0.5;
/** A row or column is of the page when so much of it, measured by the one that has most, is paper. */
const paperShare = 0.55;
/** Two pages lie side by side when both are together so much wider than they are high. */
const doubleWidth = 1.15;

/** Between two pages there is less ink than this share of what there is elsewhere, and on each of them at least so much of it. */
const [emptyGutter, leastSide] = [0.3, 0.15] as const;

/** Finds how a page lies in a photograph: by which angle its lines are askew, where its edges are against a darker background, and where two
 *  pages meet. O(pixels).
 *  @param picture the photograph, turned upright, and made smaller by `scale`
 *  @param turn by which it was turned
 *  @param size of the photograph as its file has it, in pixels */
export function proposedTreatment(
  picture: GreyscalePicture,
  turn: PageTurn,
  size: { readonly width: number; readonly height: number },
): ProposedTreatment {
  const paper = paperMask(picture);
  const even = flattenBackground(picture, Math.max(16, Math.round(picture.width / 40)));
  const points = inkPoints(even, paper);
  const angle = skewAngle(points);
  const edges = paper && paperEdges(paper, picture, angle);
  const page = edges ?? { x: 0, y: 0, width: picture.width, height: picture.height };
  const gutter = page.width > doubleWidth * page.height ? gutterOf(points, picture, page, angle) : null;
  const toFile = fromUpright(picture, turn, size);
  const gutterBox = gutter === null ? null : toFile({ x: gutter, y: 0, width: 0, height: 0 });
  const isLying = turn === 90 || turn === 270;
  return {
    angle,
    crop: edges && within(toFile(edges)),
    gutter: gutterBox && Math.round(isLying ? gutterBox.y : gutterBox.x),
  };
}

const within = ({ x, y, width, height }: Box): Box => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.max(1, Math.round(width)),
  height: Math.max(1, Math.round(height)),
});

/** From the small upright picture to the pixels of the file. */
function fromUpright(
  picture: GreyscalePicture,
  turn: PageTurn,
  { width, height }: { readonly width: number; readonly height: number },
): (box: Box) => Box {
  const isLying = turn === 90 || turn === 270;
  const [across, down] = isLying
    ? [height / picture.width, width / picture.height]
    : [width / picture.width, height / picture.height];
  return (small) => {
    const [x, y, w, h] = [small.x * across, small.y * down, small.width * across, small.height * down];
    if (turn === 90) return { x: y, y: height - x - w, width: h, height: w };
    if (turn === 180) return { x: width - x - w, y: height - y - h, width: w, height: h };
    if (turn === 270) return { x: width - y - h, y: x, width: h, height: w };
    return { x, y, width: w, height: h };
  };
}

/** Which pixels are paper rather than what it lies on; null when the picture is all page, as a scan is. */
function paperMask({ width, height, data }: GreyscalePicture): Uint8Array | null {
  const least = otsu(data);
  const mask = new Uint8Array(data.length);
  for (let index = 0; index < data.length; index++) mask[index] = (data[index] ?? 0) > least ? 1 : 0;
  const rim = Math.max(2, Math.round(Math.min(width, height) * 0.015));
  let [dark, all] = [0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (x >= rim && x < width - rim && y >= rim && y < height - rim) continue;
      all += 1;
      dark += mask[y * width + x] === 0 ? 1 : 0;
    }
  return dark / all < darkBorder ? null : mask;
}

/** The shade that parts dark from pale best (Otsu 1979: the greatest variance between the two). */
function otsu(data: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const shade of data) counts[shade] = (counts[shade] ?? 0) + 1;
  let total = 0;
  counts.forEach((count, shade) => {
    total += count * shade;
  });
  let [below, sum, best, threshold] = [0, 0, -1, 127];
  for (let shade = 0; shade < 255; shade++) {
    below += counts[shade] ?? 0;
    sum += shade * (counts[shade] ?? 0);
    const above = data.length - below;
    if (below === 0 || above === 0) continue;
    const variance = below * above * (sum / below - (total - sum) / above) ** 2;
    if (variance > best) [best, threshold] = [variance, shade];
  }
  return threshold;
}

/** Places of ink, measured from the middle of the picture: of so many pixels as are needed. */
interface InkPoints {
  readonly xs: Float32Array;
  readonly ys: Float32Array;
}

function inkPoints({ width, height, data }: GreyscalePicture, paper: Uint8Array | null): InkPoints {
  const reach = Math.max(3, Math.round(width / 60));
  const steps = [reach, Math.round(reach * 0.7), Math.round(reach * 0.4)];
  const isInside = (x: number, y: number): boolean => {
    if (x < reach || y < reach || x >= width - reach || y >= height - reach) return false;
    if (!paper) return true;
    const at = y * width + x;
    // Ink has paper on all four sides of it, where the edge of a page has none on one. At one distance there may be the next line.
    return [-1, 1, -width, width].every((way) => steps.some((step) => paper[at + step * way] === 1));
  };
  const found: [number[], number[]] = [[], []];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((data[y * width + x] ?? 255) < ink && isInside(x, y)) {
        found[0].push(x - width / 2);
        found[1].push(y - height / 2);
      }
  const step = Math.ceil(found[0].length / mostInk) || 1;
  const some = (values: readonly number[]): Float32Array =>
    Float32Array.from(values.filter((_, index) => index % step === 0));
  return { xs: some(found[0]), ys: some(found[1]) };
}

/** By how many degrees, clockwise, the picture has to be turned so that its lines are level: where the ink, seen from the side, stands in
 *  the sharpest rows (projection profile). 0 when there are too few lines to tell. */
function skewAngle(points: InkPoints): number {
  if (points.xs.length < fewestInk) return 0;
  const best = sharpest(points, 0, farthest, coarse);
  const angle = Math.round(sharpest(points, best, coarse, fine) * 100) / 100;
  return Math.abs(angle) < leastAngle ? 0 : angle;
}

function sharpest(points: InkPoints, around: number, reach: number, step: number): number {
  let [best, most] = [around, -1];
  const steps = Math.round(reach / step);
  for (let index = -steps; index <= steps; index++) {
    const angle = around + index * step;
    const score = sharpness(points, angle);
    // Of two that are alike the one nearer to how it lies.
    if (score > most * 1.0005) [best, most] = [angle, score];
  }
  return best;
}

function sharpness({ xs, ys }: InkPoints, degrees: number): number {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const half = 4096;
  const rows = new Float64Array(2 * half);
  for (let index = 0; index < xs.length; index++) {
    const row = Math.round((xs[index] ?? 0) * sine + (ys[index] ?? 0) * cosine) + half;
    if (row >= 0 && row < rows.length) rows[row] = (rows[row] ?? 0) + 1;
  }
  let score = 0;
  for (let row = 1; row < rows.length; row++) score += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2;
  return score;
}

/** The box of the paper after the picture is turned; null when it is all of it, or no page stands out. */
function paperEdges(mask: Uint8Array, { width, height }: GreyscalePicture, degrees: number): Box | null {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (mask[y * width + x] === 0) continue;
      const [right, down] = [x - width / 2, y - height / 2];
      const column = Math.round(right * cosine - down * sine + width / 2);
      const row = Math.round(right * sine + down * cosine + height / 2);
      if (column >= 0 && column < width) columns[column] = (columns[column] ?? 0) + 1;
      if (row >= 0 && row < height) rows[row] = (rows[row] ?? 0) + 1;
    }
  const [left, right] = extentOf(columns);
  const [top, bottom] = extentOf(rows);
  if (right - left < width / 5 || bottom - top < height / 5) return null;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** From where to where the counts are near their usual most. */
function extentOf(counts: Float64Array): readonly [number, number] {
  const sorted = [...counts].sort((a, b) => b - a);
  // Not the very most: turning draws some pixels together.
  const least = (sorted[Math.floor(sorted.length / 10)] ?? 0) * paperShare;
  const first = counts.findIndex((count) => count >= least);
  let last = counts.length - 1;
  while (last > first && (counts[last] ?? 0) < least) last -= 1;
  return [Math.max(0, first), last + 1];
}

/** Where two pages meet: the column about the middle that has least ink around it. Null where lines run across it, or only one side is
 *  written on. */
function gutterOf({ xs, ys }: InkPoints, { width }: GreyscalePicture, page: Box, degrees: number): number | null {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const columns = new Float64Array(width);
  for (let index = 0; index < xs.length; index++) {
    const column = Math.round((xs[index] ?? 0) * cosine - (ys[index] ?? 0) * sine + width / 2);
    if (column >= 0 && column < width) columns[column] = (columns[column] ?? 0) + 1;
  }
  const middle = page.x + page.width / 2;
  const reach = page.width * 0.12;
  const room = Math.max(2, Math.round(page.width * 0.015));
  const mean = xs.length / Math.max(1, page.width);
  let [best, least, inkThere] = [middle, Number.POSITIVE_INFINITY, 1];
  for (let column = Math.round(middle - reach); column <= middle + reach; column++) {
    let sum = 0;
    for (let near = column - room; near <= column + room; near++) sum += columns[near] ?? 0;
    const density = sum / (2 * room + 1) / mean;
    const score = density + Math.abs(column - middle) / reach / 4;
    if (score < least) [best, least, inkThere] = [column, score, density];
  }
  let before = 0;
  for (let column = 0; column < best; column++) before += columns[column] ?? 0;
  const isWritten = Math.min(before, xs.length - before) >= leastSide * xs.length;
  return xs.length >= fewestInk && isWritten && inkThere <= emptyGutter ? best : null;
}
