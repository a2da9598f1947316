import { type DocumentStatus, type DocumentType, documentStatuses } from '../../document/metadata.ts';
import type { DocumentSummary } from './document-summary.ts';

/** What a collection holds and how far the work on it is, as `anchorite statistics --json` prints it. */
export interface CollectionStatistics {
  readonly documents: number;
  readonly words: number;
  readonly pageAnchors: number;
  readonly notes: number;
  readonly tags: number;
  /** Misreadings of the import that were put right. */
  readonly corrections: number;
  /** Suspects left, in the documents of which that is known. */
  readonly suspects: { readonly left: number; readonly knownOf: number };
  /** From raw to published. */
  readonly byStatus: readonly StatusShare[];
  /** Most documents first. */
  readonly byType: readonly { readonly type: DocumentType; readonly documents: number }[];
  /** `1962-11`, or `1962` where only the year is known; in order of time. */
  readonly byMonth: readonly { readonly month: string; readonly documents: number }[];
  readonly undated: number;
}

interface StatusShare {
  readonly status: DocumentStatus;
  readonly documents: number;
  readonly words: number;
}

/** Counts the rows of the table. */
export function collectionStatistics(rows: readonly DocumentSummary[]): CollectionStatistics {
  const sum = (of: (row: DocumentSummary) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const known = rows.filter(({ suspects }) => suspects !== null);
  const months = tally(rows.flatMap(({ when }) => (when === '' ? [] : [when.slice(0, 7)])));
  return {
    documents: rows.length,
    words: sum(({ words }) => words),
    pageAnchors: sum(({ anchors }) => anchors.length),
    notes: sum(({ notes }) => notes),
    tags: sum(({ tags }) => tags),
    corrections: sum(({ corrections }) => corrections),
    suspects: { left: sum(({ suspects }) => suspects ?? 0), knownOf: known.length },
    byStatus: documentStatuses.map((status) => {
      const those = rows.filter((row) => row.status === status);
      return { status, documents: those.length, words: those.reduce((total, { words }) => total + words, 0) };
    }),
    byType: [...tally(rows.map(({ type }) => type))]
      .map(([type, documents]) => ({ type, documents }))
      .sort((one, other) => other.documents - one.documents),
    byMonth: [...months]
      .map(([month, documents]) => ({ month, documents }))
      .sort((one, other) => (one.month < other.month ? -1 : 1)),
    undated: rows.filter(({ when }) => when === '').length,
  };
}

function tally<Value>(values: readonly Value[]): ReadonlyMap<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
