import type { ReactNode } from 'react';
import type { UnreadableDocument } from '../../../shared/contract/payloads/document-summary.ts';
import { t } from '../../../shared/translation/translate.ts';
import styles from './unreadable-documents.module.css';

/** The documents of a collection that cannot be read, each with the reason. */
export function UnreadableDocuments({ documents }: { readonly documents: readonly UnreadableDocument[] }): ReactNode {
  if (documents.length === 0) return null;
  const counted = documents.length === 1 ? '1 document' : `${documents.length} documents`;
  return (
    <section aria-label={t`Documents that cannot be read`} className={styles.box}>
      <h2 className={styles.head}>{t`${counted} cannot be read`}</h2>
      <ul className={styles.list}>
        {documents.map(({ id, source, reason }) => (
          <li key={id} data-selectable className={styles.row}>
            <span className={styles.name}>{source}</span>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
