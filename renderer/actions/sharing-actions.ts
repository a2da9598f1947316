import type { Calls } from '../../shared/contract/ipc.ts';
import type { ConflictView } from '../../shared/contract/payloads/sharing.ts';
import { finishedImport } from '../model/jobs.ts';
import { openPanel, patchSession } from '../model/session.ts';
import { ask } from '../platform/bridge.ts';
import { createStore, type ReadableStore } from '../platform/store.ts';
import { showToast } from '../platform/toast.ts';
import { leaveDocument } from './document-actions.ts';
import { fetchRest } from './rest-actions.ts';

const open = createStore<readonly ConflictView[] | null>(null);

/** What several people changed otherwise in the open collection, as it was asked for last; null before. */
export const openConflicts: ReadableStore<readonly ConflictView[] | null> = open;

export async function loadConflicts(): Promise<void> {
  open.set(null);
  open.set((await ask('collection:conflicts', null)) ?? []);
}

/** Gives the others what was done here, and takes over what they did. */
export const requestSync = (): Promise<void> => exchange(() => ask('collection:sync', null));

/** Asks for a folder, and shares the collection there. */
export const requestShare = (): Promise<void> => exchange(() => ask('collection:share', null));

async function exchange(work: () => Promise<Calls['collection:share']['reply'] | undefined>): Promise<void> {
  if (!(await leaveDocument())) return;
  const outcome = await work();
  if (!outcome) return;
  finishedImport.set(null);
  patchSession({ collection: outcome.collection, screen: { kind: 'collection' } });
  void fetchRest();
  const toSettle = { label: 'Show', run: () => openPanel({ kind: 'conflicts' }) };
  showToast(outcome.sentence, outcome.conflicts > 0 ? toSettle : undefined);
}

/** Settles a conflict by one of its readings. */
export async function settle({ document, id }: ConflictView, side: 'ours' | 'theirs'): Promise<void> {
  const left = await ask('collection:settle', { document, conflict: id, take: { side } });
  if (left) open.set(left);
}
