import type { Suspect } from '../../shared/correct/suspect.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Collection } from '../storage/collection.ts';
import { CollectionTexts } from './collection-texts.ts';
import type { JobContext } from './job-context.ts';
import type { JobControl } from './job-control.ts';
import { suspectFinder } from './suspect-finder.ts';
import type { TaskFault } from './task-thread.ts';
import { documentsOf } from './with-document.ts';

/** A suspect of a document. */
export interface FoundSuspect extends Suspect {
  readonly document: DocumentId;
}

export type FoundSuspects =
  | { readonly kind: 'found'; readonly suspects: readonly FoundSuspect[] }
  | { readonly kind: 'refused'; readonly document: DocumentId; readonly fault: TaskFault };

/** The suspects of documents, most doubtful first. Every other document of the collection is read for comparison. */
export async function findSuspects(
  context: JobContext,
  collection: Collection,
  documents: readonly DocumentId[],
  { progress, signal }: JobControl,
): Promise<FoundSuspects> {
  const finder = suspectFinder(context.workers);
  const texts = new CollectionTexts(collection);
  const found: FoundSuspect[] = [];
  try {
    for (const [done, document] of documents.entries()) {
      progress({ what: 'Looking', done, total: documents.length });
      const others = () => texts.others(document, Number.POSITIVE_INFINITY);
      const result = await documentsOf(collection).withDocument(document, ({ state }) =>
        finder.find(state, collection.vocabulary, others, signal),
      );
      if (result.kind === 'refused') return { kind: 'refused', document, fault: result.fault };
      for (const suspect of result.suspects) found.push({ document, ...suspect });
    }
    progress({ what: 'Looking', done: documents.length, total: documents.length });
  } finally {
    await finder.close();
  }
  return { kind: 'found', suspects: found.sort((a, b) => b.score - a.score) };
}
