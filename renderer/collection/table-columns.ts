import type { ColumnId } from './document-order.ts';

export interface TableColumn {
  readonly id: ColumnId;
  readonly label: string;
  readonly isNumber: boolean;
}

/** The columns of the document table, from left to right; their widths are the style sheet's. */
export const tableColumns: readonly TableColumn[] = [
  { id: 'title', label: 'Document', isNumber: false },
  { id: 'date', label: 'Date', isNumber: false },
  { id: 'from', label: 'From → to', isNumber: false },
  { id: 'anchors', label: 'Page anchors', isNumber: false },
  { id: 'status', label: 'Status', isNumber: false },
  { id: 'words', label: 'Words', isNumber: true },
  { id: 'suspects', label: 'Suspects left', isNumber: true },
  { id: 'corrections', label: 'Corrections', isNumber: true },
  { id: 'tags', label: 'Tags', isNumber: true },
  { id: 'changed', label: 'Changed', isNumber: false },
];
