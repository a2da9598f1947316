import type { ReactNode } from 'react';
import { useWholeStore } from '../store.ts';
import { forgetTold, toldSentence } from '../told.ts';
import { Button } from './button.tsx';
import styles from './told.module.css';

/** A sentence about what was done, at the foot of the window. */
export function Told(): ReactNode {
  const sentence = useWholeStore(toldSentence);
  return (
    <div role="status" className={styles.place}>
      {sentence !== null && (
        <div className={styles.told}>
          <p>{sentence}</p>
          <Button look="quiet" onPress={forgetTold}>
            Close
          </Button>
        </div>
      )}
    </div>
  );
}
