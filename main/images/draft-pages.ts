import path from 'node:path';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { newPageImageId, newReadingId } from '../../shared/document/identifier.ts';
import type { PageLayout, PageReading } from '../../shared/document/layout.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { outsideFileFault } from '../faults/read-fault.ts';
import type { ConfinedPath } from '../storage/disk/confined-file-system.ts';
import type { OutsideFileFault } from '../storage/disk/outside-file.ts';
import type { DraftImage, ImageDraft } from '../storage/document/page-images.ts';
import type { JobControl } from '../workers/job.ts';
import type { ImageReader, InspectedPage, PictureSource } from './image-reader.ts';

/** Reads a page image by other means than its file has: OCR. Null when it was cancelled. */
export type ReadImagePage = (
  source: PictureSource,
  name: string,
  signal: AbortSignal,
) => Promise<readonly Pick<PageReading, 'role' | 'by' | 'layout'>[] | null>;

/** A page on its way into a document, with what was read on it. */
export interface DraftPage {
  readonly image: PageImage;
  /** Where its copy is as long as it is on its way. */
  readonly place: ConfinedPath;
  readonly readings: readonly PageReading[];
  /** What the text of a new document is made of. */
  readonly layout: PageLayout | null;
}

export interface DraftedPages {
  readonly pages: readonly DraftPage[];
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
  readonly cancelled: boolean;
}

/** `page 2` before `page 10`. */
const naturalOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Files in the order in which a person would number them by their names. */
export const inNaturalOrder = (files: readonly string[]): readonly string[] =>
  [...files].sort(
    (a, b) =>
      // `IMG 12` before `IMG 12 (2)`, whatever sign their endings begin with.
      naturalOrder.compare(path.parse(a).name, path.parse(b).name) ||
      naturalOrder.compare(path.basename(a), path.basename(b)) ||
      naturalOrder.compare(a, b),
  );

/** Copies images into a draft and finds out what pages they make, one file after the other. What is wrong with one is told and does
 *  not hold up the others. */
export async function draftPages(
  reader: ImageReader,
  draft: ImageDraft,
  files: readonly string[],
  { progress, signal }: JobControl,
): Promise<DraftedPages> {
  const pages: DraftPage[] = [];
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  const cancelled: DraftedPages = { pages: [], refused, cancelled: true };
  for (const [done, file] of files.entries()) {
    const name = path.basename(file);
    progress({ what: inEnglish`Importing ${name}`, done, total: files.length });
    if (signal.aborted) return cancelled;
    const copied = await copyInto(draft, file, signal);
    if (copied === null) return cancelled;
    if (copied.kind !== 'copied') {
      refused.push({ file, fault: outsideFileFault(copied, name || file) });
      continue;
    }
    const inspected = await reader.inspect(copied, name, signal, (page, total) => {
      if (total > 1)
        progress({ what: inEnglish`Importing ${name}, page ${page} of ${total}`, done, total: files.length });
    });
    if (inspected.kind === 'cancelled') return cancelled;
    if (inspected.kind === 'refused') {
      refused.push({ file, fault: inspected.fault });
      await draft.drop(copied);
      continue;
    }
    pages.push(...inspected.value.pages.map((page) => draftPage(copied, inspected.value.format, page)));
  }
  return { pages, refused, cancelled: false };
}

/** Null when it was stopped. */
async function copyInto(
  draft: ImageDraft,
  file: string,
  signal: AbortSignal,
): Promise<DraftImage | OutsideFileFault | null> {
  try {
    return await draft.copy(file, signal);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

function draftPage(
  { name, file, bytes, sha256, root, path: copy }: DraftImage,
  format: PageImage['format'],
  { frame, width, height, layout }: InspectedPage,
): DraftPage {
  const id = newPageImageId();
  const image: PageImage = { id, name, file, format, bytes, sha256, frame, width, height, turn: 0, anchor: null };
  const page = { image, place: { root, path: copy } };
  if (!layout) return { ...page, readings: [], layout: null };
  const reading: PageReading = { id: newReadingId(), page: id, role: 'text layer', by: name, layout };
  return { ...page, readings: [reading], layout };
}

/** Gives pages what files with layouts say of them, which is trusted more than what their images hold. */
export function withLayouts(pages: readonly DraftPage[], readings: readonly PageReading[]): readonly DraftPage[] {
  return pages.map((page) => {
    const own = readings.filter((reading) => reading.page === page.image.id);
    const [trusted] = own;
    return trusted ? { ...page, readings: [...page.readings, ...own], layout: trusted.layout } : page;
  });
}

/** Reads those pages that nothing is known of yet. Null when it was cancelled. */
export async function readDrafts(
  pages: readonly DraftPage[],
  readPage: ReadImagePage,
  { progress, signal }: JobControl,
): Promise<readonly DraftPage[] | null> {
  const unread = pages.filter(({ layout }) => layout === null);
  const done = new Map<DraftPage, DraftPage>();
  for (const page of unread) {
    const { name } = page.image;
    progress({ what: inEnglish`Reading ${name}`, done: done.size, total: unread.length });
    const read = await readPage({ ...page.image, ...page.place }, name, signal);
    if (read === null) return null;
    const readings = read.map((one): PageReading => ({ ...one, id: newReadingId(), page: page.image.id }));
    const layout = readings.find(({ role }) => role !== 'second')?.layout ?? null;
    done.set(page, { ...page, readings: [...page.readings, ...readings], layout });
  }
  return pages.map((page) => done.get(page) ?? page);
}
