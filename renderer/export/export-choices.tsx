import { FileCode2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentSummary } from '../../shared/contract/document-summary.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import styles from './export.module.css';

/** Beyond this many documents only their number is said. */
const mostListed = 8;

/** What is exported and as what. */
export function ExportChoices({ documents }: { readonly documents: readonly DocumentSummary[] }): ReactNode {
  return (
    <>
      <section aria-labelledby="export-documents" className={styles.section}>
        <h3 id="export-documents" className={styles.heading}>
          {documents.length === 1 ? 'One document' : `${documents.length} documents`}
        </h3>
        <ul className={styles.documents}>
          {documents.slice(0, mostListed).map((document) => (
            <li key={document.id} className={styles.document}>
              <StatusMark status={document.status} />
              <span className={styles.title}>{document.title}</span>
              <span className={styles.status}>{document.status}</span>
            </li>
          ))}
          {documents.length > mostListed && <li className={styles.status}>and {documents.length - mostListed} more</li>}
        </ul>
      </section>
      <section aria-labelledby="export-format" className={styles.section}>
        <h3 id="export-format" className={styles.heading}>
          Format
        </h3>
        <div className={styles.format}>
          <FileCode2 size={20} strokeWidth={1.5} aria-hidden />
          <div>
            <b>TEI P5</b>
            <p>
              The full record, an XML file for each document: pages, notes, corrections with both readings, tags,
              versions and who made them. Each file is validated before it is written.
            </p>
          </div>
        </div>
      </section>
    </>
  );
}
