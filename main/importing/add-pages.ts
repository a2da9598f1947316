import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { linkByOrder } from '../../shared/document/link-pages.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { draftPages, inNaturalOrder } from '../images/draft-pages.ts';
import { imageReader } from '../images/image-reader.ts';
import { insertOcrText } from '../ocr/insert-ocr-text.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { isLayoutFile } from '../storage/disk/file-kinds.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { layoutReader, readPageLayouts } from './layout-reader.ts';

/** What came of adding images, or what was read on them, to a document. */
interface AddedPages {
  /** How many pages were added. */
  readonly done: number;
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
  /** Sentences on what found no counterpart. */
  readonly remarks: readonly string[];
  readonly cancelled: boolean;
  /** Whether the document, which had no words, got what was read on the pages. */
  readonly gaveText: boolean;
}

/** Adds what files with layouts (hOCR, ALTO, PAGE) say of the pages of a document, which gives it their text when it has none. `done`
 *  counts pages. When cancelled, nothing is added. */
export async function addLayouts(
  { workers, ownData }: Pick<JobContext, 'workers' | 'ownData'>,
  { vocabulary }: Pick<Collection, 'vocabulary'>,
  store: DocumentStore,
  files: readonly string[],
  control: JobControl,
): Promise<AddedPages> {
  const reader = layoutReader(workers);
  try {
    const { readings, refused, remarks, cancelled } = await readPageLayouts(reader, files, store.state.pages, control);
    if (cancelled || control.signal.aborted) return { done: 0, refused, remarks: [], cancelled: true, gaveText: false };
    if (readings.length > 0) await store.addReadings(readings);
    const language = { names: vocabulary.languages, folder: ownData?.languages ?? null };
    const gaveText = await insertOcrText(store, workers, language, control.signal);
    return { done: readings.length, refused, remarks, cancelled: false, gaveText };
  } finally {
    await reader.close();
  }
}

/** Adds page images and files with their layouts to a document. */
export async function addPageFiles(
  context: JobContext,
  collection: Collection,
  store: DocumentStore,
  files: readonly string[],
  control: JobControl,
): Promise<AddedPages> {
  const isLayout = await Promise.all(files.map(isLayoutFile));
  const layouts = files.filter((_, index) => isLayout[index]);
  const images = files.filter((_, index) => !isLayout[index]);
  if (images.length === 0) return addLayouts(context, collection, store, layouts, control);
  const first = await addImages(context, collection, store, images, control);
  if (layouts.length === 0 || first.cancelled) return first;
  const second = await addLayouts(context, collection, store, layouts, control);
  return {
    done: first.done,
    refused: [...first.refused, ...second.refused],
    remarks: [...first.remarks, ...second.remarks],
    cancelled: second.cancelled,
    gaveText: first.gaveText || second.gaveText,
  };
}

/** Adds images behind the pages that a document has, in the order of the names of the files, and links them to its page anchors by
 *  order. All of them come in, or, when it is cancelled, none. */
async function addImages(
  context: JobContext,
  collection: Collection,
  store: DocumentStore,
  files: readonly string[],
  control: JobControl,
): Promise<AddedPages> {
  const draft = await collection.draftImages(store.id);
  const reader = imageReader(context);
  try {
    const { pages, refused, cancelled } = await draftPages(reader, draft, inNaturalOrder(files), control);
    if (cancelled || control.signal.aborted) return { done: 0, refused, remarks: [], cancelled: true, gaveText: false };
    if (pages.length === 0) return { done: 0, refused, remarks: [], cancelled: false, gaveText: false };
    const { state } = store;
    const images = pages.map(({ image }) => image);
    const language = { names: collection.vocabulary.languages, folder: context.ownData?.languages ?? null };
    const linked = linkByOrder(state.doc, state.pages, images);
    await store.setPages([...state.pages, ...linked.pages], draft);
    const readings = pages.flatMap((page) => page.readings);
    if (readings.length > 0) await store.addReadings(readings);
    return {
      done: pages.length,
      refused,
      remarks: linkRemarks(linked),
      cancelled: false,
      gaveText: await insertOcrText(store, context.workers, language, control.signal),
    };
  } finally {
    reader.close();
    await draft.discard();
  }
}

function linkRemarks({ pages, withoutAnchor, anchorsLeft }: ReturnType<typeof linkByOrder>): readonly string[] {
  if (withoutAnchor > 0)
    return [
      withoutAnchor === 1
        ? inEnglish`1 image of ${pages.length} found no page in the text and is not linked; the others were linked in order.`
        : inEnglish`${withoutAnchor} images of ${pages.length} found no page in the text and are not linked; the others were linked in order.`,
    ];
  if (anchorsLeft > 0)
    return [
      anchorsLeft === 1
        ? inEnglish`1 page of the text has no image yet; the images were linked in order.`
        : inEnglish`${anchorsLeft} pages of the text have no image yet; the images were linked in order.`,
    ];
  return [];
}
