import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { t } from '../../../shared/translation/translate.ts';
import { finishedImport } from '../../model/jobs.ts';
import { openPanel } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './finished-import.module.css';
import { importSummary } from './import-summary.ts';

/** Says in the status bar that an import is over. Its report comes when the person asks for it. */
export function FinishedImport(): ReactNode {
  const outcome = useWholeStore(finishedImport);
  const forget = (): void => finishedImport.set(null);
  return (
    <span role="status" aria-label={t`Import`} className={styles.finished}>
      {outcome && (
        <>
          <span>{importSummary(outcome)}</span>
          <Button
            className={classNames(styles.button)}
            onPress={() => {
              forget();
              openPanel({ kind: 'import', outcome });
            }}
          >{t`Show the report`}</Button>
          <Button
            aria-label={t`Dismiss the report of the import`}
            className={classNames(styles.dismiss)}
            onPress={forget}
          >
            <X size={12} aria-hidden />
          </Button>
        </>
      )}
    </span>
  );
}
