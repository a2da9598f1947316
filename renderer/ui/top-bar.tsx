import type { ReactNode } from 'react';
import styles from './top-bar.module.css';

/** The bar at the top of the window. */
export function TopBar({ children }: { readonly children: ReactNode }): ReactNode {
  return <header className={styles.bar}>{children}</header>;
}
