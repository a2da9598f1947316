import type { ReactNode } from 'react';
import { useWholeStore } from '../store.ts';
import { forgetTold, toast } from '../told.ts';
import { Button } from './button.tsx';
import styles from './told.module.css';

/** A sentence about what was done, at the foot of the window. */
export function Told(): ReactNode {
  const now = useWholeStore(toast);
  return (
    <div role="status" className={styles.place}>
      {now !== null && (
        <div className={styles.told}>
          <p>{now.sentence}</p>
          {now.action && (
            <Button
              onPress={() => {
                forgetTold();
                now.action?.run();
              }}
            >
              {now.action.label}
            </Button>
          )}
          <Button look="quiet" onPress={forgetTold}>
            Close
          </Button>
        </div>
      )}
    </div>
  );
}
