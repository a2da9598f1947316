import type { ReactNode } from 'react';
import type { ImportReport } from '../../shared/document/import-report.ts';
import styles from './import-report.module.css';
import { sourceSnippet } from './report-groups.ts';
import { ReportSection } from './report-section.tsx';

/** What of the source is not in the document. */
export function SetAsideSection({ setAside }: Pick<ImportReport, 'setAside'>): ReactNode {
  if (setAside.length === 0) return null;
  return (
    <ReportSection heading="Left out of the text" count={setAside.length} isOpenAtFirst={setAside.length <= 6}>
      <ul>
        {setAside.map((stretch) => (
          <li key={stretch.from} className={styles.item}>
            <div className={styles.words}>
              <span>{stretch.why}</span>
              <code className={styles.source}>{sourceSnippet(stretch.text)}</code>
            </div>
          </li>
        ))}
      </ul>
    </ReportSection>
  );
}
