import { useEffect, useMemo } from 'react';
import { findMatches, type Match } from '../../../shared/correct/find.ts';
import type { DocumentSession } from '../document-session.ts';
import { withHighlights } from '../transcription/highlight-decorations.ts';
import { useQuietDocument } from '../use-quiet-document.ts';
import type { BarQuery } from './find-memory.ts';

const nothing: readonly Match[] = [];

/** Looks for a text in the document as it stands, again after every change, and marks the hits in the transcription. */
export function useFind(session: DocumentSession, query: BarQuery): readonly Match[] {
  const doc = useQuietDocument(session, findDelayMs);
  const { text, caseSensitive, wholeWord } = query;
  const matches = useMemo(() => {
    const result = findMatches(doc, { text, caseSensitive, wholeWord });
    return result.ok ? result.matches : nothing;
  }, [doc, text, caseSensitive, wholeWord]);
  useEffect(() => {
    if (session.editor.get().doc !== doc || session.composing.get()) return;
    session.dispatch(withHighlights(session.editor.get().tr, { hits: matches.slice(0, mostDrawn) }));
  }, [session, doc, matches]);
  useEffect(
    () => () => session.dispatch(withHighlights(session.editor.get().tr, { hits: [], currentHit: null })),
    [session],
  );
  return matches;
}

const findDelayMs = 80;
/** More hits than this are counted but not all drawn. */
const mostDrawn = 2000;
