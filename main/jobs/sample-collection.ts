import path from 'node:path';
import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { linkByOrder } from '../../shared/document/link-pages.ts';
import type { Collection } from '../storage/collection.ts';
import { draftPages, readDrafts } from './draft-pages.ts';
import { type ImageReader, imageReader } from './image-reader.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { sampleFacsimiles } from './sample-facsimiles.ts';
import { sampleSources } from './sample-sources.ts';
import type { SourceBytes } from './source-bytes.ts';
import { type SourceReader, sourceReader } from './source-reader.ts';

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
      const tell = () => progress({ what: `Importing ${source.name}`, done, total: missing.length });
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
