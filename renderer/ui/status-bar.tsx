import type { ReactNode } from 'react';
import styles from './status-bar.module.css';

interface StatusBarProps {
  readonly left: ReactNode;
  readonly right: ReactNode;
}

/** The line at the bottom of the window; what matters most stands first on the left. */
export function StatusBar({ left, right }: StatusBarProps): ReactNode {
  return (
    <footer className={styles.bar}>
      <div className={styles.left}>{left}</div>
      <div className={styles.right}>{right}</div>
    </footer>
  );
}
