import type { DocumentSummary, StatusChange } from '../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { storageFault } from '../faults/storage-fault.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { JobControl } from '../workers/job.ts';

export interface StatusesSet {
  readonly rows: readonly DocumentSummary[];
  /** What the documents that were changed had before: setting these takes it back. */
  readonly before: readonly StatusChange[];
  /** Documents that can only be read or not even that, or that were not come to before the person cancelled. */
  readonly left: readonly DocumentId[];
}

/** Sets the status of many documents, each as a change of its own. What is cancelled stays as far as it came, and a document that cannot be
 *  read or written holds up no other. */
export async function setStatuses(
  { withDocument }: Documents,
  changes: readonly StatusChange[],
  { progress, signal }: JobControl,
): Promise<StatusesSet> {
  const rows: DocumentSummary[] = [];
  const before: StatusChange[] = [];
  const left: DocumentId[] = [];
  for (const [done, { document, status }] of changes.entries()) {
    progress({ what: inEnglish`Setting the status`, done, total: changes.length });
    if (signal.aborted) {
      left.push(document);
      continue;
    }
    try {
      await withDocument(document, async (store) => {
        const now = store.summary().status;
        if (store.readOnly !== null) left.push(document);
        else if (now !== status) {
          await store.setStatus(status);
          before.push({ document, status: now });
          rows.push(store.summary());
        }
      });
    } catch (error) {
      // What was done to the others is told, and can be taken back.
      if (!storageFault(error, document)) throw error;
      left.push(document);
    }
  }
  return { rows, before, left };
}
