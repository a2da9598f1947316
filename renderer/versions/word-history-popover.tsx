import { type ReactNode, useMemo } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import type { WordBlame } from '../../shared/contract/versions.ts';
import type { WordEvent } from '../../shared/journal/word-history.ts';
import { changedLabel } from '../collection/changed-label.ts';
import { useWholeStore } from '../store.ts';
import { classNames } from '../ui/class-names.ts';
import { focusEditor } from '../workbench/transcription/editor-handle.ts';
import { shownWordHistory } from './word-history.ts';
import styles from './word-history-popover.module.css';

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
        <Dialog aria-label="Who changed this word" className={classNames(styles.dialog)}>
          <WordEvents blame={blame} />
        </Dialog>
      </Popover>
    </>
  );
}

function WordEvents({ blame }: { readonly blame: WordBlame }): ReactNode {
  const { text, events, imported } = blame;
  const origin = events.at(-1)?.before ?? text;
  if (text === '') return <p className={styles.none}>There is no word here.</p>;
  return (
    <>
      <p className={styles.text}>{text}</p>
      <ol className={styles.events}>
        {events.map((event) => (
          <li key={event.seq}>
            <Change event={event} />
            <Who editor={event.editor} time={event.time} note={event.isUndo ? 'took back a change' : ''} />
          </li>
        ))}
        {origin !== '' && (
          <li>
            <span className={styles.words}>{origin}</span>
            <Who editor={imported.editor} time={imported.time} note="as imported" />
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
