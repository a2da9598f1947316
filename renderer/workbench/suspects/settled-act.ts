import type { Node } from 'prosemirror-model';
import { undo } from '../../../shared/edit/undo-history.ts';
import { learn } from '../../vocabulary/vocabulary-store.ts';
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
  if (!act.emendation) void learn([{ kind: 'correction taken back', from: text, to: act.text }]);
}
