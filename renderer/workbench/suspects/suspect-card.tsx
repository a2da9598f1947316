import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { Suspect } from '../../../shared/correct/suspect.ts';
import { runCardKey } from '../../commands/command-keys.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { useWholeStore } from '../../store.ts';
import { classNames } from '../../ui/class-names.ts';
import type { OutlineStore } from '../outline-store.ts';
import { editorView } from '../transcription/editor-handle.ts';
import { type CardView, cardCommands } from './card-commands.ts';
import { EverywhereForm } from './everywhere-form.tsx';
import styles from './suspect-card.module.css';
import { SuspectChoices } from './suspect-choices.tsx';
import { doubtInWords } from './suspect-order.ts';
import type { SuspectQueue } from './suspect-queue.ts';
import { useCardPlace } from './use-card-place.ts';
import { WordForm } from './word-form.tsx';

interface SuspectCardProps {
  readonly queue: SuspectQueue;
  readonly outline: OutlineStore;
  /** The element that the card is placed in. */
  readonly column: RefObject<HTMLElement | null>;
}

/** The suspect that is looked at, under its line of the text: why it is doubtful and what it may be meant to read. The line of the
 *  page image has its place above the word, so the card never lies there. */
export function SuspectCard({ queue, outline, column }: SuspectCardProps): ReactNode {
  const suspect = useWholeStore(queue.card);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      // Whoever goes back to the text has done with the card.
      if (target instanceof Node && editorView.get()?.dom.contains(target)) queue.close();
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, [queue]);
  if (!suspect) return null;
  return (
    <OneSuspect
      key={`${suspect.before} ${suspect.from} ${suspect.text}`}
      suspect={suspect}
      queue={queue}
      outline={outline}
      column={column}
    />
  );
}

const choosing: CardView = { kind: 'choosing' };

function OneSuspect({ suspect, queue, outline, column }: SuspectCardProps & { readonly suspect: Suspect }): ReactNode {
  const card = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<CardView>(choosing);
  /** 0 is the reading as it stands; suggestions count from 1. */
  const [chosen, setChosen] = useState(0);
  useCardPlace(card, column, queue);
  const isChoosing = view.kind === 'choosing';
  useCommands(cardCommands({ queue, suspect, chosen, isChoosing, show: setView }));
  const back = (): void => setView(choosing);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      if (isChoosing) queue.closeToText();
      else back();
    } else if (!isChoosing || !onChoosingKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onChoosingKey = (event: KeyboardEvent): boolean => {
    const last = suspect.suggestions.length;
    if (event.key === 'ArrowDown') setChosen(Math.min(last, chosen + 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(0, chosen - 1));
    else if (event.key === 'Tab' && event.shiftKey) queue.step(-1);
    else if (event.key === ' ') setView({ kind: 'writing', typed: suspect.text, isTyped: false, emendation: false });
    else if (runCardKey(event.nativeEvent)) return true;
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
      setView({ kind: 'writing', typed: event.key, isTyped: true, emendation: false });
    else return false;
    return true;
  };
  const place = queue.place();
  const page = place ? outline.get().pagesAt(place.from) : '';
  return (
    <div
      ref={card}
      role="dialog"
      aria-label={`Suspect: ${suspect.text}`}
      aria-describedby={view.kind === 'everywhere' ? undefined : 'suspect-reasons'}
      onKeyDown={onKeyDown}
      className={classNames(styles.card, view.kind === 'everywhere' && styles.wide)}
    >
      <div className={styles.top}>
        <div className={styles.head}>
          <span className={styles.word}>{suspect.text}</span>
          <span className={styles.where}>{[doubtInWords(suspect.score), page].filter(Boolean).join(' · ')}</span>
        </div>
        {view.kind !== 'everywhere' && (
          <ul id="suspect-reasons" className={styles.reasons}>
            {suspect.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </div>
      <CurrentView view={view} suspect={suspect} queue={queue} outline={outline} chosen={chosen} show={setView} />
    </div>
  );
}

interface CurrentViewProps {
  readonly view: CardView;
  readonly suspect: Suspect;
  readonly queue: SuspectQueue;
  readonly outline: OutlineStore;
  readonly chosen: number;
  readonly show: (view: CardView) => void;
}

function CurrentView({ view, suspect, queue, outline, chosen, show }: CurrentViewProps): ReactNode {
  if (view.kind === 'writing')
    return (
      <WordForm
        label="The right reading"
        button="Correct"
        typed={view.typed}
        isSelected={!view.isTyped}
        emendation={view.emendation}
        onDone={(text, emendation) => queue.take(text, { emendation })}
        onEverywhere={(text, emendation) => show({ kind: 'everywhere', text, emendation })}
      />
    );
  if (view.kind === 'noting')
    return (
      <WordForm
        label="Note"
        button="Add the note"
        typed=""
        isSelected={false}
        onDone={(text) => {
          queue.note(text);
          show({ kind: 'choosing' });
        }}
      />
    );
  if (view.kind === 'everywhere')
    return (
      <EverywhereForm
        queue={queue}
        suspect={suspect}
        outline={outline}
        text={view.text}
        emendation={view.emendation}
        onBack={() => show({ kind: 'choosing' })}
      />
    );
  return <SuspectChoices suspect={suspect} chosen={chosen} isWritable={queue.isWritable} />;
}
