import type { Calls } from '../../shared/contract/ipc.ts';
import type { ConflictView, ImageChoice, SharingState, SharingWish } from '../../shared/contract/payloads/sharing.ts';
import { t } from '../../shared/translation/translate.ts';
import { finishedImport } from '../model/jobs.ts';
import { openPanel, patchSession } from '../model/session.ts';
import { ask } from '../platform/bridge.ts';
import { createStore, type ReadableStore } from '../platform/store.ts';
import { showToast } from '../platform/toast.ts';
import { showCollection } from './collection-actions.ts';
import { leaveDocument } from './document-actions.ts';
import { fetchRest } from './rest-actions.ts';

const open = createStore<readonly ConflictView[] | null>(null);

/** What several people changed otherwise in the open collection, as it was asked for last; null before. */
export const openConflicts: ReadableStore<readonly ConflictView[] | null> = open;

export async function loadConflicts(): Promise<void> {
  open.set(null);
  open.set((await ask('collection:conflicts', null)) ?? []);
}

const sharing = createStore<SharingState | null>(null);

/** How things stand with sharing, as it was asked for last; null before. */
export const sharingState: ReadableStore<SharingState | null> = sharing;

export async function loadSharing(): Promise<void> {
  sharing.set(null);
  sharing.set((await ask('collection:sharing', null)) ?? null);
}

/** Asks for the folder in which a collection is to be shared, or is shared.
 *  @returns its path; null when the person chose none */
export const choosePlace = async (purpose: 'share' | 'join'): Promise<string | null> =>
  (await ask('collection:choose-place', { purpose })) ?? null;

/** Gives the others what was done here, and takes over what they did.
 *  @param images what becomes of page images from now on; null: what became of them before
 *  @returns whether it was done */
export const requestSync = (images: ImageChoice | null = null): Promise<boolean> =>
  exchange(() => ask('collection:sync', { images }));

/** Shares the collection where the person said.
 *  @returns whether it was done */
export const requestShare = (wish: SharingWish): Promise<boolean> => exchange(() => ask('collection:share', wish));

/** Makes a copy of a shared collection where the person says, and opens it.
 *  @returns whether there is one now */
export async function requestJoin(wish: SharingWish): Promise<boolean> {
  if (!(await ask('collection:choose', { purpose: 'new', title: t`Shared collection` }))) return false;
  if (!(await leaveDocument())) return false;
  const joined = await ask('collection:join', wish);
  if (!joined) return false;
  showCollection(joined.collection);
  showToast(joined.sentence);
  return true;
}

const last = createStore<{ readonly folder: string; readonly sentence: string } | null>(null);

/** What came in and went out the last time since the window was opened, of which collection. */
export const lastExchange: ReadableStore<{ readonly folder: string; readonly sentence: string } | null> = last;

async function exchange(work: () => Promise<Calls['collection:share']['reply'] | undefined>): Promise<boolean> {
  if (!(await leaveDocument())) return false;
  const outcome = await work();
  if (!outcome) return false;
  finishedImport.set(null);
  patchSession({ collection: outcome.collection, screen: { kind: 'collection' } });
  void fetchRest();
  last.set({ folder: outcome.collection.folder, sentence: outcome.sentence });
  const toSettle = { label: t`Show`, run: () => openPanel({ kind: 'conflicts' }) };
  showToast(outcome.sentence, outcome.conflicts > 0 ? toSettle : undefined);
  return true;
}

/** Settles a conflict by one of its readings. */
export async function settle({ document, id }: ConflictView, side: 'ours' | 'theirs'): Promise<void> {
  const left = await ask('collection:settle', { document, conflict: id, take: { side } });
  if (left) open.set(left);
}
