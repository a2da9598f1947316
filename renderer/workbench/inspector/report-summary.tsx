import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import type { DocumentSession } from '../document-session.ts';
import { showImportReport } from '../workbench-view.ts';
import styles from './details-tab.module.css';

/** What the import did, in a line, and the way to all of it. */
export function ReportSummary({ session }: { readonly session: DocumentSession }): ReactNode {
  const { recognitions, remarks } = session.opened.report;
  const things = `${recognitions.length} ${recognitions.length === 1 ? 'thing' : 'things'} recognised`;
  const look = remarks.length > 0 ? `, ${remarks.length} to look at` : '';
  return (
    <section aria-labelledby="details-report" className={styles.section}>
      <h3 id="details-report" className={styles.heading}>
        Import
      </h3>
      <p className={styles.line}>
        {things}
        {look}.
      </p>
      <Button onPress={showImportReport}>Import report</Button>
    </section>
  );
}
