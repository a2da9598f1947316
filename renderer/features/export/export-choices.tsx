import { FileCode2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { ExportFormat } from '../../../shared/contract/payloads/edition.ts';
import { SegmentedControl } from '../../ui/field.tsx';
import { StatusMark } from '../../ui/marks.tsx';
import styles from './export.module.css';

/** Beyond this many documents only their number is said. */
const mostListed = 8;

interface ExportChoicesProps {
  readonly documents: readonly DocumentSummary[];
  readonly format: ExportFormat;
  readonly onFormat: (format: ExportFormat) => void;
}

/** What is exported and as what. */
export function ExportChoices({ documents, format, onFormat }: ExportChoicesProps): ReactNode {
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
        <SegmentedControl
          label="Format"
          value={format}
          options={[
            { value: 'tei', label: 'TEI P5' },
            { value: 'alto', label: 'ALTO 4' },
          ]}
          onChange={onFormat}
        />
        <div className={styles.format}>
          <FileCode2 size={20} strokeWidth={1.5} aria-hidden />
          <div>
            <b>{formats[format].name}</b>
            <p>{formats[format].what}</p>
          </div>
        </div>
      </section>
    </>
  );
}

const formats: Readonly<Record<ExportFormat, { readonly name: string; readonly what: string }>> = {
  tei: {
    name: 'TEI P5',
    what: 'The full record, an XML file for each document: pages and their regions, notes, corrections with both readings, tags, versions and who made them. Each file is validated before it is written.',
  },
  alto: {
    name: 'ALTO 4',
    what: 'The words of each page image with their boxes, as the text reads now, an XML file for each page that was read: for viewers and repositories.',
  },
};
