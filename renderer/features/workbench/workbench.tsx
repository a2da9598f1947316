import { type ReactNode, useEffect, useMemo } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { t } from '../../../shared/translation/translate.ts';
import { withCorrections } from '../../editor/decorations.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { createOutlineStore } from '../../model/outline.ts';
import type { Place } from '../../model/places.ts';
import { anchorQuestion, isPaneShown, narrowStore, workbenchView } from '../../model/workbench-view.ts';
import { useStore, useWholeStore } from '../../platform/store.ts';
import { characterPalette } from '../characters/character-handlers.ts';
import { CharacterPalette } from '../characters/character-palette.tsx';
import { PageMenu } from '../context-menus/page-menu.tsx';
import { TextMenu, textMenu } from '../context-menus/text-menu.tsx';
import { ElementForm } from '../elements/element-form.tsx';
import { Facsimile } from '../facsimile/facsimile-model.ts';
import { pageMenu } from '../facsimile/facsimile-view.ts';
import { useFacsimileCommands } from '../facsimile/use-facsimile-commands.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { MarkForm } from '../marks/mark-form.tsx';
import { markQuestion } from '../marks/mark-handlers.ts';
import { NoteForm } from '../notes/note-form.tsx';
import { noteQuestion } from '../notes/note-handlers.ts';
import { NoteHistory, shownNoteHistory } from '../notes/note-history.tsx';
import { LiveRegion } from '../suspects/live-region.tsx';
import { DocumentSuspects } from '../suspects/suspect-finder.ts';
import { SuspectQueue } from '../suspects/suspect-queue.ts';
import { useSuspectCommands } from '../suspects/use-suspect-commands.ts';
import { typePalette } from '../tag-types/tag-as-type.ts';
import { TypePalette } from '../tag-types/type-palette.tsx';
import { ConflictQueue } from '../tagging/conflict-queue.ts';
import { EverywherePanel } from '../tagging/everywhere-panel.tsx';
import { SuggestionQueue } from '../tagging/suggestion-queue.ts';
import { TagLayersPanel } from '../tagging/tag-layers-panel.tsx';
import { everywhereQuestion } from '../tagging/tagging-everywhere.ts';
import { useTaggingCommands } from '../tagging/use-tagging-commands.ts';
import { AnchorDialog } from '../transcription/anchor-dialog.tsx';
import { TranscriptionPane } from '../transcription/transcription-pane.tsx';
import { comparing } from '../versions/comparing.ts';
import { ComparisonPane } from '../versions/comparison-pane.tsx';
import { shownWordHistory, WordHistoryPopover } from '../versions/word-history-popover.tsx';
import { LeftPane } from './left-pane.tsx';
import { useLeftPlace } from './use-left-place.ts';
import { useWorkbenchCommands } from './use-workbench-commands.ts';
import styles from './workbench.module.css';
import { FocusBar, WorkbenchBar } from './workbench-bar.tsx';
import { WorkbenchNotices } from './workbench-notices.tsx';
import { WorkbenchStatus } from './workbench-status.tsx';

/** Escape gives the focus back to the text, unless something nearer has taken the key. */
function useEscapeToText(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      focusEditor();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

interface WorkbenchProps {
  readonly session: DocumentSession;
  /** Where to go when it opens. */
  readonly place: Place | null;
}

/** What is compared, shown or asked over a document is of that document, and goes with it. */
function forgetQuestions(): void {
  comparing.set(null);
  shownWordHistory.set(null);
  anchorQuestion.set(null);
  markQuestion.set(null);
  textMenu.set(null);
  pageMenu.set(null);
  noteQuestion.set(null);
  shownNoteHistory.set(null);
  characterPalette.set(null);
  everywhereQuestion.set(null);
  typePalette.set(false);
}

/** One document: its source, its transcription, and what is known of it. */
export function Workbench({ session, place }: WorkbenchProps): ReactNode {
  const outline = useMemo(() => createOutlineStore(session, withCorrections), [session]);
  useEffect(() => outline.follow(), [outline]);
  useEffect(() => {
    if (place) goTo(place);
    else focusEditor();
  }, [place]);
  const facsimile = useMemo(() => new Facsimile(session, outline), [session, outline]);
  useEffect(() => facsimile.follow(), [facsimile]);
  const queue = useMemo(() => new SuspectQueue(session, new DocumentSuspects(session)), [session]);
  useEffect(() => queue.follow(), [queue]);
  const tagQueues = useMemo(
    () => ({ suggestions: new SuggestionQueue(session), conflicts: new ConflictQueue(session, outline) }),
    [session, outline],
  );
  useLeftPlace(session, facsimile, place !== null);
  useWorkbenchCommands(session, outline);
  useTaggingCommands(session, outline, tagQueues);
  useFacsimileCommands(session, outline, facsimile);
  useSuspectCommands(queue);
  useEscapeToText();
  const compared = useWholeStore(comparing);
  useEffect(() => forgetQuestions, []);
  const isNarrow = useWholeStore(narrowStore);
  const isFocused = useStore(workbenchView, (view) => view.isFocused);
  const isSourceShown = useStore(workbenchView, (view) => isPaneShown(view, isNarrow, 'source'));
  const isInspectorShown = useStore(
    workbenchView,
    (view) => !view.isFocused && isPaneShown(view, isNarrow, 'inspector'),
  );
  return (
    <>
      {isFocused ? <FocusBar session={session} /> : <WorkbenchBar session={session} />}
      <WorkbenchNotices session={session} />
      <main className={styles.main}>
        <Group orientation="horizontal" id="workbench" className={styles.panes ?? ''}>
          {isSourceShown && (
            <>
              <Panel id="source" defaultSize="35%" minSize="220px" className={styles.pane ?? ''}>
                <LeftPane session={session} outline={outline} facsimile={facsimile} />
              </Panel>
              <Separator className={styles.separator ?? ''} aria-label={t`Width of the left pane`} />
            </>
          )}
          <Panel id="transcription" minSize="300px" className={styles.pane ?? ''}>
            {compared ? (
              <ComparisonPane session={session} outline={outline} states={compared} />
            ) : (
              <TranscriptionPane
                session={session}
                outline={outline}
                facsimile={facsimile}
                queue={queue}
                tagQueues={tagQueues}
              />
            )}
          </Panel>
          {isInspectorShown && (
            <>
              <Separator className={styles.separator ?? ''} aria-label={t`Width of the inspector`} />
              <Panel
                id="inspector"
                defaultSize="350px"
                minSize="260px"
                groupResizeBehavior="preserve-pixel-size"
                className={styles.pane ?? ''}
              >
                <Inspector
                  session={session}
                  outline={outline}
                  facsimile={facsimile}
                  queue={queue}
                  tagQueues={tagQueues}
                />
              </Panel>
            </>
          )}
        </Group>
      </main>
      <WorkbenchStatus session={session} outline={outline} queue={queue} />
      <LiveRegion queue={queue} />
      <AnchorDialog session={session} />
      <MarkForm session={session} />
      <ElementForm session={session} />
      <TextMenu queue={queue} />
      <PageMenu session={session} facsimile={facsimile} />
      <NoteForm session={session} />
      <NoteHistory />
      <CharacterPalette session={session} />
      <TypePalette session={session} />
      <EverywherePanel session={session} outline={outline} />
      <TagLayersPanel session={session} outline={outline} />
      <WordHistoryPopover />
    </>
  );
}
