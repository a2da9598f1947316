import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { cancelJob, type Job, jobs } from '../../model/jobs.ts';
import { useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './job-progress.module.css';

/** Long work under way, each with its estimate and a way to stop it. */
export function JobProgressBar(): ReactNode {
  return useWholeStore(jobs).map((job) => <OneJob key={job.job} job={job} />);
}

function OneJob({ job }: { readonly job: Job }): ReactNode {
  const what = retold(job.what);
  const isKnown = job.total > 0;
  return (
    <span className={styles.job}>
      <span>{what}</span>
      <ProgressBar
        aria-label={what}
        isIndeterminate={!isKnown}
        value={job.done}
        maxValue={isKnown ? job.total : 1}
        className={classNames(styles.track)}
      >
        {({ percentage }) => <span className={styles.bar} style={{ width: `${percentage ?? 30}%` }} />}
      </ProgressBar>
      {isKnown && <span>{t`${job.done} of ${job.total}`}</span>}
      {job.remainingMs !== null && <span>{remaining(job.remainingMs)}</span>}
      <Button className={classNames(styles.cancel)} onPress={() => void cancelJob(job.job)}>{t`Cancel`}</Button>
    </span>
  );
}

function remaining(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 90) return t`about ${seconds} s left`;
  return t`about ${Math.round(seconds / 60)} min left`;
}
