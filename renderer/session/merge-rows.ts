import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { patchSession, session } from './session-store.ts';

/** Puts rows that changed, and new ones, into the table. */
export function mergeRows(rows: readonly DocumentSummary[]): void {
  const { collection } = session();
  if (!collection || rows.length === 0) return;
  const changed = new Map(rows.map((row) => [row.id, row]));
  const documents = collection.documents.map((row) => changed.get(row.id) ?? row);
  for (const row of collection.documents) changed.delete(row.id);
  patchSession({ collection: { ...collection, documents: [...documents, ...changed.values()] } });
}
