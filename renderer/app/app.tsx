import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { type CommandId, isCommandId } from '../../shared/contract/commands/commands.ts';
import { importIntoNewCollection, requestImport, takeFolder } from '../actions/collection-actions.ts';
import { belongToFields, isField, runInsteadOfPress, runKeyPress } from '../commands/command-keys.ts';
import { CommandPalette } from '../commands/command-palette.tsx';
import { runCommand } from '../commands/command-registry.ts';
import { editorView } from '../editor/shown-view.ts';
import { CollectionScreen } from '../features/collection/collection-screen.tsx';
import { DivisionDialog } from '../features/division/division-dialog.tsx';
import { PrintDialog } from '../features/print/print-dialog.tsx';
import { RemovalDialog } from '../features/removal/removal-dialog.tsx';
import { GoToDialog } from '../features/search/go-to.tsx';
import { NewCollection } from '../features/start/start-actions.tsx';
import { StartScreen } from '../features/start/start-screen.tsx';
import { TourCard } from '../features/start/tour.tsx';
import { patchSession, useSession } from '../model/session.ts';
import { listen, pathsOf } from '../platform/bridge.ts';
import { DropArea, type Dropped } from '../ui/drop-area.tsx';
import { FaultList } from '../ui/notice.tsx';
import { SmallDialog } from '../ui/panel.tsx';
import { ToastMessage } from '../ui/toast.tsx';
import styles from './app.module.css';
import { loadPanels, loadWorkbench } from './load-later.ts';
import { useAppCommands, useWindowTitle } from './use-app-commands.ts';

// What the first screen does not need is read when it is on the screen.
const Workbench = lazy(() => loadWorkbench().then((loaded) => ({ default: loaded.Workbench })));
const CurrentPanel = lazy(() => loadPanels().then((loaded) => ({ default: loaded.CurrentPanel })));

const SpellingLayer = lazy(() =>
  import('../features/spelling/spelling-layer.tsx').then((loaded) => ({ default: loaded.SpellingLayer })),
);

/** Says that something is on its way. */
const BeingRead = (): ReactNode => <div aria-busy="true" />;

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
  const hasCollection = useSession((session) => session.collection !== null);
  useCommandGivers();
  useWindowTitle();
  useFocusKeeper();
  return (
    <div className={styles.app} aria-busy={isOpening || undefined}>
      <CurrentScreen />
      <Suspense fallback={<BeingRead />}>{panel && <CurrentPanel panel={panel} />}</Suspense>
      <Suspense>{hasCollection && <SpellingLayer />}</Suspense>
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
        <Suspense fallback={<BeingRead />}>
          <Workbench key={screen.document.id} session={screen.document} place={screen.place} />
        </Suspense>
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
