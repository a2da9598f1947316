import type { StartState } from '../../shared/contract/calls/application.ts';
import { requestCollection } from '../actions/collection-actions.ts';
import { openDocument, openedDocument } from '../actions/document-actions.ts';
import { fetchRest } from '../actions/rest-actions.ts';
import { filesToPlace, followOtherWindows } from '../actions/window-actions.ts';
import { loadStartForms } from '../features/start/load-start-forms.ts';
import { noteProgress } from '../model/jobs.ts';
import { addRest, endRest, mergeAdded, updateRows } from '../model/rows.ts';
import { beginSession } from '../model/session.ts';
import { call, defect, listen, readyToClose } from '../platform/bridge.ts';
import { showFault } from '../platform/faults.ts';
import { applyLook } from '../platform/theme.ts';
import { loadCollectionScreen } from './load-later.ts';

/** When nothing is ever idle, the rows that the first screen does without are fetched after this time all the same. */
const latestRestMs = 1_000;

/** Asks the main process how things stand and begins the session.
 *  @returns false when it did not answer; then the fault is shown */
export async function startApp(): Promise<boolean> {
  const reply = await call('app:start', null);
  if (!reply.ok) {
    showFault(reply.fault);
    return false;
  }
  const start = reply.value;
  applyLook(start.preferences);
  beginSession({
    version: start.version,
    platform: start.platform,
    preferences: start.preferences,
    recent: start.recent,
    collection: start.opened?.collection ?? null,
    screen: start.opened ? { kind: 'collection' } : { kind: 'start' },
    panel: null,
    isPaletteOpen: false,
    isGoingTo: false,
    isNamingCollection: false,
    isOpening: false,
  });
  if (start.fault) showFault(start.fault);
  filesToPlace.set(start.files);
  followMain();
  noticeDefects();
  await loadFirstScreen(start);
  await openNamed(start);
  // The first screen is drawn next; the other rows come when that leaves time.
  requestAnimationFrame(() => requestIdleCallback(() => void fetchRest(), { timeout: latestRestMs }));
  return true;
}

/** What is seen first is drawn at once, not part by part. */
async function loadFirstScreen({ opened, preferences }: StartState): Promise<void> {
  if (opened) await loadCollectionScreen();
  else if (!preferences.introduced) await loadStartForms();
}

async function openNamed({ opened }: StartState): Promise<void> {
  if (opened?.document) await openDocument(opened.document, null);
}

function followMain(): void {
  listen('documents-changed', ({ documents }) => void updateRows(documents));
  listen('documents-added', ({ folder, documents }) => mergeAdded(folder, documents));
  listen('rows', ({ folder, documents }) => addRest(folder, documents));
  listen('open-collection', ({ folder }) => void requestCollection(folder));
  listen('rows-end', endRest);
  listen('progress', noteProgress);
  listen('before-close', () => void sendEverything());
  followOtherWindows();
  window.addEventListener('focus', () => void sendWhatIsKept());
}

/** What nobody has caught is told like any other fault. */
function noticeDefects(): void {
  window.addEventListener('error', (event) => {
    if (!isPutOff(event)) showFault(defect('window', event.error ?? event.message));
  });
  window.addEventListener('unhandledrejection', (event) => showFault(defect('window', event.reason)));
}

/** Chromium tells of sizes that it measures one frame later, as with a menu whose list comes while it is being placed: nothing is lost. */
const isPutOff = ({ message }: ErrorEvent): boolean => message.startsWith('ResizeObserver loop');

/** Whoever comes back to the window may just have put a folder or a disk back in its place. */
async function sendWhatIsKept(): Promise<void> {
  const open = openedDocument();
  if (open?.saving.get().kind === 'kept') await open.flush();
}

/** The window closes only when everything is on the disk. When it cannot be saved, the answer never comes and the main process
 *  asks the person. */
async function sendEverything(): Promise<void> {
  const open = openedDocument();
  if (!open || (await open.flush())) readyToClose();
}
