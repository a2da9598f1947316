import { type Selection, TextSelection } from 'prosemirror-state';
import { useState } from 'react';
import type { Match } from '../../../shared/correct/find.ts';
import type { DocumentSession } from '../document-session.ts';
import { goTo } from '../transcription/editor-handle.ts';
import { withHighlights } from '../transcription/highlight-decorations.ts';

/** Walking from hit to hit. */
export interface HitWalk {
  /** Index of the hit that is stood on; null before the first step. */
  readonly current: number | null;
  readonly step: (direction: -1 | 1) => void;
}

/** The hit that was stepped to. */
interface Stand {
  readonly matches: readonly Match[];
  readonly index: number;
}

/** The hit that is stood on among those that are found now. After a change, such as a tag on the hit, they are others, and it is the one
 *  that is still selected; none when its words were changed. */
function indexOf(stand: Stand, matches: readonly Match[], { from, to }: Selection): number | null {
  if (stand.matches === matches) return stand.index;
  const index = matches.findIndex((match) => match.from === from && match.to === to);
  return index < 0 ? null : index;
}

/** Steps through hits, beginning with the first after the caret and round the ends. */
export function useHitWalk(session: DocumentSession, matches: readonly Match[]): HitWalk {
  const [stand, setStand] = useState<Stand | null>(null);
  const current = stand && indexOf(stand, matches, session.editor.get().selection);
  const step = (direction: -1 | 1): void => {
    if (matches.length === 0) return;
    const state = session.editor.get();
    const from = current === null ? firstAfter(matches, state.selection.from, direction) : current + direction;
    const index = (from + matches.length) % matches.length;
    const match = matches[index];
    if (!match) return;
    setStand({ matches, index });
    const selection = TextSelection.between(state.doc.resolve(match.from), state.doc.resolve(match.to));
    session.dispatch(withHighlights(state.tr.setSelection(selection), { currentHit: match }));
    goTo({ kind: 'range', from: match.from, to: match.to }, { focus: false });
    session.dispatch(withHighlights(session.editor.get().tr, { pointed: null }));
  };
  return { current, step };
}

function firstAfter(matches: readonly Match[], pos: number, direction: -1 | 1): number {
  const next = matches.findIndex((match) => match.from >= pos);
  const index = next < 0 ? matches.length : next;
  return direction > 0 ? index : index - 1;
}
