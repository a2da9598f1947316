import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import type { Collection } from '../storage/collection.ts';
import { importSource } from './import-files.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { sampleSources } from './sample-sources.ts';
import { sourceReader } from './source-reader.ts';

/** The title of the sample collection, and the name of its folder. */
export const sampleTitle = 'Sample collection';

/** Imports those of the five sample documents that a collection does not hold yet. What is cancelled or interrupted is completed
 *  the next time. */
export async function importMissingSamples(
  context: JobContext,
  collection: Collection,
  { progress, signal }: JobControl,
): Promise<readonly DocumentSummary[]> {
  const present = new Set((await collection.summaries()).map(({ source }) => source));
  const missing = sampleSources().filter(({ name }) => !present.has(name));
  const imported: DocumentSummary[] = [];
  const reader = sourceReader(context.workers);
  try {
    for (const [done, source] of missing.entries()) {
      progress({ what: `Importing ${source.name}`, done, total: missing.length });
      const outcome = await importSource(reader, collection, { ...source, encoding: 'utf-8' }, signal);
      if (outcome === 'cancelled') break;
      if (outcome.kind === 'refused') throw new Error(`the sample ${source.name} is refused: ${outcome.fault.what}`);
      imported.push(outcome.summary);
    }
    return imported;
  } finally {
    await reader.close();
  }
}
