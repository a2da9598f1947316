import type { ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import { MenuSection } from 'react-aria-components/Menu';
import styles from './menu.module.css';

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
