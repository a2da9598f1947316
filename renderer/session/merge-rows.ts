import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { patchSession, session } from './session-store.ts';

/** Puts rows that changed, and new ones, into the table. */
export function mergeRows(rows: readonly DocumentSummary[]): void {
  const { collection } = session();
  const added = updateRows(rows);
  const now = session().collection;
  if (collection && now && added.length > 0)
    patchSession({ collection: { ...now, documents: [...now.documents, ...added] } });
}

/** Puts rows that changed into the table. What is told of a document a moment after it was removed does not bring it back.
 *  @returns those that are not in it */
export function updateRows(rows: readonly DocumentSummary[]): readonly DocumentSummary[] {
  const { collection } = session();
  if (!collection || rows.length === 0) return rows;
  const changed = new Map(rows.map((row) => [row.id, row]));
  const documents = collection.documents.map((row) => changed.get(row.id) ?? row);
  for (const row of collection.documents) changed.delete(row.id);
  patchSession({ collection: { ...collection, documents } });
  return [...changed.values()];
}
