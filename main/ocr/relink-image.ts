import path from 'node:path';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { PageImageId } from '../../shared/document/identifier.ts';
import type { ImageFormat, PageImage } from '../../shared/document/page-image.ts';
import { countedInEnglish, inEnglish } from '../../shared/translation/retell.ts';
import { outsideFileFault } from '../faults/read-fault.ts';
import { type InspectedPage, imageReader } from '../images/image-reader.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import type { DraftImage } from '../storage/document/page-images.ts';
import type { JobContext } from '../workers/job.ts';

export interface RelinkRequest {
  readonly page: PageImageId;
  /** Path, as a person named it. */
  readonly file: string;
  /** Takes a file with other content, too. */
  readonly acceptOther: boolean;
}

export type Relinked =
  | { readonly kind: 'linked' }
  /** It is not the file that the page was made from. */
  | { readonly kind: 'other file'; readonly fault: Fault }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'cancelled' };

/** Brings the file of a page back, and with it all pages that were made from the same file. What was read on them stays: boxes are
 *  scaled where the picture has another size now. */
export async function relinkImage(
  context: JobContext,
  collection: Collection,
  store: DocumentStore,
  { page: id, file, acceptOther }: RelinkRequest,
  signal: AbortSignal,
): Promise<Relinked> {
  const page = store.state.pages.find((one) => one.id === id);
  if (!page) return { kind: 'refused', fault: noSuchPage };
  const draft = await collection.draftImages(store.id);
  try {
    const copied = await draft.copy(file, signal);
    if (copied.kind !== 'copied')
      return { kind: 'refused', fault: outsideFileFault(copied, path.basename(file) || file) };
    const isSame = copied.sha256 === page.sha256;
    if (!isSame && !acceptOther) return { kind: 'other file', fault: otherFile(copied.name, page) };
    const next = isSame
      ? withFile(store.state.pages, page, copied)
      : await withOtherFile(context, store.state.pages, page, copied, signal);
    if (next.kind === 'pages') await store.setPages(next.pages, draft);
    return next.kind === 'pages' ? { kind: 'linked' } : next;
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' };
    throw error;
  } finally {
    await draft.discard();
  }
}

interface NewPages {
  readonly kind: 'pages';
  readonly pages: readonly PageImage[];
}

const withFile = (pages: readonly PageImage[], { file }: PageImage, copied: DraftImage): NewPages => ({
  kind: 'pages',
  pages: pages.map((page) => (page.file === file ? { ...page, file: copied.file } : page)),
});

async function withOtherFile(
  context: JobContext,
  pages: readonly PageImage[],
  { file }: PageImage,
  copied: DraftImage,
  signal: AbortSignal,
): Promise<NewPages | Exclude<Relinked, { readonly kind: 'linked' }>> {
  const reader = imageReader(context);
  try {
    const inspected = await reader.inspect(copied, copied.name, signal);
    if (inspected.kind !== 'done') return inspected;
    const { format, pages: pictures } = inspected.value;
    const wanted = pages.filter((page) => page.file === file).map(({ frame }) => frame);
    if (wanted.some((frame) => pictures[frame] === undefined))
      return { kind: 'refused', fault: tooFewPages(copied.name, pictures.length, Math.max(...wanted) + 1) };
    const next = pages.map((page) => {
      const picture = page.file === file ? pictures[page.frame] : undefined;
      return picture ? replaced(page, copied, format, picture) : page;
    });
    return { kind: 'pages', pages: next };
  } finally {
    reader.close();
  }
}

const replaced = (
  page: PageImage,
  { name, file, bytes, sha256 }: DraftImage,
  format: ImageFormat,
  { width, height }: InspectedPage,
): PageImage => ({ ...page, name, file, bytes, sha256, format, width, height });

const kept = inEnglish`The page is as it was.`;

const noSuchPage: Fault = {
  what: inEnglish`The document has no such page any more.`,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Look at its pages again.`,
  details: null,
};

const otherFile = (name: string, page: PageImage): Fault => ({
  what: inEnglish`“${name}” is not the file that the page was made from (${page.name}, ${page.bytes} bytes).`,
  kept,
  next: inEnglish`Link it all the same if it shows the same page, or choose another file.`,
  details: null,
});

const tooFewPages = (name: string, has: number, needed: number): Fault => ({
  what: inEnglish`“${name}” has ${countedInEnglish(has, 'page')}, and the document uses ${needed} of the file that it would replace.`,
  kept,
  next: inEnglish`Choose a file with all of them.`,
  details: null,
});
