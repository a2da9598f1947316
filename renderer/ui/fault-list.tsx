import type { ReactNode } from 'react';
import type { Fault } from '../../shared/contract/fault.ts';
import { dismissFault, shownFaults } from '../faults.ts';
import { useWholeStore } from '../store.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './fault-list.module.css';

/** The one place where faults are shown. */
export function FaultList(): ReactNode {
  const faults = useWholeStore(shownFaults);
  if (faults.length === 0) return null;
  return (
    <div className={styles.list}>
      {faults.map(({ number, fault }) => (
        <div key={number} role="alert" className={styles.fault}>
          <p className={styles.what}>{fault.what}</p>
          <p>{fault.kept}</p>
          <p>{fault.next}</p>
          <div className={styles.actions}>
            <CopyButton label="Copy details" text={() => faultText(fault)} />
            <Button onPress={() => dismissFault(number)}>Close</Button>
          </div>
        </div>
      ))}
    </div>
  );
}

/** Everything a fault says, for a mail to the developers. */
function faultText(fault: Fault): string {
  return [fault.what, fault.kept, fault.next, fault.details].filter(Boolean).join('\n\n');
}
