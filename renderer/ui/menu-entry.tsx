import { Check, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { MenuItem } from 'react-aria-components/Menu';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

interface MenuEntryProps {
  readonly label: string;
  readonly onAction: () => void;
  readonly icon?: LucideIcon | undefined;
  readonly keys?: string | undefined;
  readonly isDisabled?: boolean;
  /** Whether it is the one in force among its neighbours. */
  readonly isCurrent?: boolean | undefined;
  readonly isDanger?: boolean;
}

export function MenuEntry(props: MenuEntryProps): ReactNode {
  const { label, onAction, icon: Icon, keys, isDisabled = false, isCurrent, isDanger = false } = props;
  return (
    <MenuItem
      textValue={label}
      onAction={onAction}
      isDisabled={isDisabled}
      className={classNames(styles.entry, isDanger && styles.danger)}
    >
      <span className={styles.icon}>
        {isCurrent === true && <Check size={14} strokeWidth={2.2} aria-label="in force" />}
        {isCurrent === undefined && Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />}
      </span>
      <span className={styles.label}>{label}</span>
      {keys !== undefined && <span className={styles.keys}>{keys}</span>}
    </MenuItem>
  );
}
