import type { ReactNode } from 'react';
import type { CollectionView } from '../../shared/contract/ipc.ts';
import { JobProgress } from '../session/job-progress.tsx';
import { StatusBar } from '../ui/status-bar.tsx';

interface CollectionStatusProps {
  readonly collection: CollectionView;
  readonly shown: number;
  readonly chosen: number;
}

export function CollectionStatus({ collection, shown, chosen }: CollectionStatusProps): ReactNode {
  const total = collection.documents.length;
  return (
    <StatusBar
      left={
        <>
          <span>{shown === total ? `${total} documents` : `${shown} of ${total} documents`}</span>
          {chosen > 0 && <span>{chosen} selected</span>}
          {chosen === 1 && <span>↵ opens</span>}
        </>
      }
      right={
        <>
          <JobProgress />
          <span data-selectable>{collection.folder}</span>
        </>
      }
    />
  );
}
