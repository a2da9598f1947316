import type { PageImage } from '../../document/page-image.ts';
import type { LayoutPage } from './read-layout.ts';

/** A page of a file with layouts. */
export interface FiledLayout extends LayoutPage {
  /** Base name of the file. */
  readonly file: string;
}

/** What is asked of an image: its name, and that images of one file follow each other by `frame`. */
export type NamedImage = Pick<PageImage, 'name' | 'frame'>;

/** A layout with the image that it describes. */
export interface MatchedLayout<Image extends NamedImage> {
  readonly image: Image;
  readonly layout: FiledLayout;
}

export interface MatchedLayouts<Image extends NamedImage> {
  readonly matched: readonly MatchedLayout<Image>[];
  /** Those that were given to their image only by order, though they name another. */
  readonly byOrder: readonly MatchedLayout<Image>[];
  /** Those that found no image, in the order given. */
  readonly left: readonly FiledLayout[];
}

/** Finds the image of each layout: the one that the layout names, else one named like the file of the layout, else, of what is left on
 *  both sides, the first for the first. One that names an image which is not there goes by order only when just as many images are left, and
 *  that is told. The ending of a name does not count, because images are converted. Pages of one image file
 *  follow each other. Pure.
 *  @param images in the order of the pages */
export function matchLayouts<Image extends NamedImage>(
  layouts: readonly FiledLayout[],
  images: readonly Image[],
): MatchedLayouts<Image> {
  const found = new Map<FiledLayout, Image>();
  const taken = new Set<Image>();
  const take = (layout: FiledLayout, image: Image | undefined): void => {
    if (!image || found.has(layout)) return;
    found.set(layout, image);
    taken.add(image);
  };
  const free = (): readonly Image[] => images.filter((image) => !taken.has(image));
  const named = (stem: string) => free().find(({ name }) => stemOf(name) === stem);
  for (const layout of layouts) if (layout.image !== null) take(layout, named(stemOf(layout.image)));
  for (const layout of layouts) if (!found.has(layout)) take(layout, named(layoutStem(layout.file)));
  const stray = layouts.filter((layout) => !found.has(layout));
  const isRow = stray.length === free().length;
  for (const layout of stray) if (layout.image === null || isRow) take(layout, free()[0]);
  const givenByOrder = new Set(stray.filter((layout) => layout.image !== null && found.has(layout)));
  return {
    byOrder: [...givenByOrder].flatMap((layout) => {
      const image = found.get(layout);
      return image ? [{ image, layout }] : [];
    }),
    matched: layouts.flatMap((layout) => {
      const image = found.get(layout);
      return image ? [{ image, layout }] : [];
    }),
    left: layouts.filter((layout) => !found.has(layout)),
  };
}

/** Whether a layout says, by what it names or by the name of its file, that it belongs to an image. */
export const isLayoutOf = (
  { file, image }: Pick<FiledLayout, 'file' | 'image'>,
  { name }: Pick<PageImage, 'name'>,
): boolean => stemOf(name) === layoutStem(file) || (image !== null && stemOf(name) === stemOf(image));

const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '').toLowerCase();

/** `0001.alto.xml` is the layout of `0001`. */
const layoutStem = (file: string): string => stemOf(file).replace(/\.(?:alto|page|hocr)$/, '');
