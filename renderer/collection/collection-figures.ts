import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { type DocumentStatus, documentStatuses } from '../../shared/document/metadata.ts';

/** What the head of a collection counts. */
export interface CollectionFigures {
  readonly documents: number;
  readonly anchors: number;
  readonly corrections: number;
  readonly tags: number;
  readonly words: number;
  /** How many documents stand at each status, from raw to published. */
  readonly byStatus: readonly { readonly status: DocumentStatus; readonly count: number }[];
}

export function collectionFigures(documents: readonly DocumentSummary[]): CollectionFigures {
  const sum = (of: (document: DocumentSummary) => number): number =>
    documents.reduce((total, document) => total + of(document), 0);
  const counts = new Map<DocumentStatus, number>();
  for (const { status } of documents) counts.set(status, (counts.get(status) ?? 0) + 1);
  return {
    documents: documents.length,
    anchors: sum((document) => document.anchors.length),
    corrections: sum((document) => document.corrections),
    tags: sum((document) => document.tags),
    words: sum((document) => document.words),
    byStatus: documentStatuses.map((status) => ({ status, count: counts.get(status) ?? 0 })),
  };
}
