import type { StatusChange } from '../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { DocumentStatus } from '../../shared/document/metadata.ts';
import { counted, plural, t } from '../../shared/translation/translate.ts';
import { mergeRows } from '../model/rows.ts';
import { session } from '../model/session.ts';
import { ask } from '../platform/bridge.ts';
import { showToast } from '../platform/toast.ts';
import { statusNames } from '../ui/marks.tsx';
import { lastAct } from './last-act.ts';

/** Sets the status of documents of the table; undo takes it back for all of them at once. */
export async function setStatus(documents: readonly DocumentId[], status: DocumentStatus): Promise<void> {
  const outcome = await changeStatuses(documents.map((document) => ({ document, status })));
  const { collection } = session();
  if (!outcome || !collection) return;
  const { before, left } = outcome;
  if (before.length > 0) lastAct.set({ kind: 'status', folder: collection.folder, before });
  const [set, kept] = [before.length, left.length];
  const sentence = t`The status of ${counted(set, 'document')} was set to ${statusNames[status]}.`;
  const unset =
    kept === 0
      ? ''
      : plural(kept, t`${kept} document could not be changed.`, t`${kept} documents could not be changed.`);
  const undo = before.length === 0 ? undefined : { label: t`Undo`, run: () => void restoreStatuses(before) };
  showToast(`${sentence} ${unset}`.trim(), undo);
}

/** Gives documents the statuses that they had before. */
export async function restoreStatuses(before: readonly StatusChange[]): Promise<void> {
  const outcome = await changeStatuses(before);
  if (!outcome) return;
  lastAct.update((last) => (last?.kind === 'status' && last.before === before ? null : last));
  showToast(t`The status of ${counted(outcome.before.length, 'document')} is what it was before.`);
}

async function changeStatuses(changes: readonly StatusChange[]) {
  const outcome = await ask('collection:set-statuses', { changes });
  if (outcome) mergeRows(outcome.rows);
  return outcome;
}
