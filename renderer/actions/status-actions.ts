import type { StatusChange } from '../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { DocumentStatus } from '../../shared/document/metadata.ts';
import { t } from '../../shared/translation/translate.ts';
import { countOf } from '../model/labels.ts';
import { mergeRows } from '../model/rows.ts';
import { session } from '../model/session.ts';
import { ask } from '../platform/bridge.ts';
import { showToast } from '../platform/toast.ts';
import { lastAct } from './last-act.ts';

/** Sets the status of documents of the table; undo takes it back for all of them at once. */
export async function setStatus(documents: readonly DocumentId[], status: DocumentStatus): Promise<void> {
  const outcome = await changeStatuses(documents.map((document) => ({ document, status })));
  const { collection } = session();
  if (!outcome || !collection) return;
  const { before, left } = outcome;
  if (before.length > 0) lastAct.set({ kind: 'status', folder: collection.folder, before });
  const kept = left.length === 0 ? '' : t` ${countOf(left.length, 'document')} could not be changed.`;
  const undo = before.length === 0 ? undefined : { label: t`Undo`, run: () => void restoreStatuses(before) };
  showToast(`The status of ${countOf(before.length, 'document')} was set to ${status}.${kept}`, undo);
}

/** Gives documents the statuses that they had before. */
export async function restoreStatuses(before: readonly StatusChange[]): Promise<void> {
  const outcome = await changeStatuses(before);
  if (!outcome) return;
  lastAct.update((last) => (last?.kind === 'status' && last.before === before ? null : last));
  showToast(`The status of ${countOf(outcome.before.length, 'document')} is what it was before.`);
}

async function changeStatuses(changes: readonly StatusChange[]) {
  const outcome = await ask('collection:set-statuses', { changes });
  if (outcome) mergeRows(outcome.rows);
  return outcome;
}
