import { type ReactNode, useEffect, useState } from 'react';
import { type CommandId, isCommandId } from '../shared/contract/commands.ts';
import styles from './app.module.css';
import { listen, pathsOf } from './bridge.ts';
import { CollectionScreen } from './collection/collection-screen.tsx';
import { belongToFields, isField, runInsteadOfPress, runKeyPress } from './commands/command-keys.ts';
import { CommandPalette } from './commands/command-palette.tsx';
import { runCommand } from './commands/command-registry.ts';
import { ExportPanel } from './export/export-panel.tsx';
import { FindPanel } from './find-in-collection/find-panel.tsx';
import { useFocusKeeper } from './focus-keeper.ts';
import { ImportPanel } from './import-report/import-panel.tsx';
import { PreferencesPanel } from './preferences/preferences-panel.tsx';
import { RecoveryPanel } from './recovery/recovery-panel.tsx';
import { importIntoNewCollection, takeFolder } from './session/collection-actions.ts';
import { type Panel, patchSession } from './session/session-store.ts';
import { useAppCommands } from './session/use-app-commands.ts';
import { useSession } from './session/use-session.ts';
import { useWindowTitle } from './session/use-window-title.ts';
import { NewCollection } from './start/new-collection.tsx';
import { StartScreen } from './start/start-screen.tsx';
import { DropArea, type Dropped } from './ui/drop-area.tsx';
import { FaultList } from './ui/fault-list.tsx';
import { SmallDialog } from './ui/small-dialog.tsx';
import { Told } from './ui/told.tsx';
import { VocabularyPanel } from './vocabulary/vocabulary-panel.tsx';
import { Workbench } from './workbench/workbench.tsx';

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
      <FaultList />
      <Told />
      <OpeningLine />
    </div>
  );
}

function CurrentScreen(): ReactNode {
  const screen = useSession((session) => session.screen);
  const collection = useSession((session) => session.collection);
  if (screen.kind === 'workbench' && collection)
    return (
      <Workbench key={screen.document.id} session={screen.document} collection={collection} place={screen.place} />
    );
  if (screen.kind === 'collection' && collection)
    return <CollectionScreen key={collection.folder} collection={collection} />;
  return (
    <>
      <StartScreen />
      <DropArea invitation="Begin with these" onDrop={begin} />
    </>
  );
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

function begin({ files, isFolder }: Dropped): void {
  const paths = pathsOf(files);
  const [first] = paths;
  if (first === undefined) return;
  if (isFolder) void takeFolder(first);
  else void importIntoNewCollection(paths, 'New collection');
}

function CurrentPanel({ panel }: { readonly panel: Panel }): ReactNode {
  if (panel.kind === 'preferences') return <PreferencesPanel key={panel.part} part={panel.part} />;
  if (panel.kind === 'export') return <ExportPanel documents={panel.documents} checkAtOnce={panel.checkAtOnce} />;
  if (panel.kind === 'recovery') return <RecoveryPanel key={panel.document} document={panel.document} />;
  if (panel.kind === 'find') return <FindPanel documents={panel.documents} />;
  if (panel.kind === 'vocabulary') return <VocabularyPanel />;
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
