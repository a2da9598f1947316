import type { DocumentState } from '../document-state.ts';
import type { PageImageId } from '../identifier.ts';
import type { Box, PageLayout, Point } from '../layout.ts';
import { type PageImage, type PageTreatment, type PageTurn, untreated, type ZoneAct } from '../page-image.ts';
import { treatmentAct } from '../zones.ts';

/** Pages as they lie in their pictures after what was said of each. A further page of a picture is one only while it has a part of its own. */
export function treatedPages<Page extends PageImage>(
  listed: readonly Page[],
  treatments: ReadonlyMap<PageImageId, Partial<PageTreatment>>,
): readonly Page[] {
  if (treatments.size === 0 && listed.every(({ of }) => of === undefined)) return listed;
  return listed.flatMap((page) => {
    const said = treatments.get(page.id);
    const treatment = { ...untreated, ...page.treatment, ...said };
    if (page.of !== undefined && treatment.crop === null) return [];
    return [said ? withTreatment(page, treatment) : page];
  });
}

function withTreatment<Page extends PageImage>(page: Page, { angle, crop }: PageTreatment): Page {
  if (angle !== 0 || crop !== null) return { ...page, treatment: { angle, crop } };
  const { treatment: _, ...plain } = page;
  return plain as Page;
}

/** The list of pages to be written after a person arranged those that are seen: what acts say of how they lie is left to the acts, and
 *  further pages that are none just now stay behind the page whose picture they share, since redo may bring them back.
 *  @param seen as a state has them
 *  @param state before */
export function listedPages(
  seen: readonly PageImage[],
  { pages, treated }: Pick<DocumentState, 'pages' | 'treated'>,
): readonly PageImage[] {
  const listed = treated?.listed ?? pages;
  const before = new Map(listed.map((page) => [page.id, page]));
  const isSeen = new Set(seen.map(({ id }) => id));
  // What was seen before and is no more was taken off.
  const wasSeen = new Set(pages.map(({ id }) => id));
  const hidden = listed.filter(({ id, of }) => of !== undefined && !isSeen.has(id) && !wasSeen.has(id));
  return seen.flatMap((page) => {
    const { treatment, ...plain } = page;
    const stored = before.has(page.id) ? before.get(page.id)?.treatment : treatment;
    return [{ ...plain, ...(stored && { treatment: stored }) }, ...hidden.filter(({ of }) => of === page.id)];
  });
}

/** From the pixels of a picture to those of the page that is cut out of it, and back. */
export interface PageWay {
  /** Of the page as it is seen, before its quarter turns. */
  readonly size: { readonly width: number; readonly height: number };
  /** A box keeps its size and turns about its own middle: what is straight on a page is straight in its box. */
  toPage(box: Box): Box;
  toPicture(box: Box): Box;
  pointToPage(point: Point): Point;
  pointToPicture(point: Point): Point;
  /** Whether more of a box is on the page than off it: whether its middle is. */
  has(box: Box): boolean;
}

/** @param page its picture in pixels, and where the page lies in it */
export function pageWay({ width, height, treatment }: Pick<PageImage, 'width' | 'height' | 'treatment'>): PageWay {
  const { angle, crop } = treatment ?? untreated;
  const part = crop ?? { x: 0, y: 0, width, height };
  const middle = { x: width / 2, y: height / 2 };
  const pointToPage = (point: Point): Point => {
    const turned = turnedAbout(point, middle, angle);
    return { x: turned.x - part.x, y: turned.y - part.y };
  };
  const pointToPicture = ({ x, y }: Point): Point => turnedAbout({ x: x + part.x, y: y + part.y }, middle, -angle);
  return {
    size: { width: part.width, height: part.height },
    pointToPage,
    pointToPicture,
    toPage: (box) => movedTo(box, pointToPage(middleOf(box))),
    toPicture: (box) => movedTo(box, pointToPicture(middleOf(box))),
    has: (box) => {
      const { x, y } = pointToPage(middleOf(box));
      return x >= 0 && y >= 0 && x < part.width && y < part.height;
    },
  };
}

/** The upright box around a page in its picture, within it. */
export function partInPicture(page: Pick<PageImage, 'width' | 'height' | 'treatment'>): Box {
  const { size, pointToPicture } = pageWay(page);
  const corners = [0, size.width].flatMap((x) => [0, size.height].map((y) => pointToPicture({ x, y })));
  const clamped = (value: number, most: number): number => Math.max(0, Math.min(most, value));
  const xs = corners.map(({ x }) => clamped(x, page.width));
  const ys = corners.map(({ y }) => clamped(y, page.height));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

const movedTo = ({ width, height }: Box, { x, y }: Point): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

/** Clockwise, as pictures have it (y grows downwards). */
function turnedAbout({ x, y }: Point, middle: Point, degrees: number): Point {
  if (degrees === 0) return { x, y };
  const angle = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const [right, down] = [x - middle.x, y - middle.y];
  return { x: middle.x + right * cosine - down * sine, y: middle.y + right * sine + down * cosine };
}

/** A layout with each of its boxes brought elsewhere, and those of its words left out that are not wanted.
 *  @param size of what the boxes are measured in then */
export function movedLayout(
  layout: PageLayout,
  size: { readonly width: number; readonly height: number },
  move: (box: Box) => Box,
  movePoint: (point: Point) => Point,
): PageLayout {
  const moved = (box: Box | null): Box | null => box && move(box);
  return {
    ...layout,
    ...size,
    blocks: layout.blocks.map((block) => ({
      ...block,
      box: moved(block.box),
      lines: block.lines.map((line) => ({
        ...line,
        box: moved(line.box),
        baseline: line.baseline?.map(movePoint) ?? null,
        words: line.words.map((word) => ({ ...word, box: moved(word.box) })),
      })),
    })),
  };
}

/** The part of a layout that is on a page: the words that are, and the lines and blocks that have any of them. Words without boxes of their
 *  own are where their line is.
 *  @param has whether a box of the layout is on the page */
export function layoutOnPage(layout: PageLayout, has: (box: Box) => boolean): PageLayout {
  const blocks = layout.blocks.flatMap((block) => {
    const lines = block.lines.flatMap((line) => {
      const isHere = !line.box || has(line.box);
      const words = line.words.filter(({ box }) => (box ? has(box) : isHere));
      if (words.length === 0) return [];
      return [words.length === line.words.length ? line : { ...withoutSpans(line), words, box: null, baseline: null }];
    });
    return lines.length === 0 ? [] : [{ ...block, lines }];
  });
  return { ...layout, blocks };
}

/** What a file says of stretches is counted in the words of the whole line. */
function withoutSpans(line: PageLayout['blocks'][number]['lines'][number]) {
  const { spans: _, ...plain } = line;
  return plain;
}

/** The two pages of a picture, the first as one reads from left to right.
 *  @param part of the picture that shows both
 *  @param gutter from the left of the picture, or from its top where a quarter turn makes it lie */
export function halvesOf({ x, y, width, height }: Box, gutter: number, turn: PageTurn): readonly [Box, Box] {
  if (turn === 90 || turn === 270) {
    const above = { x, y, width, height: gutter - y };
    const below = { x, y: gutter, width, height: y + height - gutter };
    return turn === 90 ? [below, above] : [above, below];
  }
  const left = { x, y, width: gutter - x, height };
  const right = { x: gutter, y, width: x + width - gutter, height };
  return turn === 0 ? [left, right] : [right, left];
}

/** What a person says of how a page lies in its picture. */
export interface WantedTreatment extends PageTreatment {
  /** Where the picture parts into two pages; null when it is one. */
  readonly gutter: number | null;
}

/** The acts that lay a page as wanted, and the further page of its picture beside it.
 *  @param half the further page, where there is to be one */
export function layingActs(page: PageImage, wanted: WantedTreatment, half: PageImageId | null): readonly ZoneAct[] {
  const { angle, crop, gutter } = wanted;
  const before = page.treatment ?? untreated;
  if (gutter === null || half === null) return treatmentAct(page.id, before, { angle, crop });
  const whole = { x: 0, y: 0, width: page.width, height: page.height };
  const [first, second] = halvesOf(crop ?? whole, gutter, page.turn);
  return [
    ...treatmentAct(page.id, before, { angle, crop: first }),
    { kind: 'treated', page: half, angle, crop: second },
  ];
}

/** The acts that make a picture one page again, as its file has it. */
export function resettingActs(pages: readonly PageImage[], page: PageImage): readonly ZoneAct[] {
  const root = page.of ?? page.id;
  return pages
    .filter(({ id, of }) => id === root || of === root)
    .flatMap(({ id, treatment = untreated }) => treatmentAct(id, treatment, untreated));
}
