import type { ReactNode } from 'react';
import type { ImportRemark } from '../../shared/document/import-report.ts';
import styles from './import-report.module.css';
import { sourceSnippet } from './report-groups.ts';
import { ReportSection } from './report-section.tsx';

/** What a person should look at. */
export function RemarkSection({ remarks }: { readonly remarks: readonly ImportRemark[] }): ReactNode {
  if (remarks.length === 0) return null;
  return (
    <ReportSection heading="To look at" count={remarks.length} isOpenAtFirst>
      <ul>
        {remarks.map((remark) => (
          <li key={`${remark.what}${remark.source?.from ?? ''}`} className={styles.remark}>
            <span>{remark.what}</span>
            {remark.source && <code className={styles.source}>{sourceSnippet(remark.source.text)}</code>}
          </li>
        ))}
      </ul>
    </ReportSection>
  );
}
