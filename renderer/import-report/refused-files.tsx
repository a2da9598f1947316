import type { ReactNode } from 'react';
import type { ImportOutcome } from '../../shared/contract/ipc.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import styles from './import-panel.module.css';

/** Files that did not come in, and why. */
export function RefusedFiles({ refused }: Pick<ImportOutcome, 'refused'>): ReactNode {
  if (refused.length === 0) return null;
  return (
    <ul aria-label="Files that did not come in" className={styles.refused}>
      {refused.map(({ file, fault }) => (
        <li key={file} className={styles.fault}>
          <b data-selectable>{file}</b>
          <p>{fault.what}</p>
          <p>
            {fault.kept} {fault.next}
          </p>
          {fault.details !== null && <CopyButton label="Copy details" text={() => fault.details ?? ''} />}
        </li>
      ))}
    </ul>
  );
}
