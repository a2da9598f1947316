import type { DocumentStore } from '../storage/document-store.ts';
import type { AddedPages } from './added-pages.ts';
import { giveText } from './give-text.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { layoutReader } from './layout-reader.ts';
import { readPageLayouts } from './page-layouts.ts';

/** Adds what files with layouts (hOCR, ALTO, PAGE) say of the pages of a document, which gives it their text when it has none. `done`
 *  counts pages. When cancelled, nothing is added. */
export async function addLayouts(
  { workers }: Pick<JobContext, 'workers'>,
  store: DocumentStore,
  files: readonly string[],
  control: JobControl,
): Promise<AddedPages> {
  const reader = layoutReader(workers);
  try {
    const { readings, refused, remarks, cancelled } = await readPageLayouts(reader, files, store.state.pages, control);
    if (cancelled || control.signal.aborted) return { done: 0, refused, remarks: [], cancelled: true, gaveText: false };
    if (readings.length > 0) await store.addReadings(readings);
    const gaveText = await giveText(store, workers, control.signal);
    return { done: readings.length, refused, remarks, cancelled: false, gaveText };
  } finally {
    await reader.close();
  }
}
