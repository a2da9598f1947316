import { type Selection, TextSelection } from 'prosemirror-state';
import { useState } from 'react';
import type { SearchHits } from '../../model/derived/search-hits.ts';
import type { DocumentSession } from '../document-session.ts';
import { goTo } from '../transcription/editor-handle.ts';
import { withHighlights } from '../transcription/highlight-decorations.ts';
import type { Found } from './document-search.ts';

/** Walking from hit to hit. */
export interface HitWalk {
  /** Index of the hit that is stood on; null before the first step. */
  readonly current: number | null;
  readonly step: (direction: -1 | 1) => void;
}

/** The hit that was stepped to. */
interface Stand {
  readonly round: number;
  readonly index: number;
}

/** The hit that is stood on among those that are found now. After a change, such as a tag on the hit, they are others, and it is the one
 *  that is still selected; none when its words were changed. */
function indexOf(stand: Stand, round: number, hits: SearchHits, { from, to }: Selection): number | null {
  if (stand.round === round) return stand.index;
  const index = hits.countBefore(from);
  const match = hits.at(index);
  return match?.from === from && match.to === to ? index : null;
}

/** Steps through hits, beginning with the first after the caret and round the ends. */
export function useHitWalk(session: DocumentSession, { round }: Found): HitWalk {
  const { hits } = session;
  const [stand, setStand] = useState<Stand | null>(null);
  const current = stand && indexOf(stand, round, hits, session.editor.get().selection);
  const step = (direction: -1 | 1): void => {
    // Whoever has just typed goes on from there.
    session.derived.settled();
    const { count } = hits;
    if (count === 0) return;
    const state = session.editor.get();
    const from = current === null ? firstAfter(hits, state.selection.from, direction) : current + direction;
    const index = (from + count) % count;
    const match = hits.at(index);
    if (!match) return;
    setStand({ round, index });
    const selection = TextSelection.between(state.doc.resolve(match.from), state.doc.resolve(match.to));
    session.dispatch(withHighlights(state.tr.setSelection(selection), { currentHit: match }));
    goTo({ kind: 'range', from: match.from, to: match.to }, { focus: false });
    session.dispatch(withHighlights(session.editor.get().tr, { pointed: null }));
  };
  return { current, step };
}

const firstAfter = (hits: SearchHits, pos: number, direction: -1 | 1): number =>
  direction > 0 ? hits.countBefore(pos) : hits.countBefore(pos) - 1;
