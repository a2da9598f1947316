import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useRef, useState } from 'react';
import { readingOf } from '../../../shared/correct/alike/alike-words.ts';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { runCardKey } from '../../commands/command-keys.ts';
import { type CommandHandlers, useCommands } from '../../commands/command-registry.ts';
import { useCardLeave, useCardPlace } from '../../editor/card-place.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { openPanel } from '../../model/session.ts';
import { doubtInWords } from '../../model/suspect-order.ts';
import { useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import { ReplaceAllForm } from './replace-all-form.tsx';
import styles from './suspect-card.module.css';
import { SuspectChoices, WordForm } from './suspect-choices.tsx';
import type { SuspectQueue } from './suspect-queue.ts';

/** What the card shows under the reasons. */
type CardView =
  | { readonly kind: 'choosing' }
  /** `isTyped`: the text was just typed and goes on; else it waits, selected, to be typed over. */
  | { readonly kind: 'writing'; readonly typed: string; readonly isTyped: boolean; readonly emendation: boolean }
  | { readonly kind: 'noting' }
  | { readonly kind: 'everywhere'; readonly text: string; readonly emendation: boolean };

interface CardState {
  readonly queue: SuspectQueue;
  readonly suspect: Suspect;
  /** 0 is the reading as it stands; suggestions count from 1. */
  readonly chosen: number;
  readonly isChoosing: boolean;
  readonly show: (view: CardView) => void;
}

/** What can be done with the suspect on the card. */
function cardCommands(card: CardState): CommandHandlers {
  const { queue, suspect, isChoosing } = card;
  if (!isChoosing) return {};
  return {
    ...(queue.isWritable && decisions(card)),
    ...Object.fromEntries(
      places.map((place) => [
        `suspects.take-${place}`,
        queue.isWritable && place <= suspect.suggestions.length ? () => take(card, place) : null,
      ]),
    ),
    'suspects.skip': () => queue.step(1),
    'suspects.alike-here': () => lookAtAlike(queue, suspect),
  };
}

const places = [1, 2, 3, 4, 5] as const;

function take({ queue, suspect }: CardState, place: number): void {
  const suggestion = suspect.suggestions[place - 1];
  if (suggestion) queue.take(suggestion.text, { emendation: false });
}

/** Leaves the card for the pictures of all words of the collection that read as the suspect does. */
function lookAtAlike(queue: SuspectQueue, { text, suggestions }: Suspect): void {
  queue.close();
  const read = readingOf(text);
  const meant = [...new Set(suggestions.map((one) => readingOf(one.text)))].filter((one) => one !== read);
  // What is misread often passes for a word, and is offered with another capital first.
  const isSame = (one: string): boolean => one.toLowerCase() === read.toLowerCase();
  const sorted = [...meant.filter((one) => !isSame(one)), ...meant.filter(isSame)];
  openPanel({ kind: 'alike', reading: { read, meant: sorted } });
}

function decisions(card: CardState): CommandHandlers {
  const { queue, suspect, chosen, show } = card;
  const best = suspect.suggestions[Math.max(0, chosen - 1)]?.text ?? null;
  const write = (emendation: boolean) => (): void =>
    show({ kind: 'writing', typed: suspect.text, isTyped: false, emendation });
  return {
    'suspects.keep': () => (chosen === 0 ? queue.keep({ always: false }) : take(card, chosen)),
    'suspects.keep-always': () => queue.keep({ always: true }),
    'suspects.write': write(false),
    'suspects.everywhere':
      best === null ? write(false) : () => show({ kind: 'everywhere', text: best, emendation: false }),
    'suspects.emend': best === null ? write(true) : () => queue.take(best, { emendation: true }),
    'suspects.note': () => show({ kind: 'noting' }),
    'edit.undo': () => queue.undo(),
  };
}

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
  useCardLeave(queue);
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
  const placeOf = useCallback(() => queue.place(), [queue]);
  useCardPlace(card, column, placeOf);
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
    else if (runCardKey(event.nativeEvent, 'Suspects')) return true;
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
      aria-label={t`Suspect: ${suspect.text}`}
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
              <li key={reason}>{retold(reason)}</li>
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
        label={t`The right reading`}
        button={t`Correct`}
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
        label={t`Note`}
        button={t`Add the note`}
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
      <ReplaceAllForm
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
