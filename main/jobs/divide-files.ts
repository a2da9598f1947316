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

/** Gives each document that is to be made the layouts of its images: a layout goes to the image that it names or is named like; when there
 *  is one document only, all go to it. Null when it was cancelled.
 *  @param groups the images of each */
export async function dividedFiles(
  reader: LayoutReader,
  groups: readonly (readonly string[])[],
  layouts: readonly string[],
  { signal }: JobControl,
): Promise<DividedFiles | null> {
  if (groups.length < 2 || layouts.length === 0)
    return { groups: groups.map((images) => ({ images, layouts })), refused: [] };
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  const layoutsOf = new Map<readonly string[], string[]>(groups.map((images) => [images, []]));
  for (const file of layouts) {
    const result = await reader.read(file, [], signal);
    if (result.kind === 'cancelled') return null;
    if (result.kind === 'refused') {
      refused.push({ file, fault: result.fault });
      continue;
    }
    const { name, layout } = result;
    const isOwn = (image: string): boolean =>
      layout.pages.some((page) => isLayoutOf({ file: name, image: page.image }, { name: path.basename(image) }));
    const own = groups.filter((images) => images.some(isOwn));
    for (const images of own) layoutsOf.get(images)?.push(file);
    if (own.length === 0) refused.push({ file, fault: noImage(name) });
  }
  return { groups: [...layoutsOf].map(([images, own]) => ({ images, layouts: own })), refused };
}

const noImage = (name: string): Fault => ({
  what: `“${name}” names none of the images, so no document got its words.`,
  kept: 'The images are imported without it.',
  next: 'Add it to the document it belongs to.',
  details: null,
});
