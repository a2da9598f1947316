import type { Box, Point } from '../../../shared/document/layout.ts';
import { type PageTreatment, type PageTurn, untreated } from '../../../shared/document/page-image.ts';
import { pageWay } from '../../../shared/document/pages/treated-page.ts';

/** Width and height, in the unit that the place of use says. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a page image lies in its frame on the screen. */
export interface PageViewport {
  /** The point of the image that lies in the middle of the frame, in image pixels. */
  readonly center: Point;
  /** CSS pixels an image pixel. */
  readonly scale: number;
  /** Clockwise, in degrees; any number while the image is turning. */
  readonly degrees: number;
}

/** An affine map as SVG writes it: x' = a x + c y + e, y' = b x + d y + f. */
export interface Matrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Turns a vector clockwise, as the screen has it (y grows downwards). */
function turned({ x, y }: Point, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return { x: x * cosine - y * sine, y: x * sine + y * cosine };
}

/** What leads from image pixels to CSS pixels of the frame, measured from its top left.
 *  @param frame in CSS pixels */
export function viewMatrix({ center, scale, degrees }: PageViewport, frame: Size): Matrix {
  const right = turned({ x: scale, y: 0 }, degrees);
  const down = turned({ x: 0, y: scale }, degrees);
  return {
    a: right.x,
    b: right.y,
    c: down.x,
    d: down.y,
    e: frame.width / 2 - right.x * center.x - down.x * center.y,
    f: frame.height / 2 - right.y * center.x - down.y * center.y,
  };
}

const applied = ({ a, b, c, d, e, f }: Matrix, { x, y }: Point): Point => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
});

/** The image pixel under a point of the frame. */
export function imagePoint({ a, b, c, d, e, f }: Matrix, { x, y }: Point): Point {
  const area = a * d - b * c;
  return { x: (d * (x - e) - c * (y - f)) / area, y: (a * (y - f) - b * (x - e)) / area };
}

/** What a movement on the screen is in image pixels. */
export function imageVector({ scale, degrees }: Pick<PageViewport, 'scale' | 'degrees'>, vector: Point): Point {
  const back = turned(vector, -degrees);
  return { x: back.x / scale, y: back.y / scale };
}

/** The upright box around a box of the image, in CSS pixels of the frame. */
export function boxOnScreen(matrix: Matrix, { x, y, width, height }: Box): Box {
  return around([
    applied(matrix, { x, y }),
    applied(matrix, { x: x + width, y }),
    applied(matrix, { x, y: y + height }),
    applied(matrix, { x: x + width, y: y + height }),
  ]);
}

function around(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

export type Fit = 'page' | 'width';

/** Empty room around a page that fits its frame, as a share of the frame. */
const marginShare = 0.03;

/** A picture, and where the page lies in it. */
export interface LaidPage extends Size {
  readonly treatment?: PageTreatment | undefined;
}

/** By how many degrees a picture is turned clockwise so that its page is upright and its lines are level. */
export const degreesOf = ({ treatment }: Pick<LaidPage, 'treatment'>, turn: PageTurn): number =>
  turn + (treatment?.angle ?? 0);

/** How a page lies so that all of it, or all of its width, is in sight: the width from the top of the page on.
 *  @param page its picture in image pixels, before any turn
 *  @param frame in CSS pixels */
export function fittedView(page: LaidPage, turn: PageTurn, frame: Size, fit: Fit): PageViewport {
  const isLying = turn === 90 || turn === 270;
  const { size, pointToPicture } = pageWay({ ...page, treatment: page.treatment ?? untreated });
  const shown = isLying ? { width: size.height, height: size.width } : size;
  const room = { width: frame.width * (1 - 2 * marginShare), height: frame.height * (1 - 2 * marginShare) };
  const byWidth = room.width / shown.width;
  const scale = fit === 'page' ? Math.min(byWidth, room.height / shown.height) : byWidth;
  const hidden = Math.max(0, shown.height * scale - room.height);
  const degrees = degreesOf(page, turn);
  const offset = imageVector({ scale, degrees }, { x: 0, y: -hidden / 2 });
  const middle = pointToPicture({ x: size.width / 2, y: size.height / 2 });
  return { center: { x: middle.x + offset.x, y: middle.y + offset.y }, scale, degrees };
}

/** How far the picture has to move on the screen so that a box of it is in sight: nothing when it is already.
 *  @param box in CSS pixels of the frame
 *  @param margin CSS pixels that stay free around the box */
export function shiftIntoSight(box: Box, frame: Size, margin: number): Point {
  return {
    x: shiftAlong(box.x, box.width, frame.width, margin),
    y: shiftAlong(box.y, box.height, frame.height, margin),
  };
}

function shiftAlong(start: number, length: number, room: number, wantedMargin: number): number {
  const margin = Math.min(wantedMargin, Math.max(0, (room - length) / 2));
  if (length > room) return start > 0 || start + length < room ? -start : 0;
  if (start < margin) return margin - start;
  if (start + length > room - margin) return room - margin - start - length;
  return 0;
}

/** The box between two opposite corners, cut to the page. */
export function boxBetween(one: Point, other: Point, page: Size): Box {
  const within = ({ x, y }: Point): Point => ({
    x: clamped(x, 0, page.width),
    y: clamped(y, 0, page.height),
  });
  return rounded(around([within(one), within(other)]));
}

/** A box moved by a vector, as far as the page goes. */
export function movedBox(box: Box, by: Point, page: Size): Box {
  return rounded({
    ...box,
    x: clamped(box.x + by.x, 0, page.width - box.width),
    y: clamped(box.y + by.y, 0, page.height - box.height),
  });
}

/** Smaller zones cannot be seen or hit. In image pixels. */
export const smallestZone = 8;

/** A box with its far corner moved by a vector, as far as the page goes. */
export function sizedBox(box: Box, by: Point, page: Size): Box {
  return rounded({
    ...box,
    width: clamped(box.width + by.x, smallestZone, page.width - box.x),
    height: clamped(box.height + by.y, smallestZone, page.height - box.y),
  });
}

const clamped = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

const rounded = (box: Box): Box => ({
  x: Math.round(box.x),
  y: Math.round(box.y),
  width: Math.round(box.width),
  height: Math.round(box.height),
});

/** Whether a point lies in a box that is made larger by a margin on every side. */
export const isInBox = ({ x, y }: Point, box: Box, margin = 0): boolean =>
  x >= box.x - margin && x <= box.x + box.width + margin && y >= box.y - margin && y <= box.y + box.height + margin;
