import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExportOutcome } from '../../shared/contract/edition.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './export.module.css';
import { FindingList } from './finding-list.tsx';

/** What was written and what was not. */
export function ExportOutcomeNote({ outcome }: { readonly outcome: ExportOutcome }): ReactNode {
  const written = outcome.documents.filter((document) => document.kind === 'written');
  const refused = outcome.documents.filter((document) => document.kind === 'not valid');
  const isComplete = refused.length === 0 && !outcome.cancelled;
  const Icon = isComplete ? CircleCheck : TriangleAlert;
  return (
    <section aria-label="What was written" className={classNames(styles.outcome, isComplete && styles.complete)}>
      <div role="status" className={styles.outcomeHead}>
        <Icon size={18} strokeWidth={1.8} aria-hidden />
        <b>
          {written.length === 1 ? 'One file was written' : `${written.length} files were written`}
          {outcome.cancelled && ', then it was cancelled'}
        </b>
      </div>
      <p data-selectable className={styles.folder}>
        {outcome.folder}
      </p>
      {written.map((document) => (
        <p key={document.document} data-selectable className={styles.file}>
          {document.file}
        </p>
      ))}
      {refused.map((document) => (
        <div key={document.document} className={styles.refused}>
          <p>
            <b>{document.title}</b> was not written, because it is not valid:
          </p>
          <FindingList document={document.document} findings={document.findings} />
        </div>
      ))}
    </section>
  );
}
