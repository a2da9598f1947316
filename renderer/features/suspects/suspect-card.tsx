import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
import { runCardKey } from '../../commands/command-keys.ts';
import { type CommandHandlers, useCommands } from '../../commands/command-registry.ts';
import { editorView } from '../../editor/view-port.ts';
import type { OutlineStore } from '../../model/outline.ts';
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
  };
}

const places = [1, 2, 3, 4, 5] as const;

function take({ queue, suspect }: CardState, place: number): void {
  const suggestion = suspect.suggestions[place - 1];
  if (suggestion) queue.take(suggestion.text, { emendation: false });
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

/** Between the word and the card, in CSS pixels. */
const gapPx = 10;
/** Between the card and the edges of its pane. */
const edgePx = 8;
/** Above the word there stays room for a line of the page image, less in a low pane. */
const roomAbovePx = 56;
const roomAboveShare = 0.11;

/** Keeps the card under the last line of its word, and both in sight. */
function useCardPlace(
  card: RefObject<HTMLElement | null>,
  column: RefObject<HTMLElement | null>,
  queue: SuspectQueue,
): void {
  useLayoutEffect(() => {
    const place = (): void => {
      limitCard(card.current, queue);
      placeCard(card.current, column.current, queue);
    };
    // Blocks that were never drawn get their height in the frames after they come into sight.
    let frame = 0;
    const settle = (frames: number): void => {
      place();
      if (frames === 0) bringIntoSight(card.current, queue);
      else frame = requestAnimationFrame(() => settle(frames - 1));
    };
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      settle(3);
    });
    place();
    for (const element of [card.current, editorView.get()?.dom]) if (element) observer.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [card, column, queue]);
}

function placeCard(card: HTMLElement | null, column: HTMLElement | null, queue: SuspectQueue): void {
  const view = editorView.get();
  const place = queue.place();
  if (!card || !column || !view || !place) return;
  const frame = column.getBoundingClientRect();
  const first = view.coordsAtPos(place.from, 1);
  const last = view.coordsAtPos(place.to, -1);
  const left = last.top > first.bottom ? last.left - card.offsetWidth / 2 : first.left;
  const most = frame.width - card.offsetWidth - edgePx;
  card.style.left = `${Math.max(edgePx, Math.min(most, left - frame.left))}px`;
  card.style.top = `${last.bottom - frame.top + gapPx}px`;
}

const roomAbove = ({ height }: DOMRect): number => Math.min(roomAbovePx, height * roomAboveShare);

interface Sight {
  readonly card: HTMLElement;
  /** What the text scrolls in. */
  readonly box: Element;
  readonly frame: DOMRect;
  /** Top of the first line of the word and bottom of its last. */
  readonly word: { readonly top: number; readonly bottom: number };
}

function sightOf(card: HTMLElement | null, queue: SuspectQueue): Sight | null {
  const view = editorView.get();
  const place = queue.place();
  const box = card?.closest('[data-scroll]');
  if (!card || !box || !view || !place) return null;
  const [first, last] = [view.coordsAtPos(place.from, 1), view.coordsAtPos(place.to, -1)];
  return { card, box, frame: box.getBoundingClientRect(), word: { top: first.top, bottom: last.bottom } };
}

/** The card is never higher than what is left under its word, so that none of it is out of sight. */
function limitCard(card: HTMLElement | null, queue: SuspectQueue): void {
  const sight = sightOf(card, queue);
  if (!sight) return;
  const { frame, word } = sight;
  const room = frame.height - roomAbove(frame) - (word.bottom - word.top) - gapPx - edgePx;
  sight.card.style.setProperty('--room', `${room}px`);
}

/** Scrolls just so far that the card is seen, but never past its word. */
function bringIntoSight(card: HTMLElement | null, queue: SuspectQueue): void {
  const sight = sightOf(card, queue);
  if (!sight) return;
  const { box, frame, word } = sight;
  const below = sight.card.getBoundingClientRect().bottom + edgePx - frame.bottom;
  const above = word.top - roomAbove(frame) - frame.top;
  // A narrower pane has wrapped its word away.
  if (above < 0) box.scrollTop += above;
  else if (below > 0) box.scrollTop += Math.max(0, Math.min(below, above));
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
