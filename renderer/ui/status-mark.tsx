import type { ReactNode } from 'react';
import { type DocumentStatus, documentStatuses } from '../../shared/document/metadata.ts';
import { classNames } from './class-names.ts';
import styles from './status-mark.module.css';

/** How far a document is: a small disc that fills up, so that it can be told without its colour. */
export function StatusMark({ status }: { readonly status: DocumentStatus }): ReactNode {
  const share = documentStatuses.indexOf(status) / (documentStatuses.length - 1);
  const circumference = Math.PI * 5;
  return (
    <svg className={classNames(styles.mark, styles[status])} viewBox="0 0 14 14" width={12} height={12} aria-hidden>
      <title>{status}</title>
      <circle cx={7} cy={7} r={6} fill="none" stroke="currentColor" strokeWidth={1.5} />
      <circle
        cx={7}
        cy={7}
        r={2.5}
        fill="none"
        stroke="currentColor"
        strokeWidth={5}
        strokeDasharray={`${share * circumference} ${circumference}`}
        transform="rotate(-90 7 7)"
      />
    </svg>
  );
}
