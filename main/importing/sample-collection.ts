/// <reference types="vite/types/importMeta.d.ts" />
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import { linkByOrder } from '../../shared/document/link-pages.ts';
import { readLayoutFile } from '../../shared/import/ocr/read-layout.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { draftPages, type ReadImagePage, readDrafts } from '../images/draft-pages.ts';
import { type ImageReader, imageReader } from '../images/image-reader.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { FileSystem } from '../storage/disk/file-system.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import type { SourceBytes } from './import-worker.ts';
import { type SourceReader, sourceReader } from './source-reader.ts';

/** The pages of a sample document, which the installed application carries beside its programs. */
interface SampleFacsimiles {
  /** Paths of the images, in the order of the pages. */
  readonly images: readonly string[];
  /** What is known of the words of each page. */
  readonly readPage: ReadImagePage;
}

/** Finds the pages of a sample document.
 *  @param stem of its source
 *  @throws the file system's error when the application is not whole */
async function sampleFacsimiles(
  { fileSystem, workers }: Pick<JobContext, 'fileSystem' | 'workers'>,
  stem: string,
): Promise<SampleFacsimiles> {
  const folder = fileURLToPath(new URL(`../sample/${stem}`, workers));
  const entries = await fileSystem.readFolder(folder);
  return {
    images: entries.filter(({ name }) => name.endsWith('.webp')).map(({ name }) => path.join(folder, name)),
    readPage: async (_, name) => [await knownReading(fileSystem, folder, `${path.parse(name).name}.xml`)],
  };
}

async function knownReading(
  fileSystem: FileSystem,
  folder: string,
  name: string,
): Promise<NonNullable<Awaited<ReturnType<ReadImagePage>>>[number]> {
  const read = readLayoutFile(await fileSystem.readFile(path.join(folder, name)));
  const page = read.kind === 'layout' ? read.pages[0] : undefined;
  if (!page) throw new Error(`the layout ${name} in ${folder} is not read: ${read.kind}`);
  return { role: 'layout file', by: name, layout: page.layout };
}

/** Put into the bundle by the builder, so that the installed application has them. They are UTF-8. */
const texts = import.meta.glob<string>('../../fixtures/documents/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The five sample documents, in the order of their names. */
export function sampleSources(): readonly SourceBytes[] {
  return Object.entries(texts)
    .map(([file, text]) => ({ name: file.slice(file.lastIndexOf('/') + 1), bytes: new TextEncoder().encode(text) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The title of the sample collection, and the name of its folder. */
export const sampleTitle = 'Sample collection';

/** Imports those of the five sample documents that a collection does not hold yet, each with the images of its pages and what is
 *  known of their words. What is cancelled or interrupted is completed the next time. */
export async function importMissingSamples(
  context: JobContext,
  collection: Collection,
  { progress, signal }: JobControl,
): Promise<readonly DocumentSummary[]> {
  const present = new Set((await collection.summaries()).map(({ source }) => source));
  const missing = sampleSources().filter(({ name }) => !present.has(name));
  const imported: DocumentSummary[] = [];
  const readers = { text: sourceReader(context.workers), images: imageReader(context) };
  try {
    for (const [done, source] of missing.entries()) {
      // The pages of a document count as one.
      const tell = () => progress({ what: inEnglish`Importing ${source.name}`, done, total: missing.length });
      tell();
      const summary = await importSample(context, collection, readers, source, { progress: tell, signal });
      if (summary === null) break;
      imported.push(summary);
    }
    return imported;
  } finally {
    readers.images.close();
    await readers.text.close();
  }
}

interface Readers {
  readonly text: SourceReader;
  readonly images: ImageReader;
}

/** Text and pages come in together. Null when it was cancelled. */
async function importSample(
  context: JobContext,
  collection: Collection,
  readers: Readers,
  { name, bytes }: SourceBytes,
  control: JobControl,
): Promise<DocumentSummary | null> {
  const text = await readers.text.read({ name, bytes, encoding: 'utf-8' }, control.signal);
  if (text.kind === 'cancelled') return null;
  if (text.kind === 'fault') throw new Error(`the sample ${name} is refused: ${text.fault.what}`);
  if (text.kind === 'volume') throw new Error(`the sample ${name} is a volume`);
  const { encoding, doc, metadata, report } = text;
  const { images, readPage } = await sampleFacsimiles(context, path.parse(name).name);
  const draft = await collection.draftImages();
  try {
    const drafted = await draftPages(readers.images, draft, images, control);
    const read = drafted.cancelled ? null : await readDrafts(drafted.pages, readPage, control);
    if (read === null) return null;
    const [refused] = drafted.refused;
    if (refused) throw new Error(`the sample page ${refused.file} is refused: ${refused.fault.what}`);
    const { pages } = linkByOrder(
      doc,
      [],
      read.map(({ image }) => image),
    );
    const facsimile = { pages, readings: read.flatMap(({ readings }) => readings) };
    return await collection.addDocument({ source: { name, bytes, encoding }, doc, metadata, report, facsimile }, draft);
  } finally {
    // Nothing is left of it when it became a document.
    await draft.discard();
  }
}
