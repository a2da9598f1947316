import type { EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { type ReactNode, useMemo } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { WordBlame } from '../../../shared/contract/payloads/versions.ts';
import type { WordEvent } from '../../../shared/journal/word-history.ts';
import { t } from '../../../shared/translation/translate.ts';
import { editorView, focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { changedLabel } from '../../model/labels.ts';
import { call } from '../../platform/bridge.ts';
import { showFault } from '../../platform/faults.ts';
import { createStore, useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './word-history-popover.module.css';

/** The history of words that is on the screen, and where in the window the words stand. */
interface ShownWordHistory {
  readonly blame: WordBlame;
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

export const shownWordHistory = createStore<ShownWordHistory | null>(null);

/** Shows who changed the words at the selection, or at the caret. */
export async function askWordHistory(session: DocumentSession): Promise<void> {
  const { from, to } = session.editor.get().selection;
  await askHistoryOf(session, from, to);
}

/** Shows who changed the words between two positions. */
async function askHistoryOf(session: DocumentSession, from: number, to: number): Promise<void> {
  const before: EditorState = session.editor.get();
  if (!(await session.flush())) return;
  const reply = await call('document:word-history', { document: session.id, from, to });
  if (!reply.ok) return showFault(reply.fault);
  const view = editorView.get();
  // Whoever typed on meanwhile, or left the document, is no longer at that word.
  if (view?.state.doc !== before.doc) return;
  shownWordHistory.set({ blame: reply.value, ...placeOnScreen(view, from) });
}

function placeOnScreen(view: EditorView, pos: number): Pick<ShownWordHistory, 'left' | 'top' | 'height'> {
  const { left, top, bottom } = view.coordsAtPos(pos);
  return { left, top, height: bottom - top };
}

/** Who changed a word, beside the word. */
export function WordHistoryPopover(): ReactNode {
  const shown = useWholeStore(shownWordHistory);
  const spot = useMemo(() => ({ current: null as HTMLSpanElement | null }), []);
  if (!shown) return null;
  const { blame, left, top, height } = shown;
  const close = (): void => {
    shownWordHistory.set(null);
    focusEditor();
  };
  return (
    <>
      <span
        ref={(element) => {
          spot.current = element;
        }}
        className={styles.spot}
        style={{ left, top, height }}
      />
      <Popover
        isOpen
        onOpenChange={close}
        triggerRef={spot}
        placement="bottom start"
        offset={6}
        className={classNames(styles.popover)}
      >
        <Dialog aria-label={t`Who changed this word`} className={classNames(styles.dialog)}>
          <WordEvents blame={blame} />
        </Dialog>
      </Popover>
    </>
  );
}

function WordEvents({ blame }: { readonly blame: WordBlame }): ReactNode {
  const { text, events, imported } = blame;
  const origin = events.at(-1)?.before ?? text;
  if (text === '') return <p className={styles.none}>{t`There is no word here.`}</p>;
  return (
    <>
      <p className={styles.text}>{text}</p>
      <ol className={styles.events}>
        {events.map((event) => (
          <li key={event.seq}>
            <Change event={event} />
            <Who editor={event.editor} time={event.time} note={event.isUndo ? t`took back a change` : ''} />
          </li>
        ))}
        {origin !== '' && (
          <li>
            <span className={styles.words}>{origin}</span>
            <Who editor={imported.editor} time={imported.time} note={t`as imported`} />
          </li>
        )}
      </ol>
    </>
  );
}

function Change({ event }: { readonly event: WordEvent }): ReactNode {
  return (
    <span className={styles.words}>
      {event.before !== '' && <del>{event.before}</del>} {event.after !== '' && <ins>{event.after}</ins>}
    </span>
  );
}

interface WhoProps {
  readonly editor: string;
  readonly time: string;
  readonly note: string;
}

function Who({ editor, time, note }: WhoProps): ReactNode {
  return (
    <span className={styles.who}>
      {editor} · {changedLabel(time, new Date())}
      {note !== '' && ` · ${note}`}
    </span>
  );
}
