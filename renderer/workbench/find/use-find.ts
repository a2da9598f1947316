import { useEffect, useState } from 'react';
import type { FindQuery, Match } from '../../../shared/correct/find.ts';
import { useStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import { withHighlights } from '../transcription/highlight-decorations.ts';
import { findInTime } from './find-in-time.ts';

/** What the find bar has found. */
export interface Found {
  readonly matches: readonly Match[];
  /** Why the query cannot be looked for; null when it can. */
  readonly reason: string | null;
}

const nothing: Found = { matches: [], reason: null };

/** Looks for a query in the document as it stands, again after every change, and marks the hits in the transcription. */
export function useFind(session: DocumentSession, query: FindQuery): Found {
  const doc = useStore(session.editor, (state) => state.doc);
  const [found, setFound] = useState(nothing);
  const { text, regex = false, caseSensitive = false, wholeWord = false } = query;
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      void findInTime(doc, { text, regex, caseSensitive, wholeWord }).then((result) => {
        if (!isCurrent) return;
        setFound(result.ok ? { matches: result.matches, reason: null } : { matches: [], reason: result.reason });
      });
    }, findDelayMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [doc, text, regex, caseSensitive, wholeWord]);
  useEffect(() => {
    if (session.editor.get().doc !== doc || session.composing.get()) return;
    session.dispatch(withHighlights(session.editor.get().tr, { hits: found.matches.slice(0, mostDrawn) }));
  }, [session, doc, found]);
  useEffect(
    () => () => session.dispatch(withHighlights(session.editor.get().tr, { hits: [], currentHit: null })),
    [session],
  );
  return found;
}

const findDelayMs = 60;
/** More hits than this are counted but not all drawn. */
const mostDrawn = 2000;
