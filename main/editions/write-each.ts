import type { Reply } from '../../shared/contract/ipc.ts';
import type { ExportedDocument, ExportOutcome } from '../../shared/contract/payloads/edition.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { writingFault } from '../faults/writing-fault.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { makeEditionFolder } from '../storage/outside/edition-files.ts';
import type { JobContext, JobControl } from '../workers/job.ts';
import { unreadableAs } from './export-edition.ts';

interface EachRequest {
  readonly documents: readonly DocumentId[];
  /** Is made when it is not there. */
  readonly folder: string;
}

/** Writes one document after another to a folder. One that cannot be read does not hold up the others; cancelling leaves what was written.
 *  @param write writes all that belongs to a document, each file whole or not at all; null when it was cancelled */
export async function writeEach(
  { fileSystem }: Pick<JobContext, 'fileSystem'>,
  documents: Documents,
  { documents: ids, folder }: EachRequest,
  { progress, signal }: JobControl,
  write: (store: DocumentStore) => Promise<ExportedDocument | null>,
): Promise<Reply<ExportOutcome>> {
  const exported: ExportedDocument[] = [];
  try {
    await makeEditionFolder(fileSystem, folder);
    for (const [done, id] of ids.entries()) {
      progress({ what: inEnglish`Document ${done + 1} of ${ids.length}`, done, total: ids.length });
      if (signal.aborted) break;
      const written = await documents
        .withDocument(id, write)
        .catch((error: unknown): ExportedDocument => ({ kind: 'not valid', ...unreadableAs(error, id) }));
      if (written === null) break;
      exported.push(written);
    }
    return { ok: true, value: { folder, documents: exported, cancelled: exported.length < ids.length } };
  } catch (error) {
    const fault = writingFault(error, folder, exported.length);
    if (fault) return { ok: false, fault };
    throw error;
  }
}
