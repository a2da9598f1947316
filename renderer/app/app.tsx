import { type ReactNode, useEffect, useState } from 'react';
import { type CommandId, isCommandId } from '../../shared/contract/commands/commands.ts';
import { t } from '../../shared/translation/translate.ts';
import { importIntoNewCollection, requestImport, takeFolder } from '../actions/collection-actions.ts';
import { filesToPlace } from '../actions/window-actions.ts';
import { belongToFields, isField, runInsteadOfPress, runKeyPress } from '../commands/command-keys.ts';
import { runCommand } from '../commands/command-registry.ts';
import { editorView } from '../editor/shown-view.ts';
import { StartScreen } from '../features/start/start-screen.tsx';
import { session, useSession } from '../model/session.ts';
import { listen, pathsOf } from '../platform/bridge.ts';
import { DropArea, type Dropped } from '../ui/drop-area.tsx';
import { loadedLater } from '../ui/loaded-later.tsx';
import { FaultList } from '../ui/notice.tsx';
import { ToastMessage } from '../ui/toast.tsx';
import styles from './app.module.css';
import { loadCollectionScreen, loadDialogs, loadLater, loadPanels, loadSpelling, loadWorkbench } from './load-later.ts';
import { useAppCommands, useWindowTitle } from './use-app-commands.ts';

/** Says that something is on its way. */
const beingRead: ReactNode = <div aria-busy="true" />;

// What the first screen does not need is read when it is on the screen.
const Workbench = loadedLater(() => loadWorkbench().then((loaded) => loaded.Workbench), beingRead);
const CollectionScreen = loadedLater(() => loadCollectionScreen().then((loaded) => loaded.CollectionScreen), beingRead);
const Dialogs = loadedLater(() => loadDialogs().then((loaded) => loaded.Dialogs));
const CurrentPanel = loadedLater(() => loadPanels().then((loaded) => loaded.CurrentPanel), beingRead);
const SpellingLayer = loadedLater(() => loadSpelling().then((loaded) => loaded.SpellingLayer));

/** How long the first screen has the window's thread for itself: whoever waits for it presses a key then. */
const firstKeysMs = 200;

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

/** Whether the first screen was drawn and a moment has passed in which it could be used: what it does without is read then. */
function useQuietMoment(): boolean {
  const [isQuiet, setQuiet] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setQuiet(true);
      void loadLater();
    }, firstKeysMs);
    return () => clearTimeout(timer);
  }, []);
  return isQuiet;
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
  const isQuiet = useQuietMoment();
  return (
    <div className={styles.app} aria-busy={isOpening || undefined}>
      <CurrentScreen />
      {panel && <CurrentPanel panel={panel} />}
      {hasCollection && <SpellingLayer />}
      {isQuiet && <Dialogs />}
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
      <DropArea invitation={t`Import these into a collection`} onDrop={begin} />
    </>
  );
}

/** Files that are dropped beside an open document go into its collection; within the text, words may be dragged. */
function ImportDrop(): ReactNode {
  const title = useSession(({ collection }) => (collection?.readOnly === null ? collection.title : null));
  if (title === null) return null;
  return <DropArea invitation={t`Import into ${title}`} onDrop={({ files }) => void requestImport(pathsOf(files))} />;
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
  else if (session().recent.length > 0) filesToPlace.set(paths);
  else void importIntoNewCollection(paths, t`New collection`);
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
  return isSaid ? <div role="status" className={styles.opening}>{t`Opening…`}</div> : null;
}
