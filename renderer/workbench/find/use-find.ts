import { useEffect, useMemo } from 'react';
import { useWholeStore } from '../../store.ts';
import type { DocumentSession } from '../document-session.ts';
import { DocumentSearch, type Found } from './document-search.ts';
import type { BarQuery } from './find-memory.ts';

/** Looks for a text in the document as it stands, again after every change, and marks the hits in the transcription. */
export function useFind(session: DocumentSession, query: BarQuery): Found {
  const search = useMemo(() => new DocumentSearch(session), [session]);
  useEffect(() => search.follow(), [search]);
  useEffect(() => search.look(query), [search, query]);
  return useWholeStore(search.found);
}
