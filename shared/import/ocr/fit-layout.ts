import {
  type Box,
  boxAround,
  type LayoutLine,
  type LayoutWord,
  type PageLayout,
  type Point,
} from '../../document/layout.ts';

/** How a layout fits an image. */
export type FittedLayout =
  /** As it was, or measured anew because the reading was made on a larger or smaller copy of the image. */
  | { readonly kind: 'fits'; readonly layout: PageLayout; readonly scaled: boolean }
  /** The layout calls the extent of its words the size of the page; all of them are within the image, in its pixels. */
  | { readonly kind: 'extent'; readonly layout: PageLayout }
  /** The layout describes a page of another shape: its boxes would point anywhere. */
  | { readonly kind: 'mismatch' };

/** How much width to height may differ between the layout and its image. */
const tolerance = 0.02;

/** Measures a layout in the pixels of its image. Pure.
 *  @param width and height of the image, in pixels, above 0 */
export function fitLayout(layout: PageLayout, width: number, height: number): FittedLayout {
  if (layout.width === width && layout.height === height) return { kind: 'fits', layout, scaled: false };
  const horizontal = width / layout.width;
  const vertical = height / layout.height;
  if (Math.abs(horizontal / vertical - 1) > tolerance)
    return isExtent(layout) && layout.width <= width && layout.height <= height
      ? { kind: 'extent', layout: { ...layout, width, height } }
      : { kind: 'mismatch' };
  return { kind: 'fits', layout: scaledLayout(layout, width, height), scaled: true };
}

/** Whether the page is said to end where its words do, on the right or below: then its size says nothing of the paper. */
function isExtent({ width, height, blocks }: PageLayout): boolean {
  const reach = boxAround(
    blocks.flatMap((block) =>
      [block, ...block.lines, ...block.lines.flatMap(({ words }) => words)].flatMap(({ box }) => box ?? []),
    ),
  );
  return (
    reach !== null &&
    (width - (reach.x + reach.width) <= width * extentSlack ||
      height - (reach.y + reach.height) <= height * extentSlack)
  );
}

/** Pages have margins; the extent of their words does not. */
const extentSlack = 0.005;

function scaledLayout(layout: PageLayout, width: number, height: number): PageLayout {
  const point = ({ x, y }: Point): Point => ({ x: (x * width) / layout.width, y: (y * height) / layout.height });
  const box = (given: Box | null): Box | null => {
    if (!given) return null;
    const size = point({ x: given.width, y: given.height });
    return { ...point(given), width: size.x, height: size.y };
  };
  const word = (given: LayoutWord): LayoutWord => ({ ...given, box: box(given.box) });
  const line = (given: LayoutLine): LayoutLine => ({
    ...given,
    box: box(given.box),
    baseline: given.baseline?.map(point) ?? null,
    words: given.words.map(word),
  });
  const blocks = layout.blocks.map((block) => ({ ...block, box: box(block.box), lines: block.lines.map(line) }));
  return { width, height, blocks };
}
