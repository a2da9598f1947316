import type { ReactNode } from 'react';
import type { UnreadableDocument } from '../../../shared/contract/payloads/document-summary.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { plural, t } from '../../../shared/translation/translate.ts';
import styles from './unreadable-documents.module.css';

/** The documents of a collection that cannot be read, each with the reason. */
export function UnreadableDocuments({ documents }: { readonly documents: readonly UnreadableDocument[] }): ReactNode {
  if (documents.length === 0) return null;
  const { length } = documents;
  return (
    <section aria-label={t`Documents that cannot be read`} className={styles.box}>
      <h2 className={styles.head}>
        {plural(length, t`${length} document cannot be read`, t`${length} documents cannot be read`)}
      </h2>
      <ul className={styles.list}>
        {documents.map(({ id, source, reason }) => (
          <li key={id} data-selectable className={styles.row}>
            <span className={styles.name}>{source}</span>
            <span>{retold(reason)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
