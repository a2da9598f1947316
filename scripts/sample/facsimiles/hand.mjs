import { around } from './page.mjs';
import { spread } from './random.mjs';

/** @import { Extremes, FacsimilePage, Ink, Line } from './page.mjs' */

/** Strokes of a hand: each is a row of points, x then y, in a field 100 wide whose baseline is at 100 and whose top is at 0. */
/** @type {Readonly<Record<string, readonly (readonly number[])[]>>} */
const strokes = {
  0: [[50, 2, 14, 34, 22, 84, 56, 100, 86, 62, 78, 14, 46, 2]],
  1: [[34, 20, 56, 2, 50, 52, 46, 100]],
  2: [[18, 24, 44, 0, 76, 16, 62, 52, 14, 98, 50, 92, 90, 98]],
  3: [[20, 12, 52, 0, 76, 22, 40, 46, 78, 64, 62, 98, 12, 90]],
  4: [
    [44, 0, 14, 62, 86, 58],
    [66, 26, 58, 104],
  ],
  5: [
    [32, 6, 22, 44, 62, 42, 80, 72, 50, 102, 12, 92],
    [32, 6, 82, 0],
  ],
  6: [[68, 0, 26, 40, 20, 84, 52, 102, 78, 74, 50, 54, 22, 78]],
  7: [
    [12, 8, 50, 6, 88, 2, 52, 60, 42, 104],
    [34, 54, 76, 48],
  ],
  9: [[80, 22, 50, 0, 20, 26, 42, 52, 78, 26, 74, 64, 60, 104]],
  C: [[84, 16, 48, -4, 12, 46, 26, 94, 60, 102, 88, 80]],
  U: [[14, 0, 16, 66, 42, 102, 72, 76, 82, 0]],
  W: [[6, 0, 26, 98, 50, 26, 68, 100, 98, -4]],
  '-': [[14, 58, 52, 56, 86, 54]],
  '/': [[82, -14, 50, 50, 16, 114]],
  '✓': [[4, 58, 26, 84, 34, 100, 60, 44, 112, -22]],
};

/** @typedef {{ readonly text: string, readonly x: number, readonly y: number, readonly size: number, readonly ink?: Ink,
 *  readonly width?: number }} Written  y: the baseline; size: height of a figure, pixels; width: of the pen, pixels */

/** Writes by hand, and notes nothing down.
 *  @param {FacsimilePage} page
 *  @param {Written} written
 *  @returns {Line} */
export function writeByHand(page, written) {
  const { text, size } = written;
  let { x } = written;
  const start = page.point(x, written.y);
  const words = text.split(' ').map((word) => {
    const boxes = [...word].map((letter) => {
      const box = writeLetter(page, written, letter, x);
      x += size * (letter === '-' || letter === '/' ? 0.52 : 0.66) * (1 + 0.06 * spread(page.random));
      return box;
    });
    x += size * 0.4;
    return { text: word, box: around(boxes) };
  });
  return { words, baseline: [start, page.point(x, written.y)] };
}

/** Writes a figure with a ring around it.
 *  @param {FacsimilePage} page
 *  @param {Written & { readonly figure: string }} written text: as it is noted, such as ②
 *  @returns {Line} */
export function writeRinged(page, { figure, ...written }) {
  const { x, y, size } = written;
  writeLetter(page, written, figure, x);
  const [middleX, middleY, radius] = [x + size * 0.3, y - size * 0.5, size * 0.92];
  /** @type {[number, number][]} */
  const ring = [];
  // More than once around: a ring made by hand overlaps.
  for (let step = 0; step <= 14; step++) {
    const angle = -1.9 + (step / 12) * 2 * Math.PI;
    const reach = radius * (1 + 0.05 * spread(page.random)) + step * 0.35;
    ring.push([middleX + Math.cos(angle) * reach, middleY + Math.sin(angle) * reach * 0.94]);
  }
  draw(page, written, ring);
  const box = page.extremes(middleX - radius, middleY - radius, middleX + radius, middleY + radius);
  return { words: [{ text: written.text, box }], baseline: [page.point(x, y), page.point(x + size, y)] };
}

/** Strikes something out with a pen.
 *  @param {FacsimilePage} page
 *  @param {{ readonly from: readonly [number, number], readonly to: readonly [number, number], readonly ink?: Ink,
 *    readonly width?: number }} stroke */
export function strikeOut(page, { from, to, ink = 'pen', width = 4 }) {
  const points = [0, 0.3, 0.62, 1].map((part) => {
    const wobble = spread(page.random) * 4;
    return /** @type {[number, number]} */ ([
      from[0] + (to[0] - from[0]) * part,
      from[1] + (to[1] - from[1]) * part + wobble,
    ]);
  });
  draw(page, { ink, width, size: 30 }, points);
}

/** @param {FacsimilePage} page @param {Written} written @param {string} letter @param {number} x @returns {Extremes} */
function writeLetter(page, written, letter, x) {
  const shape = strokes[letter];
  if (!shape) throw new Error(`the hand has no stroke for ${letter}`);
  const { y, size } = written;
  const drop = spread(page.random) * size * 0.05;
  const all = shape.map((row) => {
    /** @type {[number, number][]} */
    const points = [];
    for (let at = 0; at + 1 < row.length; at += 2) {
      const across = ((row[at] ?? 0) / 100) * size * 0.56 + spread(page.random) * size * 0.025;
      const down = ((row[at + 1] ?? 0) / 100 - 1) * size + spread(page.random) * size * 0.025;
      // Handwriting leans to the right.
      points.push([x + across - down * 0.14, y + down + drop]);
    }
    draw(page, written, points);
    return points;
  });
  const half = (written.width ?? 4) / 2;
  return around(all.flat().map(([px, py]) => page.extremes(px - half, py - half, px + half, py + half)));
}

/** Draws through points with the even curve and the uneven pressure of a pen.
 *  @param {FacsimilePage} page
 *  @param {{ readonly ink?: Ink, readonly width?: number, readonly size: number }} pen
 *  @param {readonly (readonly [number, number])[]} points */
function draw(page, { ink = 'pen', width = 4 }, points) {
  const context = page.on(ink);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const at = (/** @type {number} */ index) => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0];
  const parts = 8;
  for (let index = 0; index + 1 < points.length; index++) {
    for (let part = 0; part < parts; part++) {
      const through = (index * parts + part) / ((points.length - 1) * parts);
      context.lineWidth = width * (0.78 + 0.34 * Math.sin(Math.PI * Math.min(1, through * 1.15)));
      context.beginPath();
      context.moveTo(...curve(at, index, part / parts));
      context.lineTo(...curve(at, index, (part + 1) / parts));
      context.stroke();
    }
  }
}

/** A Catmull-Rom curve through the points.
 *  @param {(index: number) => readonly [number, number]} at @param {number} index @param {number} t
 *  @returns {[number, number]} */
function curve(at, index, t) {
  const [p, q, r, s] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
  const along = (/** @type {0 | 1} */ axis) =>
    0.5 *
    (2 * q[axis] +
      (r[axis] - p[axis]) * t +
      (2 * p[axis] - 5 * q[axis] + 4 * r[axis] - s[axis]) * t * t +
      (3 * q[axis] - p[axis] - 3 * r[axis] + s[axis]) * t * t * t);
  return [along(0), along(1)];
}
