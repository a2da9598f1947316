import path from 'node:path';
import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import type { Fault } from '../../shared/contract/fault.ts';
import type { ImportOutcome } from '../../shared/contract/ipc.ts';
import { layoutRemarkSentence } from '../../shared/import/ocr/layout-fault.ts';
import { readLayout } from '../../shared/import/read-layout.ts';
import { withKeptHyphens } from '../../shared/import/word-hyphens.ts';
import type { Collection } from '../storage/collection.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { type HyphenDictionary, hyphenDictionary } from './kept-hyphens.ts';
import { type LayoutFileResult, layoutReader } from './layout-reader.ts';

/** Makes a document of each file with layouts that came without images: its text, with an anchor where each page begins, so that the
 *  images can follow. */
export async function importLayouts(
  { workers }: Pick<JobContext, 'workers'>,
  collection: Collection,
  files: readonly string[],
  { progress, signal }: JobControl,
): Promise<ImportOutcome> {
  const reader = layoutReader(workers);
  const hyphens = hyphenDictionary(workers);
  const imported: DocumentSummary[] = [];
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  try {
    for (const [done, file] of files.entries()) {
      progress({ what: `Importing ${path.basename(file)}`, done, total: files.length });
      const result = signal.aborted ? { kind: 'cancelled' as const } : await reader.read(file, [], signal);
      if (result.kind === 'cancelled') return { imported, refused, cancelled: true };
      if (result.kind === 'read') imported.push(await keep(collection, hyphens, result, signal));
      else refused.push({ file, fault: result.fault });
    }
    progress({ what: 'Importing', done: files.length, total: files.length });
    return { imported, refused, cancelled: false };
  } finally {
    await reader.close();
    await hyphens.close();
  }
}

async function keep(
  collection: Collection,
  hyphens: HyphenDictionary,
  { name, bytes, layout: { pages, remarks, encoding } }: Extract<LayoutFileResult, { readonly kind: 'read' }>,
  signal: AbortSignal,
): Promise<DocumentSummary> {
  const { doc, metadata, report, statedJoins } = readLayout(
    pages.map(({ layout }) => layout),
    path.parse(name).name,
    pages.find(({ language }) => language !== null)?.language ?? null,
  );
  const kept = await hyphens.kept(doc, collection.vocabulary.words, signal);
  const told = [withoutImages, ...remarks.map(layoutRemarkSentence)].map((what) => ({ what, source: null }));
  return collection.addDocument({
    source: { name, bytes, encoding },
    doc: withKeptHyphens(
      doc,
      kept.filter((pos) => !statedJoins.has(pos)),
    ),
    metadata,
    report: { ...report, remarks: told },
  });
}

const withoutImages =
  'The words came from a file with the layout of pages, without their images: where they stand on the page is not known here until the images are added, and then this file once more.';
