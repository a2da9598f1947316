import type { ReactNode } from 'react';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { plural, t } from '../../../shared/translation/translate.ts';
import { removalQuestion, requestRemoval } from '../../actions/removal-actions.ts';
import { useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { SmallDialog } from '../../ui/panel.tsx';
import styles from './removal.module.css';

/** Asks before documents are taken out of the collection, and says what is kept. */
export function RemovalDialog(): ReactNode {
  const documents = useWholeStore(removalQuestion);
  const close = (): void => removalQuestion.set(null);
  const count = documents?.length ?? 0;
  const title = plural(
    count,
    t`Remove this document from the collection?`,
    t`Remove ${count} documents from the collection?`,
  );
  return (
    <SmallDialog title={title} isOpen={documents !== null} onClose={close}>
      {documents && <Question documents={documents} onDone={close} />}
    </SmallDialog>
  );
}

interface QuestionProps {
  readonly documents: readonly DocumentId[];
  readonly onDone: () => void;
}

/** Beyond this many documents only their number is said. */
const mostListed = 6;

function Question({ documents, onDone }: QuestionProps): ReactNode {
  const collection = useSession((session) => session.collection);
  const titles = (collection?.documents ?? [])
    .filter(({ id }) => documents.includes(id))
    .map(({ id, title, source }) => ({ id, title: title || source }));
  return (
    <div className={styles.question}>
      <ul className={styles.titles}>
        {titles.slice(0, mostListed).map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
        {titles.length > mostListed && <li>{t`and ${titles.length - mostListed} more`}</li>}
      </ul>
      <p>
        {plural(
          documents.length,
          t`The source, every version and the images are kept in the collection, under Removed Documents, until you empty them there. Until then you can put it back.`,
          t`The source, every version and the images are kept in the collection, under Removed Documents, until you empty them there. Until then you can put them back.`,
        )}
      </p>
      <div className={styles.buttons}>
        <Button
          look="danger"
          autoFocus
          onPress={() => {
            onDone();
            void requestRemoval(documents);
          }}
        >{t`Remove`}</Button>
        <Button look="quiet" onPress={onDone}>{t`Cancel`}</Button>
      </div>
    </div>
  );
}
