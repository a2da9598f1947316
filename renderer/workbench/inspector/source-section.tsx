import type { ReactNode } from 'react';
import type { DocumentSession } from '../document-session.ts';
import styles from './details-tab.module.css';

const bytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'byte', unitDisplay: 'long' });

/** The file that the document came from. */
export function SourceSection({ session }: { readonly session: DocumentSession }): ReactNode {
  const { source } = session.opened;
  return (
    <section aria-labelledby="details-source" className={styles.section}>
      <h3 id="details-source" className={styles.heading}>
        Source file, kept byte for byte
      </h3>
      <dl className={styles.facts}>
        <dt>Name</dt>
        <dd>{source.name}</dd>
        <dt>Size</dt>
        <dd>{bytes.format(source.bytes)}</dd>
        <dt>Encoding</dt>
        <dd>{source.encoding}</dd>
        <dt>SHA-256</dt>
        <dd className={styles.hash}>{source.sha256}</dd>
      </dl>
    </section>
  );
}
