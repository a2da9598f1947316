import path from 'node:path';
import type { Fault } from '../../shared/contract/fault.ts';
import { isLayoutOf } from '../../shared/import/ocr/match-layouts.ts';
import type { JobControl } from './job-control.ts';
import type { LayoutReader } from './layout-reader.ts';

/** Files that become one document. */
export interface FileGroup {
  readonly images: readonly string[];
  /** Files with layouts that may describe them. */
  readonly layouts: readonly string[];
}

export interface DividedFiles {
  readonly groups: readonly FileGroup[];
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
}

/** Divides files among the documents that are to be made: one of all, or one of each image, where a layout goes to the image that it
 *  names or is named like. Null when it was cancelled. */
export async function dividedFiles(
  reader: LayoutReader,
  images: readonly string[],
  layouts: readonly string[],
  each: boolean,
  { signal }: JobControl,
): Promise<DividedFiles | null> {
  if (!each || layouts.length === 0)
    return {
      groups: each ? images.map((image) => ({ images: [image], layouts: [] })) : [{ images, layouts }],
      refused: [],
    };
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  const layoutsOf = new Map<string, string[]>(images.map((image) => [image, []]));
  for (const file of layouts) {
    const result = await reader.read(file, [], signal);
    if (result.kind === 'cancelled') return null;
    if (result.kind === 'refused') {
      refused.push({ file, fault: result.fault });
      continue;
    }
    const { name, layout } = result;
    const own = images.filter((image) =>
      layout.pages.some((page) => isLayoutOf({ file: name, image: page.image }, { name: path.basename(image) })),
    );
    for (const image of own) layoutsOf.get(image)?.push(file);
    if (own.length === 0) refused.push({ file, fault: noImage(name) });
  }
  return { groups: [...layoutsOf].map(([image, own]) => ({ images: [image], layouts: own })), refused };
}

const noImage = (name: string): Fault => ({
  what: `“${name}” names none of the images, so no document got its words.`,
  kept: 'The images are imported without it.',
  next: 'Add it to the document it belongs to.',
  details: null,
});
