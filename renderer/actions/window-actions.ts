import type { Events } from '../../shared/contract/ipc.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { t } from '../../shared/translation/translate.ts';
import { removeRows, replaceRows } from '../model/rows.ts';
import { patchSession, session } from '../model/session.ts';
import { ask, call, listen } from '../platform/bridge.ts';
import { showFault } from '../platform/faults.ts';
import { createStore, type Store } from '../platform/store.ts';
import { applyLook } from '../platform/theme.ts';
import { showToast } from '../platform/toast.ts';
import { importIntoNewCollection, requestCollection, requestImport } from './collection-actions.ts';
import { leaveDocument, openDocument, openedDocument } from './document-actions.ts';
import { fetchRest } from './rest-actions.ts';

/** Opens one more window on the collection, with its table. */
export async function openWindow(): Promise<void> {
  await ask('window:open', { document: null });
}

/** Opens a document in a window of its own; the one that is open here goes there. */
export async function openInNewWindow(document: DocumentId): Promise<void> {
  if (openedDocument()?.id === document) {
    if (!(await leaveDocument())) return;
  } else if (await ask('document:bring-forward', { document, place: null })) {
    return;
  }
  await ask('window:open', { document });
}

/** Forgets the recent collections, but for those that are open. */
export async function clearRecent(): Promise<void> {
  const recent = await ask('recent:clear', null);
  if (!recent) return;
  patchSession({ recent });
  showToast(t`The list of recent collections was cleared. Collections that are open stay in it.`);
}

/** Files that a person opened with the program, while it is asked where they go; empty while nothing is asked. */
export const filesToPlace: Store<readonly string[]> = createStore<readonly string[]>([]);

/** Where files go that a person opened with the program. */
export type ImportTarget =
  | { readonly kind: 'open here' }
  | { readonly kind: 'recent'; readonly folder: string }
  | { readonly kind: 'new' };

/** Imports the files that it was asked about. */
export async function placeFiles(target: ImportTarget): Promise<void> {
  const files = filesToPlace.get();
  filesToPlace.set([]);
  if (target.kind === 'new') return importIntoNewCollection(files, t`New collection`);
  if (target.kind === 'recent' && !(await requestCollection(target.folder))) return;
  // Its report is shown over the table.
  if (target.kind === 'open here' && !(await leaveDocument())) return;
  await requestImport(files);
}

/** Documents that were closed here because another window changes them: they are opened again when that is done. */
let away: DocumentId | null = null;

/** Follows what other windows do to what is shown here. */
export function followOtherWindows(): void {
  listen('documents-removed', ({ documents }) => removeRows(new Set(documents)));
  listen('all-documents', ({ folder, documents }) => {
    if (session().collection?.folder === folder) replaceRows(documents);
  });
  listen('collection-changed', ({ collection }) => {
    if (session().collection?.folder !== collection.folder) return;
    patchSession({ collection });
    void fetchRest();
  });
  listen('collection-gone', ({ folder }) => leaveGone(folder));
  listen('facts-changed', (facts) => void followFacts(facts));
  listen('document-wanted', ({ document }) => void letGo(document));
  listen('document-free', ({ document }) => void takeBack(document));
  listen('shown-already', ({ document, title, place }) => {
    showToast(t`“${title}” was open in this window already.`);
    if (place && openedDocument()?.id === document) void openDocument(document, place);
  });
  listen('preferences-changed', ({ preferences }) => {
    applyLook(preferences);
    patchSession({ preferences });
  });
  listen('recent-changed', ({ recent }) => patchSession({ recent }));
  listen('open-files', ({ files }) => filesToPlace.set(files));
  listen('fault', ({ fault }) => showFault(fault));
}

/** Reads what it needs when it is told of something: the first screen does without. */
async function followFacts({ what }: Events['facts-changed']): Promise<void> {
  if (session().collection === null) return;
  if (what === 'entities') (await import('../model/entities.ts')).entitiesChanged();
  else if (what === 'tag types') await (await import('../model/tags/tag-types.ts')).loadTagTypes();
  else if (what === 'vocabulary') await (await import('../model/vocabulary.ts')).loadVocabulary();
  else if (session().panel?.kind === 'removed') await (await import('./removal-actions.ts')).loadRemoved();
}

function leaveGone(folder: string): void {
  const { collection } = session();
  if (collection?.folder !== folder) return;
  openedDocument()?.giveUp();
  patchSession({ collection: null, screen: { kind: 'start' }, panel: null });
}

/** Saves the document that another window is to change, and closes it. One that cannot be saved stays open: the other window waits in vain
 *  and says so. */
async function letGo(document: DocumentId): Promise<void> {
  const open = openedDocument();
  if (open?.id !== document) {
    await call('document:close', { document });
    return;
  }
  const { title } = open.facts.get().metadata;
  if (!(await leaveDocument())) return;
  away = document;
  showToast(t`“${title}” is being changed in another window. It is opened here again when that is done.`);
}

async function takeBack(document: DocumentId): Promise<void> {
  if (away !== document) return;
  away = null;
  const { screen, collection } = session();
  const isThere = collection?.documents.some(({ id }) => id === document) ?? false;
  if (screen.kind === 'collection' && isThere) await openDocument(document, null);
}
