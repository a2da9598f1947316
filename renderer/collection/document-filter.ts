import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import type { DocumentStatus, DocumentType } from '../../shared/document/metadata.ts';

/** Which documents of a collection are in the table. */
export type DocumentFilter =
  | { readonly kind: 'all' }
  | { readonly kind: 'type'; readonly type: DocumentType }
  | { readonly kind: 'status'; readonly status: DocumentStatus }
  | { readonly kind: 'changed by'; readonly siglum: string };

export const filterKey = (filter: DocumentFilter): string => JSON.stringify(filter);

function passes(document: DocumentSummary, filter: DocumentFilter): boolean {
  if (filter.kind === 'type') return document.type === filter.type;
  if (filter.kind === 'status') return document.status === filter.status;
  if (filter.kind === 'changed by') return document.changedBy === filter.siglum;
  return true;
}

const searchable = (document: DocumentSummary): string =>
  [document.title, document.number, document.date, document.from, document.to, document.source, document.type]
    .join('\n')
    .toLowerCase();

/** The documents that pass a filter and hold every word typed, in their order.
 *  @param typed words, parted by white space, in any case */
export function filterDocuments(
  documents: readonly DocumentSummary[],
  filter: DocumentFilter,
  typed: string,
): readonly DocumentSummary[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (filter.kind === 'all' && words.length === 0) return documents;
  return documents.filter((document) => {
    if (!passes(document, filter)) return false;
    if (words.length === 0) return true;
    const text = searchable(document);
    return words.every((word) => text.includes(word));
  });
}

/** A chip above the table: a filter that would leave some, with how many. */
export interface FilterChoice {
  readonly filter: DocumentFilter;
  readonly label: string;
  readonly count: number;
}

const plural: Readonly<Record<DocumentType, string>> = {
  telegram: 'Telegrams',
  letter: 'Letters',
  memorandum: 'Memoranda',
  message: 'Messages',
  other: 'Other',
};

/** The filters worth offering for these documents.
 *  @param siglum the editor's own */
export function filterChoices(documents: readonly DocumentSummary[], siglum: string): readonly FilterChoice[] {
  const types = new Map<DocumentType, number>();
  let mine = 0;
  for (const document of documents) {
    types.set(document.type, (types.get(document.type) ?? 0) + 1);
    if (document.changedBy === siglum && document.status !== 'raw') mine += 1;
  }
  const ofTypes = [...types].map(([type, count]) => ({
    filter: { kind: 'type' as const, type },
    label: plural[type],
    count,
  }));
  return [
    { filter: { kind: 'all' }, label: 'All', count: documents.length },
    ...(ofTypes.length > 1 ? ofTypes : []),
    ...(mine > 0 ? [{ filter: { kind: 'changed by' as const, siglum }, label: 'Changed by me', count: mine }] : []),
  ];
}
