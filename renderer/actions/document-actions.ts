import type { DocumentId } from '../../shared/document/identifier.ts';
import type { DocumentStatus } from '../../shared/document/metadata.ts';
import { t } from '../../shared/translation/translate.ts';
import type { DocumentSession } from '../model/document-session.ts';
import type { Place } from '../model/places.ts';
import { mergeRows } from '../model/rows.ts';
import { patchSession, session } from '../model/session.ts';
import {
  type DocumentWalk,
  lastTable,
  stepFrom,
  tableMentions,
  tableOf,
  walkThrough,
} from '../model/table/collection-table.ts';
import { keepUnsavedText, unreadLeft } from '../model/unsaved-text.ts';
import { ask, call } from '../platform/bridge.ts';
import { showFault } from '../platform/faults.ts';
import { showToast } from '../platform/toast.ts';
import { fetchRest } from './rest-actions.ts';

const siglum = (): string => session().preferences.editor.siglum;

/** The document in the workbench; null while none is open. */
export function openedDocument(): DocumentSession | null {
  const { screen } = session();
  return screen.kind === 'workbench' ? screen.document : null;
}

/** Opens a document in the workbench, after what was open is on the disk. One that another window has open is shown there.
 *  @param place where to; null leaves the caret at the start
 *  @param told sentences to be shown above it */
export async function openDocument(
  document: DocumentId,
  place: Place | null,
  told: readonly string[] = [],
): Promise<void> {
  const open = openedDocument();
  // What is asked for may be of a collection that is about to go.
  if (session().isOpening) return;
  if (open?.id === document) {
    patchSession({ screen: { kind: 'workbench', document: open, place } });
    return;
  }
  const elsewhere = await ask('document:bring-forward', { document, place });
  if (elsewhere) {
    showToast(t`“${elsewhere.title}” is open in another window, which is in front now.`);
    return;
  }
  if (!openedDocument()) walk = walkFromTable();
  if (await leaveDocument()) await bringIntoWorkbench(document, place, told);
}

/** What an open document is made of in the window: the first screen does without. */
export async function loadDocumentModel() {
  const [{ createDocumentSession, proofCount }, { editorPlugins }, { plainText }] = await Promise.all([
    import('../model/document-session.ts'),
    import('../editor/editor-plugins.ts'),
    import('../../shared/document/reading-text.ts'),
  ]);
  return { createDocumentSession, editorPlugins, proofCount, plainText };
}

async function bringIntoWorkbench(
  document: DocumentId,
  place: Place | null,
  told: readonly string[] = [],
): Promise<void> {
  patchSession({ isOpening: true });
  const [opened, { createDocumentSession, editorPlugins }] = await Promise.all([
    ask('document:open', { document }),
    loadDocumentModel(),
  ]);
  patchSession({ isOpening: false });
  if (!opened) return;
  const notices = [...told, ...opened.notices];
  const fresh = createDocumentSession({ ...opened, notices }, siglum, editorPlugins);
  patchSession({ screen: { kind: 'workbench', document: fresh, place } });
}

/** Makes new documents of lines of changes of the open one, and opens the first of them, which is in its place.
 *  @param tips names of the lines */
export async function requestKeptBranches(document: DocumentId, tips: readonly string[]): Promise<void> {
  const kept = await ask('document:keep-branches', { document, tips });
  // It was closed for that.
  if (!kept) return reloadDocument();
  patchSession({ collection: kept.collection, screen: { kind: 'collection' }, panel: null });
  void fetchRest();
  const [first] = kept.documents;
  if (first) await openDocument(first, null, kept.sentences);
}

/** Takes the document off the screen and closes it: in this order, so that nothing there asks about a document that is closed. */
async function putAway(open: DocumentSession): Promise<void> {
  patchSession({ screen: { kind: 'collection' } });
  await call('document:close', { document: open.id });
}

/** Gives a document up that cannot be saved, and keeps its text. */
async function giveUp(open: DocumentSession): Promise<void> {
  const { plainText } = await loadDocumentModel();
  if (open.unsentCount() > 0)
    keepUnsavedText({ title: open.facts.get().metadata.title, text: plainText(open.editor.get().doc) });
  open.giveUp();
}

/** Opens the document in the workbench again, as it is on the disk: after a refusal. */
export async function reloadDocument(): Promise<void> {
  const open = openedDocument();
  if (!open) return;
  await giveUp(open);
  await putAway(open);
  await bringIntoWorkbench(open.id, null);
}

/** Saves the document in the workbench and goes back to the collection.
 *  @returns false when it could not be saved; then it stays open */
export async function leaveDocument(): Promise<boolean> {
  const open = openedDocument();
  if (!open) return true;
  if (!(await open.flush())) return false;
  await noteBegun(open);
  await putAway(open);
  return true;
}

/** A raw document that was worked on is being corrected. */
async function noteBegun(open: DocumentSession): Promise<void> {
  const { saving, facts } = open;
  const now = saving.get();
  if (now.kind !== 'saved' || now.at === null || facts.get().status !== 'raw') return;
  const rows = await ask('collection:set-status', { documents: [open.id], status: 'correcting' });
  if (rows) mergeRows(rows);
}

/** Leaves a document that cannot be saved; what is only in the window is kept aside. */
export async function abandonDocument(): Promise<void> {
  const open = openedDocument();
  if (!open) return;
  await giveUp(open);
  await putAway(open);
}

/** Sets the status of the document in the workbench. */
export async function setOpenStatus(status: DocumentStatus): Promise<boolean> {
  const open = openedDocument();
  if (!open || !(await open.flush())) return false;
  const rows = await ask('collection:set-status', { documents: [open.id], status });
  // The record of the status has a number that the next change must build on.
  if (rows) mergeRows(rows);
  const now = rows && (await call('document:open', { document: open.id }));
  if (!now) return false;
  if (now.ok) open.noteStatus(status, now.value.seq);
  else showFault(now.fault);
  return now.ok;
}

/** The way through the table that the open document was opened from. */
let walk: DocumentWalk | null = null;

function walkFromTable(): DocumentWalk | null {
  const { collection } = session();
  return (
    collection && walkThrough(collection.documents, tableOf(collection.folder, lastTable.get()), tableMentions.get())
  );
}

/** The document before or after the open one in the table; null at either end. */
export function neighbour(step: -1 | 1): DocumentId | null {
  const { collection } = session();
  const open = openedDocument();
  if (!collection || !open) return null;
  if (walk?.folder !== collection.folder) walk = walkFromTable();
  return walk && stepFrom(walk, open.id, step, (id) => collection.documents.some((row) => row.id === id));
}

/** Opens the document before or after the open one in the table; at the end it says so. */
export async function openNeighbour(step: -1 | 1): Promise<void> {
  const document = neighbour(step);
  if (document) await openDocument(document, null);
  else showToast(step > 0 ? lastInTable() : firstInTable());
}

/** How many documents the table shows; null where it shows all. */
function shownInTable(): number | null {
  const all = session().collection?.documents.length ?? 0;
  const shown = walk?.shown.size ?? all;
  return shown < all ? shown : null;
}

function lastInTable(): string {
  const shown = shownInTable();
  return shown === null
    ? t`This is the last document in the table.`
    : t`This is the last document of the ${shown} that the table shows.`;
}

function firstInTable(): string {
  const shown = shownInTable();
  return shown === null
    ? t`This is the first document in the table.`
    : t`This is the first document of the ${shown} that the table shows.`;
}

function wasLastInTable(title: string): string {
  const shown = shownInTable();
  return shown === null
    ? t`“${title}” was the last document in the table.`
    : t`“${title}” was the last document of the ${shown} that the table shows.`;
}

/** Marks the open document as proofread and opens the next one, or the collection after the last. When lines are unread it says so, and
 *  does it all the same. */
export async function proofreadAndNext(): Promise<void> {
  const next = neighbour(1);
  const open = openedDocument();
  if (!open || !(await setOpenStatus('proofread'))) return;
  const { proofCount } = await loadDocumentModel();
  const count = proofCount(open);
  const { title } = open.facts.get().metadata;
  unreadLeft.set(count.linesRead < count.lines ? { ...count, title } : null);
  if (next) return openDocument(next, null);
  if (await leaveDocument()) showToast(wasLastInTable(title));
}
