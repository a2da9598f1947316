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
  const rows = imagesByStem(images);
  const passed = new Map<string, number>();
  /** None is passed twice: there may be as many layouts as images. */
  const named = (stem: string): Image | undefined => {
    const row = rows.get(stem) ?? [];
    let at = passed.get(stem) ?? 0;
    for (let image = row[at]; image && taken.has(image); image = row[at]) at += 1;
    passed.set(stem, at);
    return row[at];
  };
  for (const layout of layouts) if (layout.image !== null) take(layout, named(stemOf(layout.image)));
  for (const layout of layouts) if (!found.has(layout)) take(layout, named(layoutStem(layout.file)));
  const stray = layouts.filter((layout) => !found.has(layout));
  const free = images.filter((image) => !taken.has(image)).reverse();
  const isRow = stray.length === free.length;
  for (const layout of stray) if (layout.image === null || isRow) take(layout, free.pop());
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

/** Finds the images that the pages of a file say they are of, by what a page names or by the name of the file. Most are found without a look
 *  at all images.
 *  @returns those of a page, in their order, by the image that it names */
export function imagesOfLayout<Image extends NamedImage>(
  file: string,
  images: readonly Image[],
): (image: string | null) => readonly Image[] {
  const byStem = imagesByStem(images);
  const ofFile = byStem.get(layoutStem(file)) ?? [];
  const known = new Map<string, readonly Image[]>();
  return (image) => {
    const stem = image === null ? layoutStem(file) : stemOf(image);
    const own = known.get(stem) ?? inOrder(images, ofFile, byStem.get(stem) ?? []);
    known.set(stem, own);
    return own;
  };
}

/** Both together, as they stand among all. */
function inOrder<Image>(images: readonly Image[], some: readonly Image[], others: readonly Image[]): readonly Image[] {
  if (some.length === 0 || some === others) return others;
  if (others.length === 0) return some;
  const both = new Set([...some, ...others]);
  return images.filter((image) => both.has(image));
}

function imagesByStem<Image extends NamedImage>(images: readonly Image[]): ReadonlyMap<string, Image[]> {
  const byStem = new Map<string, Image[]>();
  for (const image of images) {
    const stem = stemOf(image.name);
    const own = byStem.get(stem);
    if (own) own.push(image);
    else byStem.set(stem, [image]);
  }
  return byStem;
}

/** Whether a layout says, by what it names or by the name of its file, that it belongs to an image. */
export const isLayoutOf = (
  { file, image }: Pick<FiledLayout, 'file' | 'image'>,
  { name }: Pick<PageImage, 'name'>,
): boolean => stemOf(name) === layoutStem(file) || (image !== null && stemOf(name) === stemOf(image));

const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '').toLowerCase();

/** `0001.alto.xml` is the layout of `0001`. */
const layoutStem = (file: string): string => stemOf(file).replace(/\.(?:alto|page|hocr)$/, '');
