import type { Node } from 'prosemirror-model';
import type { Vocabulary, VocabularyAct } from '../../../shared/document/vocabulary.ts';
import { undo } from '../../../shared/edit/undo-history.ts';
import { learn, vocabulary } from '../../vocabulary/vocabulary-store.ts';
import type { DocumentSession } from '../document-session.ts';
import type { PlacedSuspect } from './suspect-order.ts';

/** A decision about a suspect, for taking it back. `doc` is the document as the decision left it. */
export type SettledAct =
  | { readonly kind: 'kept'; readonly placed: PlacedSuspect; readonly always: boolean; readonly doc: Node }
  | {
      readonly kind: 'taken';
      readonly placed: PlacedSuspect;
      readonly text: string;
      readonly emendation: boolean;
      readonly doc: Node;
    };

/** Takes back what a decision changed, learned and kept. */
export function takeBackAct(session: DocumentSession, act: SettledAct): void {
  const { before, text, after } = act.placed.suspect;
  if (act.kind === 'kept') {
    void session.review([{ kind: 'reopened', word: { before, text, after } }]);
    if (act.always) void learn([{ kind: 'word removed', word: text }]);
    return;
  }
  session.run(undo);
  if (!act.emendation) void learn(withoutOne(vocabulary.get(), text, act.text));
}

/** What makes a collection forget one of the times that a correction was accepted. */
export function withoutOne({ corrections }: Vocabulary, from: string, to: string): readonly VocabularyAct[] {
  const count = corrections.find((known) => known.from === from && known.to === to)?.count ?? 0;
  const again = Array.from(
    { length: Math.max(0, count - 1) },
    () => ({ kind: 'correction learned', from, to }) as const,
  );
  return [{ kind: 'correction forgotten', from, to }, ...again];
}
