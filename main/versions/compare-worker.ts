import { schema } from '../../shared/document/schema.ts';
import { compareDocuments, type DocumentComparison } from '../../shared/journal/compare-documents.ts';
import { serveTasks } from '../workers/worker-server.ts';

/** Two states of a document, each as `Node.toJSON()`. */
export interface CompareRequest {
  readonly older: unknown;
  readonly newer: unknown;
}

serveTasks<CompareRequest, DocumentComparison>(({ older, newer }, begin) => {
  begin();
  return compareDocuments(schema.nodeFromJSON(older), schema.nodeFromJSON(newer));
});
