import type { ReactNode } from 'react';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { classNames } from '../../ui/class-names.ts';
import styles from './item-list.module.css';

/** A line of a list in the inspector. */
export interface Item {
  readonly id: string;
  /** What the line says, for those who listen and for typing ahead. */
  readonly name: string;
  readonly content: ReactNode;
  /** Buttons that show when the line is pointed at or has the focus. */
  readonly actions?: ReactNode;
}

interface ItemListProps {
  readonly label: string;
  readonly items: readonly Item[];
  readonly onAction: (id: string) => void;
  /** The line that is shown elsewhere in detail. */
  readonly current?: string | null;
}

/** A list whose lines lead somewhere: arrow keys move, Enter goes. */
export function ItemList({ label, items, onAction, current = null }: ItemListProps): ReactNode {
  return (
    <GridList
      aria-label={label}
      items={items}
      dependencies={[current]}
      onAction={(key) => onAction(String(key))}
      className={classNames(styles.list)}
    >
      {(item) => (
        <GridListItem
          id={item.id}
          textValue={item.name}
          className={classNames(styles.item, item.id === current && styles.current)}
        >
          <div className={styles.content}>{item.content}</div>
          {item.actions !== undefined && <div className={styles.actions}>{item.actions}</div>}
        </GridListItem>
      )}
    </GridList>
  );
}
