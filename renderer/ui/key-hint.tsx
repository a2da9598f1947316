import type { ReactNode } from 'react';
import styles from './key-hint.module.css';

/** Keys as a person reads them: `Ctrl+K`. */
export function KeyHint({ keys }: { readonly keys: string }): ReactNode {
  return <kbd className={styles.keys}>{keys}</kbd>;
}
