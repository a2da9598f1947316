import { type ReactNode, useMemo } from 'react';
import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { classNames } from '../ui/class-names.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { collectionFigures } from './collection-figures.ts';
import styles from './collection-head.module.css';

const numbers = new Intl.NumberFormat('en');

/** What a collection holds, in figures, and how far the work on it is. */
export function CollectionHead({ documents }: { readonly documents: readonly DocumentSummary[] }): ReactNode {
  const figures = useMemo(() => collectionFigures(documents), [documents]);
  return (
    <div className={styles.head}>
      <Figure value={figures.documents} label={figures.documents === 1 ? 'document' : 'documents'} />
      <Figure value={figures.anchors} label="page anchors" />
      <Figure value={figures.corrections} label="corrections" />
      <Figure value={figures.tags} label="tags" />
      <div className={styles.progress}>
        <ul className={styles.legend} aria-label="Documents by status">
          {figures.byStatus.map(({ status, count }) => (
            <li key={status} className={classNames(styles.share, count === 0 && styles.none)}>
              <StatusMark status={status} />
              {status} {numbers.format(count)}
            </li>
          ))}
        </ul>
        <div className={styles.track} aria-hidden>
          {[...figures.byStatus]
            .reverse()
            .filter(({ count }) => count > 0)
            .map(({ status, count }) => (
              <div key={status} className={styles[status]} style={{ flexGrow: count }} />
            ))}
        </div>
      </div>
    </div>
  );
}

function Figure({ value, label }: { readonly value: number; readonly label: string }): ReactNode {
  return (
    <div className={styles.figure}>
      <b>{numbers.format(value)}</b> {label}
    </div>
  );
}
