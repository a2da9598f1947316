import type { Suspect } from '../../shared/correct/suspects/suspects.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Box } from '../../shared/document/layout.ts';
import type { PageImage } from '../../shared/document/page-image.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import type { TaskFault } from '../workers/task-thread.ts';
import { CollectionTexts } from './collection-texts.ts';
import { type SuspectResult, suspectFinder, suspectsInDocument } from './suspect-finder.ts';

/** A suspect of a document. */
export interface FoundSuspect extends Omit<Suspect, 'page'> {
  readonly document: DocumentId;
  /** The number of its page in the document, from 1; null when no layout has it. */
  readonly page: number | null;
  /** The name of the file that the image of its page came from; null when there is none. */
  readonly image: string | null;
}

/** A document that could not be looked at. */
interface UnreadDocument {
  readonly document: DocumentId;
  /** Sentences. */
  readonly reason: string;
}

export type SuspectsOfDocument =
  | {
      readonly kind: 'found';
      readonly suspects: readonly FoundSuspect[];
      /** Damaged so that nothing of them can be read: they do not hold up the others. */
      readonly unread: readonly UnreadDocument[];
    }
  | { readonly kind: 'refused'; readonly document: DocumentId; readonly fault: TaskFault };

/** The suspects of documents, most doubtful first. Every other document of the collection is read for comparison. */
export async function findSuspects(
  context: JobContext,
  collection: Collection,
  documents: readonly DocumentId[],
  { progress, signal }: JobControl,
): Promise<SuspectsOfDocument> {
  const finder = suspectFinder(context.workers, context.ownData?.languages ?? null);
  const texts = new CollectionTexts(collection);
  const found: FoundSuspect[] = [];
  const unread: UnreadDocument[] = [];
  try {
    for (const [done, document] of documents.entries()) {
      progress({ what: inEnglish`Looking`, done, total: documents.length });
      const result = await ofDocument(collection, document, (store) => {
        const sources = { texts: () => texts.all(), sourceText: () => store.sourceText() };
        return finder.findOnce(store.state, collection.vocabulary, sources, signal);
      });
      if (result.kind === 'unread') unread.push({ document, reason: result.reason });
      else if (result.kind === 'refused') return { kind: 'refused', document, fault: result.fault };
      else for (const suspect of result.suspects) found.push(suspect);
    }
    progress({ what: inEnglish`Looking`, done: documents.length, total: documents.length });
  } finally {
    await finder.close();
  }
  return { kind: 'found', suspects: found.sort((a, b) => b.score - a.score), unread };
}

type OfDocument =
  | { readonly kind: 'found'; readonly suspects: readonly FoundSuspect[] }
  | Extract<SuspectResult, { readonly kind: 'refused' }>
  | { readonly kind: 'unread'; readonly reason: string };

async function ofDocument(
  collection: Collection,
  document: DocumentId,
  find: (store: DocumentStore) => Promise<SuspectResult>,
): Promise<OfDocument> {
  try {
    return await documentsOf(collection).withDocument(document, async (store) => {
      const result = await find(store);
      if (result.kind === 'refused') return result;
      const { doc, pages } = store.state;
      const suspects = suspectsInDocument(doc, result.blocks).map((suspect) => ({
        document,
        ...suspect,
        ...placeOnPage(suspect, pages),
      }));
      return { kind: 'found', suspects };
    });
  } catch (error) {
    if (error instanceof DocumentUnreadableError) return { kind: 'unread', reason: error.sentence };
    throw error;
  }
}

function placeOnPage(
  { page, box }: Suspect,
  pages: readonly PageImage[],
): Pick<FoundSuspect, 'page' | 'image' | 'box'> {
  const pixels = box && wholePixels(box);
  if (page === null || typeof page === 'number') return { page, image: null, box: pixels };
  const index = pages.findIndex(({ id }) => id === page);
  return { page: index === -1 ? null : index + 1, image: pages[index]?.name ?? null, box: pixels };
}

/** The least box of whole pixels around a box: a word's share of a line ends anywhere. */
function wholePixels({ x, y, width, height }: Box): Box {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  return { x: left, y: top, width: Math.ceil(x + width) - left, height: Math.ceil(y + height) - top };
}
