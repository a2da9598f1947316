import { useEffect } from 'react';
import type { Preferences } from '../../shared/contract/payloads/preferences.ts';
import {
  closeCollection,
  requestBackup,
  requestBackupRestore,
  requestCollection,
  requestFolderImport,
  requestImport,
  requestSample,
} from '../actions/collection-actions.ts';
import { leaveDocument } from '../actions/document-actions.ts';
import { requestSync } from '../actions/sharing-actions.ts';
import { clearRecent, openInNewWindow, openWindow } from '../actions/window-actions.ts';
import { type CommandHandler, doable, switching, useCommands } from '../commands/command-registry.ts';
import { openCorrespondence } from '../features/correspondence/correspondence-view.ts';
import { guidePageHere } from '../features/guide/guide-page-here.ts';
import { askToPrint, printable } from '../features/print/printing.ts';
import { savePreferences } from '../model/preferences-actions.ts';
import { openPanel, patchSession, session, setPaletteOpen, useSession, type WindowSession } from '../model/session.ts';
import { searching } from '../model/table/collection-table.ts';
import { leadFocus } from '../ui/focus.ts';
import { loadTour } from './load-later.ts';
import { focusPane } from './panes.ts';

/** Offers what can be done on every screen. */
export function useAppCommands(): void {
  // What is ticked in the menu follows.
  useSession((now) => now.preferences.theme);
  useSession((now) => now.panel);
  const hasRecent = useSession((now) => now.recent.length > 0);
  const isWritable = useSession((now) => now.collection !== null && now.collection.readOnly === null);
  const hasCollection = useSession((now) => now.collection !== null);
  const document = useSession(({ screen }) => (screen.kind === 'workbench' ? screen.document.id : null));
  useCommands({
    'collection.new': nameCollection,
    'window.new': () => void openWindow(),
    'document.new-window': document === null ? null : () => void openInNewWindow(document),
    'collection.clear-recent': hasRecent ? () => void clearRecent() : null,
    'collection.import': isWritable ? () => requestImport(null) : null,
    'collection.import-folder': isWritable ? () => requestFolderImport() : null,
    'collection.search': hasCollection ? () => searchCollection() : null,
    'collection.search-texts': hasCollection ? () => openPanel({ kind: 'search', text: '' }) : null,
    'edition.review': hasCollection ? () => openPanel({ kind: 'review' }) : null,
    'collection.statistics': hasCollection ? () => openPanel({ kind: 'statistics' }) : null,
    'collection.open': () => void requestCollection(null),
    'collection.open-sample': () => void requestSample(),
    'collection.close': hasCollection ? () => void closeCollection() : null,
    'collection.back-up': isWritable ? () => void requestBackup() : null,
    'collection.restore-backup': () => void requestBackupRestore(),
    'collection.replace': hasCollection ? () => void findInCollection() : null,
    'collection.tag-types': hasCollection ? () => openPanel({ kind: 'tag types' }) : null,
    'suspects.alike': hasCollection ? () => openPanel({ kind: 'alike', reading: null }) : null,
    'collection.vocabulary': hasCollection ? () => openPanel({ kind: 'vocabulary' }) : null,
    'collection.sync': isWritable ? () => void requestSync() : null,
    'collection.share': isWritable ? () => openPanel({ kind: 'share' }) : null,
    'collection.join': () => openPanel({ kind: 'join' }),
    'collection.conflicts': hasCollection ? () => void showConflicts() : null,
    'collection.entities': hasCollection ? () => void showEntities() : null,
    'collection.correspondence': hasCollection ? () => openCorrespondence() : null,
    'collection.date-findings': hasCollection ? () => openCorrespondence(null, 'dates') : null,
    'document.thread': document === null ? null : () => openCorrespondence(document),
    'collection.removed': hasCollection ? () => openPanel({ kind: 'removed' }) : null,
    'app.preferences': () => openPanel({ kind: 'preferences', part: 'editor' }),
    'app.shortcuts': () => openPanel({ kind: 'preferences', part: 'shortcuts' }),
    'view.palette': () => setPaletteOpen(!session().isPaletteOpen),
    'view.go-to': hasCollection ? () => patchSession({ isGoingTo: true }) : null,
    'view.next-pane': () => focusPane(1),
    'view.previous-pane': () => focusPane(-1),
    'app.guide': () => openPanel({ kind: 'guide', page: guidePageHere() }),
    'app.about': () => openPanel({ kind: 'about' }),
    'app.tour': () => void loadTour().then(({ beginTour }) => beginTour()),
    'document.print': hasCollection
      ? doable(
          () => printable() !== null,
          () => askToPrint(),
        )
      : null,
    'view.theme-system': themed('system'),
    'view.theme-light': themed('light'),
    'view.theme-dark': themed('dark'),
    'view.theme-contrast': themed('contrast'),
  });
}

const themed = (theme: Preferences['theme']): CommandHandler =>
  switching(
    () => session().preferences.theme === theme,
    () => void savePreferences({ theme }),
  );

/** Looks through all documents; none of them may be open meanwhile. */
async function findInCollection(): Promise<void> {
  if (await leaveDocument()) openPanel({ kind: 'find', documents: null });
}

/** Settling changes documents; none of them may be open meanwhile. */
async function showConflicts(): Promise<void> {
  if (await leaveDocument()) openPanel({ kind: 'conflicts' });
}

/** Splitting an entity changes documents; none of them may be open meanwhile. */
async function showEntities(): Promise<void> {
  if (await leaveDocument()) openPanel({ kind: 'entities', entity: null });
}

/** Asks what a new collection is called: on the start screen, or over what is open. */
function nameCollection(): void {
  patchSession({ isNamingCollection: true });
  leadFocus(() => document.querySelector<HTMLElement>('[data-naming] input'));
}

/** Leads to the field that the table is filtered by. */
async function searchCollection(): Promise<void> {
  if (await leaveDocument()) searching.set(true);
}

/** What the window is called: the document, its collection, the program. */
function titleOf({ screen, collection }: WindowSession): string {
  const document = screen.kind === 'workbench' ? screen.document.facts.get().metadata.title : null;
  return [document, collection?.title, 'Anchorite'].filter(Boolean).join(' – ');
}

export function useWindowTitle(): void {
  const title = useSession(titleOf);
  useEffect(() => {
    document.title = title;
  }, [title]);
}
