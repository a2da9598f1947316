import type { Suspect } from '../../../shared/correct/suspect.ts';
import type { CommandHandlers } from '../../commands/command-registry.ts';
import type { SuspectQueue } from './suspect-queue.ts';

/** What the card shows under the reasons. */
export type CardView =
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
export function cardCommands(card: CardState): CommandHandlers {
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
