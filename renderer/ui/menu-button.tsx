import type { ReactNode } from 'react';
import { Menu, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { classNames } from './class-names.ts';
import styles from './menu.module.css';

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
