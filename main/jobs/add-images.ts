import type { Fault } from '../../shared/contract/fault.ts';
import { linkByOrder } from '../../shared/document/link-pages.ts';
import type { Collection } from '../storage/collection.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { draftPages, inNaturalOrder } from './draft-pages.ts';
import { imageReader } from './image-reader.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';

/** What came of adding images to a document. */
export interface AddedImages {
  /** How many pages were added. */
  readonly done: number;
  readonly refused: readonly { readonly file: string; readonly fault: Fault }[];
  /** Sentences on what found no counterpart. */
  readonly remarks: readonly string[];
  readonly cancelled: boolean;
}

/** Adds images behind the pages that a document has, in the order of the names of the files, and links them to its page anchors by
 *  order. All of them come in, or, when it is cancelled, none. */
export async function addImages(
  context: JobContext,
  collection: Collection,
  store: DocumentStore,
  files: readonly string[],
  control: JobControl,
): Promise<AddedImages> {
  const draft = await collection.draftImages(store.id);
  const reader = imageReader(context);
  try {
    const { pages, refused, cancelled } = await draftPages(reader, draft, inNaturalOrder(files), control);
    if (cancelled || control.signal.aborted) return { done: 0, refused, remarks: [], cancelled: true };
    if (pages.length === 0) return { done: 0, refused, remarks: [], cancelled: false };
    const { state } = store;
    const images = pages.map(({ image }) => image);
    const linked = linkByOrder(state.doc, state.pages, images);
    await store.setPages([...state.pages, ...linked.pages], draft);
    const readings = pages.flatMap((page) => page.readings);
    if (readings.length > 0) await store.addReadings(readings);
    return { done: pages.length, refused, remarks: linkRemarks(linked), cancelled: false };
  } finally {
    reader.close();
    await draft.discard();
  }
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function linkRemarks({ pages, withoutAnchor, anchorsLeft }: ReturnType<typeof linkByOrder>): readonly string[] {
  if (withoutAnchor > 0)
    return [
      `${counted(withoutAnchor, 'image', 'images')} of ${pages.length} found no page in the text and ${withoutAnchor === 1 ? 'is' : 'are'} not linked; the others were linked in order.`,
    ];
  if (anchorsLeft > 0)
    return [
      `${counted(anchorsLeft, 'page of the text has', 'pages of the text have')} no image yet; the images were linked in order.`,
    ];
  return [];
}
