import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger, SubmenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { t } from '../../shared/translation/translate.ts';
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
        {isCurrent === true && <Check size={14} strokeWidth={2.2} aria-label={t`in force`} />}
        {isCurrent === undefined && Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />}
      </span>
      <span className={styles.label}>{label}</span>
      {keys !== undefined && <span className={styles.keys}>{keys}</span>}
    </MenuItem>
  );
}

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
        <span className={styles.icon}>
          {isCurrent && <Check size={14} strokeWidth={2.2} aria-label={t`in force`} />}
        </span>
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

interface MenuButtonProps {
  /** The button that opens it. */
  readonly button: ReactNode;
  readonly label: string;
  /** `MenuEntry`, `MenuSection` or `MenuLine`. */
  readonly children: ReactNode;
  readonly onOpenChange?: (isOpen: boolean) => void;
}

/** A button that opens a menu. */
export function MenuButton({ button, label, children, onOpenChange }: MenuButtonProps): ReactNode {
  return (
    <MenuTrigger {...(onOpenChange && { onOpenChange })}>
      {button}
      <Popover className={classNames(styles.popover)} offset={4}>
        <Menu aria-label={label} className={classNames(styles.menu)}>
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface MenuGroupProps {
  readonly heading: string;
  readonly children: ReactNode;
}

/** Entries of a menu under a heading. */
export function MenuGroup({ heading, children }: MenuGroupProps): ReactNode {
  return (
    <MenuSection>
      <Header className={styles.heading}>{heading}</Header>
      {children}
    </MenuSection>
  );
}

/** Sets groups of menu entries apart. */
export function MenuLine(): ReactNode {
  return <Separator className={classNames(styles.line)} />;
}
