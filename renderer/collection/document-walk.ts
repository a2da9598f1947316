import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { CollectionTable } from './collection-view.ts';
import { filterDocuments } from './document-filter.ts';
import { orderDocuments } from './document-order.ts';

/** The way through the documents of a collection, as its table stood when a person left it. What they change on the way gives a document
 *  another place in the table, or none; on the way it keeps its own. */
export interface DocumentWalk {
  /** Folder of the collection. */
  readonly folder: string;
  /** All documents in the order of the table. */
  readonly order: readonly DocumentId[];
  /** Those that the table showed. */
  readonly shown: ReadonlySet<DocumentId>;
}

export function walkThrough(
  documents: readonly DocumentSummary[],
  { folder, typed, filter, order }: Pick<CollectionTable, 'folder' | 'typed' | 'filter' | 'order'>,
): DocumentWalk {
  return {
    folder,
    order: orderDocuments(documents, order).map(({ id }) => id),
    shown: new Set(filterDocuments(documents, filter, typed).map(({ id }) => id)),
  };
}

/** The next document that the table showed, or the one before; null at either end. From one that it did not show, such as one that was
 *  opened by another way, the walk goes on from the place that it would have had.
 *  @param isThere whether a document is still in the collection */
export function stepFrom(
  { order, shown }: DocumentWalk,
  document: DocumentId,
  step: -1 | 1,
  isThere: (document: DocumentId) => boolean,
): DocumentId | null {
  const index = order.indexOf(document);
  // What came in meanwhile stands behind all others.
  const here = index < 0 ? order.length : index;
  for (let at = here + step; at >= 0 && at < order.length; at += step) {
    const id = order[at];
    if (id !== undefined && shown.has(id) && isThere(id)) return id;
  }
  return null;
}
