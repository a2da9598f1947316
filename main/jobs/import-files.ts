import path from 'node:path';
import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import type { Fault } from '../../shared/contract/fault.ts';
import type { ImportOutcome } from '../../shared/contract/ipc.ts';
import type { TextEncoding } from '../../shared/import/read-fault.ts';
import type { Collection } from '../storage/collection.ts';
import { readOutsideFile } from '../storage/outside-file.ts';
import type { ReadPage } from './draft-pages.ts';
import { importImages, isImageFile } from './import-images.ts';
import type { ReadRequest } from './import-worker.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { outsideFileFault } from './read-fault.ts';
import { type SourceReader, sourceReader } from './source-reader.ts';

/** Larger files are refused before they are read: the largest document known has 120 kB. */
const longestSourceBytes = 32 * 1024 * 1024;

export interface ImportRequest {
  /** Paths, as a person named them. */
  readonly files: readonly string[];
  /** What a person says the files are written in; null when each is to tell it itself. */
  readonly encoding: TextEncoding | null;
  /** Makes a document of each image instead of one of all of them. */
  readonly each?: boolean;
  /** Reads pages that have no text of their own. */
  readonly readPage?: ReadPage;
}

/** Imports files into a collection: images as the pages of one document, every other file as a document of its own. What is wrong
 *  with one is told and does not hold up the others. */
export async function importFiles(
  context: JobContext,
  collection: Collection,
  request: ImportRequest,
  control: JobControl,
): Promise<ImportOutcome> {
  const isImage = await Promise.all(request.files.map(isImageFile));
  const images = request.files.filter((_, index) => isImage[index]);
  const texts = { ...request, files: request.files.filter((_, index) => !isImage[index]) };
  const first = texts.files.length > 0 ? await importTexts(context, collection, texts, control) : nothing;
  if (images.length === 0 || first.cancelled) return first;
  const { each = false, readPage } = request;
  const second = await importImages(
    context,
    collection,
    { files: images, each, ...(readPage && { readPage }) },
    control,
  );
  return {
    imported: [...first.imported, ...second.imported],
    refused: [...first.refused, ...second.refused],
    cancelled: second.cancelled,
  };
}

const nothing: ImportOutcome = { imported: [], refused: [], cancelled: false };

async function importTexts(
  context: JobContext,
  collection: Collection,
  { files, encoding }: ImportRequest,
  { progress, signal }: JobControl,
): Promise<ImportOutcome> {
  const reader = sourceReader(context.workers);
  const imported: DocumentSummary[] = [];
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  try {
    for (const [done, file] of files.entries()) {
      progress({ what: `Importing ${path.basename(file)}`, done, total: files.length });
      const outcome = signal.aborted ? 'cancelled' : await importFile(reader, collection, { file, encoding }, signal);
      if (outcome === 'cancelled') return { imported, refused, cancelled: true };
      if (outcome.kind === 'imported') imported.push(outcome.summary);
      else refused.push({ file, fault: outcome.fault });
    }
    progress({ what: 'Importing', done: files.length, total: files.length });
    return { imported, refused, cancelled: false };
  } finally {
    await reader.close();
  }
}

type FileOutcome =
  | { readonly kind: 'imported'; readonly summary: DocumentSummary }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | 'cancelled';

async function importFile(
  reader: SourceReader,
  collection: Collection,
  { file, encoding }: { readonly file: string; readonly encoding: TextEncoding | null },
  signal: AbortSignal,
): Promise<FileOutcome> {
  const read = await readOutsideFile(file, longestSourceBytes);
  if (read.kind !== 'read') return { kind: 'refused', fault: outsideFileFault(read, path.basename(file) || file) };
  return importSource(reader, collection, { name: read.name, bytes: read.bytes, encoding }, signal);
}

/** Reads the bytes of one file in a thread of its own and keeps them, with what was recognised in them, in the collection. */
async function importSource(
  reader: SourceReader,
  collection: Collection,
  source: ReadRequest,
  signal: AbortSignal,
): Promise<FileOutcome> {
  const result = await reader.read(source, signal);
  if (result.kind === 'cancelled') return 'cancelled';
  if (result.kind === 'fault') return { kind: 'refused', fault: result.fault };
  const { encoding, doc, metadata, report } = result;
  const { name, bytes } = source;
  const summary = await collection.addDocument({ source: { name, bytes, encoding }, doc, metadata, report });
  return { kind: 'imported', summary };
}
