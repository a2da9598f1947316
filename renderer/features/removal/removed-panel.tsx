import { type ReactNode, useEffect, useState } from 'react';
import type { RemovedDocument } from '../../../shared/contract/payloads/document-summary.ts';
import { plural, t } from '../../../shared/translation/translate.ts';
import { loadRemoved, putBack, removedDocuments, requestEmptying } from '../../actions/removal-actions.ts';
import { changedLabel } from '../../model/labels.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './removal.module.css';

/** Where they are, within the folder of the collection. */
const removedFolder = 'removed';

/** The documents that were removed from the collection: put back, or deleted for good. */
export function RemovedPanel(): ReactNode {
  const removed = useWholeStore(removedDocuments);
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  const [emptying, setEmptying] = useState<readonly RemovedDocument[] | null>(null);
  useEffect(() => void loadRemoved(), []);
  const all = removed ?? [];
  return (
    <SidePanel
      title={t`Removed documents`}
      onClose={closePanel}
      foot={
        isWritable && all.length > 1 && <Button look="danger" onPress={() => setEmptying(all)}>{t`Empty all…`}</Button>
      }
    >
      <p
        className={styles.hint}
      >{t`What was removed is kept whole in the collection’s folder, under ${removedFolder}, until it is emptied here.`}</p>
      {emptying && <Confirmation documents={emptying} onDone={() => setEmptying(null)} />}
      {removed?.length === 0 && <p className={styles.hint}>{t`No document was removed.`}</p>}
      <ul aria-label={t`Removed documents`}>
        {all.map((document) => (
          <li key={document.id} className={styles.row}>
            <div className={styles.words}>
              <b>{document.title}</b>
              <span
                className={styles.hint}
              >{t`${document.source} · removed ${changedLabel(document.removed, new Date())} by ${document.removedBy}`}</span>
            </div>
            {isWritable && (
              <>
                <Button
                  label={t`Put back ${document.title}`}
                  onPress={() => void putBack([document.id])}
                >{t`Put back`}</Button>
                <Button
                  label={t`Empty ${document.title}`}
                  look="quiet"
                  onPress={() => setEmptying([document])}
                >{t`Empty…`}</Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </SidePanel>
  );
}

interface ConfirmationProps {
  readonly documents: readonly RemovedDocument[];
  readonly onDone: () => void;
}

/** Names what would be gone, and asks once more. */
function Confirmation({ documents, onDone }: ConfirmationProps): ReactNode {
  return (
    <section aria-label={t`Delete for good`} className={styles.confirmation}>
      <p>
        {plural(
          documents.length,
          t`This document would be gone from the collection for good, with every version. Only backups that were made before may hold it still.`,
          t`These ${documents.length} documents would be gone from the collection for good, with every version. Only backups that were made before may hold them still.`,
        )}
      </p>
      <ul className={styles.titles}>
        {documents.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button
          look="danger"
          onPress={() => {
            void requestEmptying(documents.map(({ id }) => id));
            onDone();
          }}
        >{t`Delete for good`}</Button>
        <Button look="quiet" autoFocus onPress={onDone}>{t`Keep`}</Button>
      </div>
    </section>
  );
}
