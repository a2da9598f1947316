import { useEffect, useMemo, useState } from 'react';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import {
  type CollectionTable,
  filterDocuments,
  orderDocuments,
  tableMentions,
} from '../../model/table/collection-table.ts';
import { RowSort } from '../../model/table/sorted-rows.ts';
import { groupDocuments, TableLines } from '../../model/table/table-columns.ts';
import { inIdleSlices } from '../../platform/idle-slices.ts';
import { useWholeStore } from '../../platform/store.ts';

/** Up to so many rows are sorted at once: that is done before anything is drawn. */
const mostAtOnce = 5_000;

/** The lines that the table shows, in its order. A large collection is sorted in idle moments; until that is done it stays as it was. */
export function useTableLines(
  documents: readonly DocumentSummary[],
  { filter, typed, view, closedGroups }: Pick<CollectionTable, 'filter' | 'typed' | 'view' | 'closedGroups'>,
): TableLines {
  const { order, group, filters } = view;
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
  const mentions = useWholeStore(tableMentions);
  // Filtering keeps the order, so that typing sorts nothing.
  const ordered = atOnce ?? later ?? documents;
  const shown = useMemo(
    () => filterDocuments(ordered, filter, typed, filters, mentions),
    [ordered, filter, typed, filters, mentions],
  );
  const groups = useMemo(() => (group ? groupDocuments(shown, group) : null), [shown, group]);
  return useMemo(
    () => (groups ? TableLines.grouped(groups, closedGroups) : TableLines.flat(shown)),
    [groups, shown, closedGroups],
  );
}
