import type { ReactNode } from 'react';
import { archiveFactLabels, archiveFacts } from '../../../shared/document/metadata.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { showFault } from '../../platform/faults.ts';
import { useStore } from '../../platform/store.ts';
import styles from './details-tab.module.css';
import { KeptField } from './metadata-section.tsx';

/** Where the paper itself is kept, and how it may be used. */
export function ArchiveSection({ session }: { readonly session: DocumentSession }): ReactNode {
  const metadata = useStore(session.facts, (facts) => facts.metadata);
  return (
    <section aria-labelledby="details-archive" className={styles.section}>
      <h3 id="details-archive" className={styles.heading}>{t`Archive`}</h3>
      <div className={styles.fields}>
        {archiveFacts.map((name) => (
          <KeptField
            key={name}
            label={retold(archiveFactLabels[name])}
            value={metadata[name] ?? ''}
            isReadOnly={session.readOnly !== null}
            onKeep={(value) => void session.setMetadata({ [name]: value }).then((fault) => fault && showFault(fault))}
            className={isShort.has(name) ? '' : (styles.wide ?? '')}
          />
        ))}
      </div>
    </section>
  );
}

const isShort: ReadonlySet<string> = new Set(['box', 'folder', 'item', 'callNumber']);
