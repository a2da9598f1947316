import path from 'node:path';
import type { Node } from 'prosemirror-model';
import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import type { Fault } from '../../shared/contract/fault.ts';
import type { ImportDivision } from '../../shared/contract/import.ts';
import type { ImportOutcome } from '../../shared/contract/ipc.ts';
import { furnitureInWords, furnitureOf } from '../../shared/document/furniture.ts';
import { namedLike } from '../../shared/import/detect-format.ts';
import { type TextEncoding, textInsteadSentence } from '../../shared/import/read-fault.ts';
import { withKeptHyphens } from '../../shared/import/word-hyphens.ts';
import type { Collection } from '../storage/collection.ts';
import { readOutsideFile } from '../storage/outside-file.ts';
import type { ReadPage } from './draft-pages.ts';
import { importImages } from './import-images.ts';
import { importLayouts } from './import-layouts.ts';
import type { ReadRequest } from './import-worker.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { type HyphenDictionary, hyphenDictionary } from './kept-hyphens.ts';
import { dividedImages, doubtfulFault, type ImportPlan } from './plan-import.ts';
import { outsideFileFault } from './read-fault.ts';
import { type SourceReader, sourceReader } from './source-reader.ts';

/** Larger files are refused before they are read: the largest document known has 120 kB. */
const longestSourceBytes = 32 * 1024 * 1024;

export interface ImportRequest {
  readonly plan: ImportPlan;
  /** How the images of the plan become documents. */
  readonly division: ImportDivision;
  /** Of the doubtful files of the plan, those that are to be imported as texts; when nobody was asked about them, they are told. */
  readonly asTexts?: readonly string[];
  /** What a person says the files are written in; null when each is to tell it itself. */
  readonly encoding: TextEncoding | null;
  /** Reads pages that have no text of their own. */
  readonly readPage?: ReadPage;
}

/** Imports files into a collection: texts as a document each, images as the pages of documents, with what files with layouts beside them
 *  say of their words. What is wrong with one is told and does not hold up the others. */
export async function importFiles(
  context: JobContext,
  collection: Collection,
  { plan, division, asTexts, encoding, readPage }: ImportRequest,
  control: JobControl,
): Promise<ImportOutcome> {
  const { images, layouts } = plan;
  const files = [...plan.texts, ...plan.doubtful.filter((file) => asTexts?.includes(file))];
  const parts = [
    () => importTexts(context, collection, { files, encoding }, control),
    async () => {
      if (images.length + layouts.length === 0) return nothing;
      const pages = { groups: dividedImages(plan, division), layouts, ...(readPage && { readPage }) };
      return images.length > 0
        ? importImages(context, collection, pages, control)
        : importLayouts(context, collection, layouts, control);
    },
  ];
  const left = asTexts ? [] : plan.doubtful.map((file) => ({ file, fault: doubtfulFault(file) }));
  let outcome: ImportOutcome = { imported: [], refused: [...plan.refused, ...left], cancelled: false };
  let remarks = plan.remarks;
  for (const part of parts) {
    if (outcome.cancelled) break;
    const { imported, remarks: more = [], refused, cancelled } = await part();
    remarks = [...remarks, ...more];
    outcome = {
      ...outcome,
      imported: [...outcome.imported, ...imported],
      refused: [...outcome.refused, ...refused],
      cancelled,
    };
  }
  const { collections } = plan;
  return {
    ...outcome,
    ...(remarks.length > 0 && { remarks }),
    ...(collections.length > 0 && { collections }),
  };
}

const nothing: ImportOutcome = { imported: [], refused: [], cancelled: false };

async function importTexts(
  context: JobContext,
  collection: Collection,
  { files, encoding }: { readonly files: readonly string[]; readonly encoding: TextEncoding | null },
  { progress, signal }: JobControl,
): Promise<ImportOutcome> {
  if (files.length === 0) return nothing;
  const readers = { reader: sourceReader(context.workers), hyphens: hyphenDictionary(context.workers) };
  const imported: DocumentSummary[] = [];
  const remarks: string[] = [];
  const refused: { readonly file: string; readonly fault: Fault }[] = [];
  try {
    for (const [done, file] of files.entries()) {
      progress({ what: `Importing ${path.basename(file)}`, done, total: files.length });
      const outcome = signal.aborted ? 'cancelled' : await importFile(readers, collection, { file, encoding }, signal);
      if (outcome === 'cancelled') return { imported, remarks, refused, cancelled: true };
      if (outcome.kind === 'refused') {
        refused.push({ file, fault: outcome.fault });
        continue;
      }
      imported.push(outcome.summary);
      const { source } = outcome.summary;
      const named = namedLike(source);
      if (named !== null) remarks.push(textInsteadSentence(source, named));
      const furniture = furnitureOf(outcome.doc);
      if (furniture.length > 0) remarks.push(setApartSentence(source, furniture));
    }
    progress({ what: 'Importing', done: files.length, total: files.length });
    return { imported, remarks, refused, cancelled: false };
  } finally {
    await readers.reader.close();
    await readers.hyphens.close();
  }
}

type FileOutcome =
  | { readonly kind: 'imported'; readonly summary: DocumentSummary; readonly doc: Node }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | 'cancelled';

interface Readers {
  readonly reader: SourceReader;
  readonly hyphens: HyphenDictionary;
}

async function importFile(
  readers: Readers,
  collection: Collection,
  { file, encoding }: { readonly file: string; readonly encoding: TextEncoding | null },
  signal: AbortSignal,
): Promise<FileOutcome> {
  const read = await readOutsideFile(file, longestSourceBytes);
  if (read.kind !== 'read') return { kind: 'refused', fault: outsideFileFault(read, path.basename(file) || file) };
  return importSource(readers, collection, { name: read.name, bytes: read.bytes, encoding }, signal);
}

/** Reads the bytes of one file in a thread of its own and keeps them, with what was recognised in them, in the collection. */
async function importSource(
  { reader, hyphens }: Readers,
  collection: Collection,
  source: ReadRequest,
  signal: AbortSignal,
): Promise<FileOutcome> {
  const result = await reader.read(source, signal);
  if (result.kind === 'cancelled') return 'cancelled';
  if (result.kind === 'fault') return { kind: 'refused', fault: result.fault };
  const { encoding, doc, metadata, report } = result;
  const { name, bytes } = source;
  const kept = await hyphens.kept(doc, collection.vocabulary.words, signal);
  const summary = await collection.addDocument({
    source: { name, bytes, encoding },
    doc: withKeptHyphens(doc, kept),
    metadata,
    report,
  });
  return { kind: 'imported', summary, doc };
}

/** What is in the document, marked, and is not exported with it. */
const setApartSentence = (source: string, furniture: readonly string[]): string =>
  `“${source}”: taken for what surrounds the document and left out of its exports, ${furnitureInWords(furniture)}.`;
