import type { ReactNode } from 'react';
import { retold } from '../../shared/translation/retell.ts';
import { t } from '../../shared/translation/translate.ts';
import { useWholeStore } from '../platform/store.ts';
import { dismissToast, shownToast } from '../platform/toast.ts';
import { Button } from './button.tsx';
import styles from './toast.module.css';

/** A sentence about what was done, at the foot of the window. */
export function ToastMessage(): ReactNode {
  const now = useWholeStore(shownToast);
  return (
    <div role="status" className={styles.place}>
      {now !== null && (
        <div className={styles.told}>
          <p>{retold(now.sentence)}</p>
          {now.action && (
            <Button
              onPress={() => {
                dismissToast();
                now.action?.run();
              }}
            >
              {now.action.label}
            </Button>
          )}
          <Button look="quiet" onPress={dismissToast}>{t`Close`}</Button>
        </div>
      )}
    </div>
  );
}
