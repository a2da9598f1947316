import type { ReactNode } from 'react';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { AnchorSection } from './anchor-section.tsx';
import { CertificateSection } from './certificate-section.tsx';
import styles from './details-tab.module.css';
import { ErrorRateSection } from './error-rate-section.tsx';
import { MetadataSection } from './metadata-section.tsx';
import { ReportSummary } from './report-summary.tsx';
import { SourceSection } from './source-section.tsx';

interface DetailsTabProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** Facts about the document that can be looked up and corrected. */
export function DetailsTab({ session, outline }: DetailsTabProps): ReactNode {
  return (
    <div className={styles.tab}>
      <MetadataSection session={session} />
      <CertificateSection session={session} />
      <ErrorRateSection session={session} />
      <AnchorSection outline={outline} />
      <ReportSummary session={session} />
      <SourceSection session={session} />
    </div>
  );
}
