import type { CollectionView, ImportOutcome } from '../../shared/contract/calls/collection.ts';
import type { Calls } from '../../shared/contract/ipc.ts';
import { t } from '../../shared/translation/translate.ts';
import { finishedImport } from '../model/jobs.ts';
import { mergeRows } from '../model/rows.ts';
import { patchSession, session } from '../model/session.ts';
import { ask, call } from '../platform/bridge.ts';
import { showFault } from '../platform/faults.ts';
import { createStore } from '../platform/store.ts';
import { showToast } from '../platform/toast.ts';
import { leaveDocument, openedDocument } from './document-actions.ts';
import { fetchRest } from './rest-actions.ts';

/** Shows a collection that was opened; null leaves everything as it is. */
export function showCollection(collection: CollectionView | null | undefined): void {
  if (!collection) return;
  const known = session().recent.filter((recent) => recent.folder !== collection.folder);
  const opened = { folder: collection.folder, title: collection.title, opened: new Date().toISOString() };
  finishedImport.set(null);
  patchSession({
    collection,
    screen: { kind: 'collection' },
    panel: null,
    isNamingCollection: false,
    recent: [opened, ...known],
  });
  void fetchRest();
}

async function opening<Value>(work: () => Promise<Value>): Promise<Value> {
  patchSession({ isOpening: true });
  try {
    return await work();
  } finally {
    patchSession({ isOpening: false });
  }
}

/** Opens a collection in the place of what is open. What the person has to choose for it is asked first: when they choose nothing, all
 *  stays as it is.
 *  @returns whether another collection is open now */
async function openAnother(
  choice: Calls['collection:choose']['argument'] | null,
  work: () => Promise<CollectionView | null | undefined>,
): Promise<boolean> {
  if (choice && !(await ask('collection:choose', choice))) return false;
  if (!(await leaveDocument())) return false;
  const collection = await opening(work);
  showCollection(collection);
  return Boolean(collection);
}

/** Makes an empty collection where the person says.
 *  @returns whether there is one now */
export const newCollection = (title: string): Promise<boolean> =>
  openAnother({ purpose: 'new', title }, () => ask('collection:new', { title }));

/** @param folder null asks the person */
export const requestCollection = (folder: string | null): Promise<boolean> =>
  openAnother(folder === null ? { purpose: 'open' } : null, () => ask('collection:open', { folder }));

/** Opens the collection that can only be read once more, for writing.
 *  @param takeOver whether the person says that nobody works any more where it is open for writing */
export const reopenCollection = (takeOver: boolean): Promise<boolean> =>
  openAnother(null, () => ask('collection:reopen', { takeOver }));

export async function requestSample(): Promise<boolean> {
  const isOpen = await openAnother(null, () => ask('collection:open-sample', null));
  if (isOpen) sampleOpened.update((times) => times + 1);
  return isOpen;
}

/** How often the sample collection was opened since the window was: whoever sees it first is led through it. */
export const sampleOpened = createStore(0);

/** Copies the collection beside itself, with what is typed but not yet sent. */
export async function requestBackup(): Promise<void> {
  if (!(await (openedDocument()?.flush() ?? Promise.resolve(true)))) return;
  const outcome = await ask('collection:back-up', null);
  if (outcome) showToast(outcome.sentence);
}

/** Makes a collection of a backup and opens it. */
export const requestBackupRestore = (): Promise<boolean> =>
  openAnother({ purpose: 'restore' }, () => ask('collection:restore-backup', null));

export async function closeCollection(): Promise<void> {
  if (!(await leaveDocument())) return;
  if (session().collection) await ask('collection:close', null);
  finishedImport.set(null);
  patchSession({ collection: null, screen: { kind: 'start' }, panel: null });
}

/** Imports files and shows what became of them.
 *  @param files paths; null asks the person */
export async function requestImport(files: readonly string[] | null): Promise<void> {
  showImported(await ask('collection:import', { files }));
}

/** Imports a folder that the person chooses, with all that is in it. */
export async function requestFolderImport(): Promise<void> {
  showImported(await ask('collection:import', { files: null, folder: true }));
}

/** Imports what the latest import left out because the collection has it, as documents of their own. */
export async function importDuplicates(): Promise<void> {
  patchSession({ panel: null });
  showImported(await ask('collection:import-duplicates', null));
}

/** Writes the report on the latest import where the person says. */
export async function saveImportReport(format: 'csv' | 'json'): Promise<void> {
  const file = await ask('collection:save-import-report', { format });
  if (file) showToast(t`The report is in ${file}.`);
}

/** Goes on with an import that asked a question. */
export async function importAs(answer: Calls['collection:import-as']['argument']): Promise<void> {
  patchSession({ panel: null });
  showImported(await ask('collection:import-as', answer));
}

function showImported(outcome: ImportOutcome | null | undefined): void {
  if (!outcome) return;
  if (outcome.question) {
    patchSession({ panel: { kind: 'import question', question: outcome.question } });
    return;
  }
  if (isNothing(outcome)) {
    if (outcome.cancelled)
      showToast(t`The import was cancelled. Nothing was added to the collection, and your files are as they were.`);
    return;
  }
  mergeRows(outcome.imported);
  if (isWaitedFor()) patchSession({ panel: { kind: 'import', outcome } });
  else finishedImport.set(outcome);
}

/** Whether the person is where an import is begun and at nothing else: what comes by itself covers no text and takes nobody's keys. */
function isWaitedFor(): boolean {
  const { screen, panel, isPaletteOpen, isNamingCollection } = session();
  const isTyping = document.activeElement?.matches('input, textarea, [contenteditable="true"]') ?? false;
  return screen.kind === 'collection' && panel === null && !isPaletteOpen && !isNamingCollection && !isTyping;
}

const isNothing = ({ imported, refused, duplicates = [] }: ImportOutcome): boolean =>
  imported.length + refused.length + duplicates.length === 0;

/** Files dropped where no collection is open go into a new one; a folder is opened as a collection. */
export async function importIntoNewCollection(files: readonly string[], title: string): Promise<void> {
  if (await newCollection(title)) await requestImport(files);
}

/** Opens a dropped folder, when it is a collection, or imports what it holds into the open one. */
export async function takeFolder(folder: string): Promise<void> {
  if (session().collection) return requestImport([folder]);
  const reply = await call('collection:open', { folder });
  if (reply.ok) showCollection(reply.value);
  else showFault(reply.fault);
}
