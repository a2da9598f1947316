import { type ReactNode, useEffect, useState } from 'react';
import { type CommandId, isCommandId } from '../../shared/contract/commands/commands.ts';
import { importIntoNewCollection, requestImport, takeFolder } from '../actions/collection-actions.ts';
import { belongToFields, isField, runInsteadOfPress, runKeyPress } from '../commands/command-keys.ts';
import { CommandPalette } from '../commands/command-palette.tsx';
import { runCommand } from '../commands/command-registry.ts';
import { editorView } from '../editor/view-port.ts';
import { FactsPanel } from '../features/archive/facts-panel.tsx';
import { SecondReadingPanel } from '../features/archive/second-reading-panel.tsx';
import { CollectionScreen } from '../features/collection/collection-screen.tsx';
import { StatisticsPanel } from '../features/collection/statistics-panel.tsx';
import { DivisionDialog } from '../features/division/division-dialog.tsx';
import { EntitiesPanel } from '../features/entities/entities-panel.tsx';
import { ExportPanel } from '../features/export/export-panel.tsx';
import { FindPanel } from '../features/find/find-panel.tsx';
import { AboutPanel } from '../features/guide/about-panel.tsx';
import { GuidePanel } from '../features/guide/guide-panel.tsx';
import { ImportPanel } from '../features/import-report/import-panel.tsx';
import { ImportQuestionPanel } from '../features/import-report/import-question-panel.tsx';
import { PreferencesPanel } from '../features/preferences/preferences-panel.tsx';
import { PrintDialog } from '../features/print/print-dialog.tsx';
import { RecoveryPanel } from '../features/recovery/recovery-panel.tsx';
import { RemovalDialog } from '../features/removal/removal-dialog.tsx';
import { RemovedPanel } from '../features/removal/removed-panel.tsx';
import { GoToDialog } from '../features/search/go-to.tsx';
import { SearchPanel } from '../features/search/search-panel.tsx';
import { ConflictsPanel } from '../features/sharing/conflicts-panel.tsx';
import { NewCollection } from '../features/start/start-actions.tsx';
import { StartScreen } from '../features/start/start-screen.tsx';
import { TourCard } from '../features/start/tour.tsx';
import { TagTypesPanel } from '../features/tag-types/tag-types-panel.tsx';
import { VocabularyPanel } from '../features/vocabulary/vocabulary-panel.tsx';
import { Workbench } from '../features/workbench/workbench.tsx';
import { type Panel, patchSession, useSession } from '../model/session.ts';
import { listen, pathsOf } from '../platform/bridge.ts';
import { DropArea, type Dropped } from '../ui/drop-area.tsx';
import { FaultList } from '../ui/notice.tsx';
import { SmallDialog } from '../ui/panel.tsx';
import { ToastMessage } from '../ui/toast.tsx';
import styles from './app.module.css';
import { useAppCommands, useWindowTitle } from './use-app-commands.ts';

/** What has the keyboard when nothing else has: the table or the text of a screen, a sheet or a dialog over them. */
const homes = '[data-keyboard-home], section[role="dialog"][tabindex]';

/** Whether what had the focus can no longer have it. */
const isLost = (element: Element | null): boolean =>
  element === null || !element.isConnected || element.matches(':disabled') || !element.checkVisibility();

/** Gives the focus to where the keyboard is at home when what had it is gone, such as a button that has done its work, a pane that was
 *  hidden or a screen that was left. Else it would be nowhere, and the next key with it. Whoever clicks beside everything has taken it
 *  away and keeps it so. */
function useFocusKeeper(): void {
  useEffect(() => {
    let last: Element | null = null;
    let frame = 0;
    const note = ({ target }: Event): void => {
      last = target instanceof Element ? target : null;
    };
    const isNowhere = (): boolean => document.activeElement === document.body && isLost(last);
    const look = (): void => {
      if (frame !== 0 || !isNowhere()) return;
      // A dialog that closes gives the focus back by itself, a frame later.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          frame = 0;
          if (isNowhere()) focusHome();
        });
      });
    };
    const observer = new MutationObserver(look);
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note, { capture: true });
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ['disabled', 'data-keyboard-home'],
    });
    look();
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note, { capture: true });
      observer.disconnect();
    };
  }, []);
}

function focusHome(): void {
  const all = [...document.querySelectorAll<HTMLElement>(homes)];
  // What came last lies over the others.
  const home = all.findLast((element) => element.checkVisibility() && !element.closest('[inert]'));
  const view = editorView.get();
  if (view && home === view.dom) view.focus();
  else home?.focus({ preventScroll: true });
}

/** Everything in the window. */
export function App(): ReactNode {
  const panel = useSession((session) => session.panel);
  const isOpening = useSession((session) => session.isOpening);
  useAppCommands();
  useCommandGivers();
  useWindowTitle();
  useFocusKeeper();
  return (
    <div className={styles.app} aria-busy={isOpening || undefined}>
      <CurrentScreen />
      {panel && <CurrentPanel panel={panel} />}
      <NamingDialog />
      <CommandPalette />
      <GoToDialog />
      <PrintDialog />
      <TourCard />
      <RemovalDialog />
      <DivisionDialog />
      <FaultList />
      <ToastMessage />
      <OpeningLine />
    </div>
  );
}

function CurrentScreen(): ReactNode {
  const screen = useSession((session) => session.screen);
  const hasCollection = useSession((session) => session.collection !== null);
  if (screen.kind === 'workbench' && hasCollection)
    return (
      <>
        <Workbench key={screen.document.id} session={screen.document} place={screen.place} />
        <ImportDrop />
      </>
    );
  if (screen.kind === 'collection' && hasCollection) return <OpenCollection />;
  return (
    <>
      <StartScreen />
      <DropArea invitation="Import these into a new collection" onDrop={begin} />
    </>
  );
}

/** Files that are dropped beside an open document go into its collection; within the text, words may be dragged. */
function ImportDrop(): ReactNode {
  const title = useSession(({ collection }) => (collection?.readOnly === null ? collection.title : null));
  if (title === null) return null;
  return <DropArea invitation={`Import into ${title}`} onDrop={({ files }) => void requestImport(pathsOf(files))} />;
}

/** Asks what a new collection is called while another is open, which stays open until there is the new one. */
function NamingDialog(): ReactNode {
  const isOpen = useSession(({ isNamingCollection, collection }) => isNamingCollection && collection !== null);
  const close = (): void => patchSession({ isNamingCollection: false });
  return (
    <SmallDialog title="New collection" isOpen={isOpen} onClose={close}>
      <NewCollection onDone={close} />
    </SmallDialog>
  );
}

/** Rows of the table change while a document is open: what shows them alone hears of it. */
function OpenCollection(): ReactNode {
  const collection = useSession((session) => session.collection);
  return collection && <CollectionScreen key={collection.folder} collection={collection} />;
}

function begin({ files, isFolder }: Dropped): void {
  const paths = pathsOf(files);
  const [first] = paths;
  if (first === undefined) return;
  if (isFolder) void takeFolder(first);
  else void importIntoNewCollection(paths, 'New collection');
}

function CurrentPanel({ panel }: { readonly panel: Panel }): ReactNode {
  if (panel.kind === 'preferences') return <PreferencesPanel key={panel.part} part={panel.part} />;
  if (panel.kind === 'second-reading') return <SecondReadingPanel key={panel.document} document={panel.document} />;
  if (panel.kind === 'facts') return <FactsPanel documents={panel.documents} />;
  if (panel.kind === 'export') return <ExportPanel documents={panel.documents} checkAtOnce={panel.checkAtOnce} />;
  if (panel.kind === 'recovery') return <RecoveryPanel key={panel.document} document={panel.document} />;
  if (panel.kind === 'find') return <FindPanel documents={panel.documents} />;
  if (panel.kind === 'search') return <SearchPanel key={panel.text} text={panel.text} />;
  if (panel.kind === 'guide') return <GuidePanel key={panel.page} page={panel.page} />;
  if (panel.kind === 'about') return <AboutPanel />;
  if (panel.kind === 'statistics') return <StatisticsPanel />;
  if (panel.kind === 'vocabulary') return <VocabularyPanel />;
  if (panel.kind === 'entities') return <EntitiesPanel key={panel.entity} entity={panel.entity} />;
  if (panel.kind === 'tag types') return <TagTypesPanel />;
  if (panel.kind === 'removed') return <RemovedPanel />;
  if (panel.kind === 'conflicts') return <ConflictsPanel />;
  if (panel.kind === 'import question')
    return <ImportQuestionPanel key={panel.question.plan} question={panel.question} />;
  return <ImportPanel outcome={panel.outcome} />;
}

/** Commands come from keys and from the menu. */
function useCommandGivers(): void {
  useEffect(() => {
    window.addEventListener('keydown', runInsteadOfPress, { capture: true });
    window.addEventListener('keydown', runKeyPress);
    const end = listen('command', ({ command }) => {
      if (isCommandId(command)) runFromMenu(command);
    });
    return () => {
      window.removeEventListener('keydown', runInsteadOfPress, { capture: true });
      window.removeEventListener('keydown', runKeyPress);
      end();
    };
  }, []);
}

/** The menu takes the keys of undo and redo; in a field they are meant for the field. */
function runFromMenu(command: CommandId): void {
  const isMeantForField = isField(document.activeElement) && belongToFields.has(command);
  if (isMeantForField) document.execCommand(command === 'edit.redo' ? 'redo' : 'undo');
  else runCommand(command);
}

const patienceMs = 400;

/** Opening that takes longer than a moment is said. */
function OpeningLine(): ReactNode {
  const isOpening = useSession((session) => session.isOpening);
  const [isSaid, setSaid] = useState(false);
  useEffect(() => {
    if (!isOpening) return setSaid(false);
    const timer = setTimeout(() => setSaid(true), patienceMs);
    return () => clearTimeout(timer);
  }, [isOpening]);
  return isSaid ? (
    <div role="status" className={styles.opening}>
      Opening…
    </div>
  ) : null;
}
