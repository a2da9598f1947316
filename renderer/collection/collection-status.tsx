import type { ReactNode } from 'react';
import type { CollectionView } from '../../shared/contract/ipc.ts';
import { FinishedImport } from '../import-report/finished-import.tsx';
import { JobProgress } from '../session/job-progress.tsx';
import { StatusBar } from '../ui/status-bar.tsx';
import styles from './collection-status.module.css';

interface CollectionStatusProps {
  readonly collection: CollectionView;
  readonly shown: number;
  readonly chosen: number;
}

export function CollectionStatus({ collection, shown, chosen }: CollectionStatusProps): ReactNode {
  const total = collection.documents.length;
  const counted = `${total} ${total === 1 ? 'document' : 'documents'}`;
  return (
    <StatusBar
      left={
        <>
          <span>{shown === total ? counted : `${shown} of ${counted}`}</span>
          {chosen > 0 && <span>{chosen} selected</span>}
          {chosen === 1 && <span>↵ opens</span>}
        </>
      }
      right={
        <>
          <JobProgress />
          <FinishedImport />
          <span data-selectable className={styles.folder}>
            {collection.folder}
          </span>
        </>
      }
    />
  );
}
