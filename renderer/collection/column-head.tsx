import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import type { TableOrder } from './document-order.ts';
import styles from './document-table.module.css';
import type { TableColumn } from './table-columns.ts';

interface ColumnHeadProps {
  readonly column: TableColumn;
  readonly order: TableOrder | null;
  readonly onSort: () => void;
}

export function ColumnHead({ column, order, onSort }: ColumnHeadProps): ReactNode {
  const direction = order?.column === column.id ? order.direction : 'none';
  return (
    <th
      scope="col"
      aria-sort={direction}
      className={classNames(styles.head, styles[column.id], column.isNumber && styles.number)}
    >
      <button type="button" className={styles.sort} onClick={onSort}>
        {column.label}
        {direction === 'ascending' && <ArrowUp size={12} aria-hidden />}
        {direction === 'descending' && <ArrowDown size={12} aria-hidden />}
      </button>
    </th>
  );
}
