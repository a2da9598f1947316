import type { RemovedDocument } from '../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { t } from '../../shared/translation/translate.ts';
import { removeRows, replaceRows } from '../model/rows.ts';
import { session } from '../model/session.ts';
import { ask } from '../platform/bridge.ts';
import { createStore, type ReadableStore, type Store } from '../platform/store.ts';
import { showToast } from '../platform/toast.ts';
import { leaveDocument, openedDocument } from './document-actions.ts';
import { lastAct } from './last-act.ts';

/** Documents that a person is asked about before they are removed; null while nothing is asked. */
export const removalQuestion: Store<readonly DocumentId[] | null> = createStore<readonly DocumentId[] | null>(null);

const kept = createStore<readonly RemovedDocument[] | null>(null);

/** The removed documents of the open collection, as they were asked for last; null before. */
export const removedDocuments: ReadableStore<readonly RemovedDocument[] | null> = kept;

/** Takes documents out of the collection, after what is typed into them is on the disk. */
export async function requestRemoval(documents: readonly DocumentId[]): Promise<void> {
  const open = openedDocument();
  if (open && documents.includes(open.id) && !(await leaveDocument())) return;
  const outcome = await ask('collection:remove', { documents });
  const { collection } = session();
  if (!outcome || !collection) return;
  const gone = new Set(documents);
  removeRows(gone);
  lastAct.set({ kind: 'removal', folder: collection.folder, documents });
  showToast(outcome.sentence, { label: t`Undo`, run: () => void putBack(documents) });
}

/** Puts removed documents back where they were. */
export async function putBack(documents: readonly DocumentId[]): Promise<void> {
  const outcome = await ask('collection:put-back', { documents });
  const { collection } = session();
  if (!outcome || !collection) return;
  replaceRows(outcome.documents);
  forget(documents);
  kept.update((known) => known?.filter(({ id }) => !documents.includes(id)) ?? null);
  showToast(outcome.sentence);
}

/** Deletes what is kept of removed documents, for good.
 *  @returns whether that is done */
export async function requestEmptying(documents: readonly DocumentId[]): Promise<boolean> {
  const outcome = await ask('collection:empty-removed', { documents });
  if (!outcome) return false;
  forget(documents);
  kept.set(outcome.removed);
  showToast(outcome.sentence);
  return true;
}

export async function loadRemoved(): Promise<void> {
  kept.set(null);
  kept.set((await ask('collection:removed', null)) ?? []);
}

/** What undo would put back is not there any more. */
function forget(documents: readonly DocumentId[]): void {
  lastAct.update((last) =>
    last?.kind === 'removal' && last.documents.some((id) => documents.includes(id)) ? null : last,
  );
}
