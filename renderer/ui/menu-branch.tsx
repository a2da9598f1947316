import { Check, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuItem, SubmenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

interface MenuBranchProps {
  readonly label: string;
  /** Whether one of its entries is in force. */
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** An entry of a menu that opens a menu of its own. */
export function MenuBranch({ label, isCurrent = false, children }: MenuBranchProps): ReactNode {
  return (
    <SubmenuTrigger>
      <MenuItem textValue={label} className={classNames(styles.entry)}>
        <span className={styles.icon}>{isCurrent && <Check size={14} strokeWidth={2.2} aria-label="in force" />}</span>
        <span className={styles.label}>{label}</span>
        <ChevronRight size={14} aria-hidden />
      </MenuItem>
      <Popover className={classNames(styles.popover)} offset={-2}>
        <Menu aria-label={label} className={classNames(styles.menu)}>
          {children}
        </Menu>
      </Popover>
    </SubmenuTrigger>
  );
}
