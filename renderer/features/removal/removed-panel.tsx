import { type ReactNode, useEffect, useState } from 'react';
import type { RemovedDocument } from '../../../shared/contract/payloads/document-summary.ts';
import { loadRemoved, putBack, removedDocuments, requestEmptying } from '../../actions/removal-actions.ts';
import { changedLabel } from '../../model/labels.ts';
import { closePanel, useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { SidePanel } from '../../ui/panel.tsx';
import styles from './removal.module.css';

/** The documents that were removed from the collection: put back, or deleted for good. */
export function RemovedPanel(): ReactNode {
  const removed = useWholeStore(removedDocuments);
  const isWritable = useSession((session) => session.collection?.readOnly === null);
  const [emptying, setEmptying] = useState<readonly RemovedDocument[] | null>(null);
  useEffect(() => void loadRemoved(), []);
  const all = removed ?? [];
  return (
    <SidePanel
      title="Removed documents"
      onClose={closePanel}
      foot={
        isWritable &&
        all.length > 1 && (
          <Button look="danger" onPress={() => setEmptying(all)}>
            Empty all…
          </Button>
        )
      }
    >
      <p className={styles.hint}>
        What was removed is kept whole in the collection’s folder, under <code>removed</code>, until it is emptied here.
      </p>
      {emptying && <Confirmation documents={emptying} onDone={() => setEmptying(null)} />}
      {removed?.length === 0 && <p className={styles.hint}>No document was removed.</p>}
      <ul aria-label="Removed documents">
        {all.map((document) => (
          <li key={document.id} className={styles.row}>
            <div className={styles.words}>
              <b>{document.title}</b>
              <span className={styles.hint}>
                {document.source} · removed {changedLabel(document.removed, new Date())} by {document.removedBy}
              </span>
            </div>
            {isWritable && (
              <>
                <Button label={`Put back ${document.title}`} onPress={() => void putBack([document.id])}>
                  Put back
                </Button>
                <Button label={`Empty ${document.title}`} look="quiet" onPress={() => setEmptying([document])}>
                  Empty…
                </Button>
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
    <section aria-label="Delete for good" className={styles.confirmation}>
      <p>
        {documents.length === 1 ? 'This document' : `These ${documents.length} documents`} would be gone from the
        collection for good, with every version. Only backups that were made before may hold{' '}
        {documents.length === 1 ? 'it' : 'them'} still.
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
        >
          Delete for good
        </Button>
        <Button look="quiet" autoFocus onPress={onDone}>
          Keep
        </Button>
      </div>
    </section>
  );
}
