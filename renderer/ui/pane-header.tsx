import type { ReactNode } from 'react';
import styles from './pane-header.module.css';

/** The bar at the top of a pane. */
export function PaneHeader({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.header}>{children}</div>;
}
