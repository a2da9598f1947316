import { useEffect, useRef, useState } from 'react';
import type { SavedSearch, SearchHit, SearchOutcome } from '../../../shared/contract/payloads/search.ts';
import { csvTable } from '../../../shared/text/csv-table.ts';
import { ask } from '../../platform/bridge.ts';

/** So many documents are listed; the sentence says how many there are. */
const mostHits = 200;
/** While documents are still read, the question is asked again after this long. */
const againMs = 1_000;

export interface TextSearch {
  /** Null before anything was looked for. */
  readonly outcome: SearchOutcome | null;
  readonly isBusy: boolean;
  readonly look: (query: SavedSearch) => void;
}

/** Asks for what a query finds, and again while documents are still read for the index. */
export function useTextSearch(): TextSearch {
  const [outcome, setOutcome] = useState<SearchOutcome | null>(null);
  const [isBusy, setBusy] = useState(false);
  const question = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      question.current = -1;
      clearTimeout(timer.current);
    },
    [],
  );
  const askFor = async ({ text, inSource }: SavedSearch, number: number): Promise<void> => {
    const answer = await ask('collection:search', { text, inSource, limit: mostHits });
    if (number !== question.current) return;
    setBusy(false);
    setOutcome(answer ?? null);
    if (answer?.kind === 'found' && answer.left > 0)
      timer.current = setTimeout(() => void askFor({ text, inSource }, number), againMs);
  };
  const look = (query: SavedSearch): void => {
    clearTimeout(timer.current);
    question.current += 1;
    if (query.text.trim() === '') {
      setOutcome(null);
      return;
    }
    setBusy(true);
    void askFor(query, question.current);
  };
  return { outcome, isBusy, look };
}

interface SavedSearches {
  /** The latest first. */
  readonly saved: readonly SavedSearch[];
  readonly keep: (search: SavedSearch) => void;
  readonly forget: (search: SavedSearch) => void;
}

const isSame = (one: SavedSearch, other: SavedSearch): boolean =>
  one.text === other.text && one.inSource === other.inSource;

/** The queries that the person kept. */
export function useSavedSearches(): SavedSearches {
  const [saved, setSaved] = useState<readonly SavedSearch[]>([]);
  useEffect(() => {
    void ask('collection:searches', null).then((known) => known && setSaved(known));
  }, []);
  const put = async (searches: readonly SavedSearch[]): Promise<void> => {
    const kept = await ask('collection:keep-searches', { searches: searches.slice(0, 100) });
    if (kept) setSaved(kept);
  };
  return {
    saved,
    keep: (search) => void put([search, ...saved.filter((one) => !isSame(one, search))]),
    forget: (search) => void put(saved.filter((one) => !isSame(one, search))),
  };
}

/** The hits as comma-separated values, as `anchorite search --csv` prints them. */
export const hitsAsCsv = (hits: readonly SearchHit[]): string =>
  csvTable(
    ['document', 'title', 'snippet', 'from', 'to'],
    hits.map(({ document, title, snippet, from, to }) => [document, title, snippet, String(from), String(to)]),
  );

/** Puts a text on the clipboard; the copy that a person asks for needs no permission. */
export function copyText(text: string): void {
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', give, { once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', give);
}
