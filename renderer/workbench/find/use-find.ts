import type { Node } from 'prosemirror-model';
import { useEffect, useMemo, useState } from 'react';
import { type FindResult, findMatches, type Match, placeHits, searchedTexts } from '../../../shared/correct/find.ts';
import type { DocumentSession } from '../document-session.ts';
import { withHighlights } from '../transcription/highlight-decorations.ts';
import { useQuietDocument } from '../use-quiet-document.ts';
import { searchWithExpression } from './expression-search.ts';
import type { BarQuery } from './find-memory.ts';

const nothing: FindResult = { ok: true, matches: [] };
const noMatches: readonly Match[] = [];

/** What the find bar shows. */
export interface Found {
  readonly matches: readonly Match[];
  /** Why the expression cannot be looked for, as the end of a sentence; null when it can. */
  readonly reason: string | null;
}

/** Looks for a text in the document as it stands, again after every change, and marks the hits in the transcription. */
export function useFind(session: DocumentSession, query: BarQuery): Found {
  const doc = useQuietDocument(session, findDelayMs);
  const result = useResult(doc, query);
  const matches = result.ok ? result.matches : noMatches;
  useEffect(() => {
    if (session.editor.get().doc !== doc || session.composing.get()) return;
    session.dispatch(withHighlights(session.editor.get().tr, { hits: matches.slice(0, mostDrawn) }));
  }, [session, doc, matches]);
  useEffect(
    () => () => session.dispatch(withHighlights(session.editor.get().tr, { hits: [], currentHit: null })),
    [session],
  );
  return { matches, reason: result.ok ? null : result.reason };
}

/** Words are looked for at once; an expression in a thread of its own. */
function useResult(doc: Node, query: BarQuery): FindResult {
  const words = useMemo(() => (query.regex ? nothing : findMatches(doc, query)), [doc, query]);
  const [searched, setSearched] = useState<{ readonly of: Node; readonly result: FindResult } | null>(null);
  useEffect(() => {
    if (!query.regex) return;
    const stop = new AbortController();
    void searchWithExpression(searchedTexts(doc), query, stop.signal).then((found) => {
      if (!found) return;
      const result = found.ok ? { ok: true as const, matches: placeHits(doc, found.hits) } : found;
      setSearched({ of: doc, result });
    });
    return () => stop.abort();
  }, [doc, query]);
  if (!query.regex) return words;
  return searched?.of === doc ? searched.result : nothing;
}

const findDelayMs = 80;
/** More hits than this are counted but not all drawn. */
const mostDrawn = 2000;
