import { useEffect, useMemo, useState } from 'react';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { type CollectionTable, filterDocuments, orderDocuments } from '../../model/collection-table.ts';
import { RowSort } from '../../model/sorted-rows.ts';
import { inIdleSlices } from '../../platform/idle-slices.ts';

/** Up to so many rows are sorted at once: that is done before anything is drawn. */
const mostAtOnce = 5_000;

/** The documents that the table shows, in its order. A large collection is sorted in idle moments; until that is done it stays as it was. */
export function useShownDocuments(
  documents: readonly DocumentSummary[],
  { filter, typed, order }: Pick<CollectionTable, 'filter' | 'typed' | 'order'>,
): readonly DocumentSummary[] {
  const [later, setLater] = useState<readonly DocumentSummary[] | null>(null);
  const isLong = order !== null && documents.length > mostAtOnce;
  const atOnce = useMemo(() => (isLong ? null : orderDocuments(documents, order)), [documents, order, isLong]);
  useEffect(() => {
    if (!isLong || order === null) return setLater(null);
    const sort = new RowSort(documents, order);
    return inIdleSlices((isTimeUp) => {
      const sorted = sort.goOn(isTimeUp);
      if (sorted) setLater(sorted);
      return sorted !== null;
    });
  }, [documents, order, isLong]);
  // Filtering keeps the order, so that typing sorts nothing.
  const ordered = atOnce ?? later ?? documents;
  return useMemo(() => filterDocuments(ordered, filter, typed), [ordered, filter, typed]);
}
