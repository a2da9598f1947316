import type { ReactNode } from 'react';
import styles from './status-bar.module.css';

interface StatusBarProps {
  readonly left: ReactNode;
  readonly right: ReactNode;
}

/** The line at the bottom of the window. */
export function StatusBar({ left, right }: StatusBarProps): ReactNode {
  return (
    <footer className={styles.bar}>
      <div className={styles.side}>{left}</div>
      <div className={styles.side}>{right}</div>
    </footer>
  );
}
