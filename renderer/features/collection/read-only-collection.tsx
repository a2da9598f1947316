import { type ReactNode, useState } from 'react';
import type { CollectionView } from '../../../shared/contract/calls/collection.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { reopenCollection } from '../../actions/collection-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SmallDialog } from '../../ui/panel.tsx';
import styles from './read-only-collection.module.css';

/** Why nothing can be changed, and, when another program has the collection open, what can be done about it. */
export function ReadOnlyCollection({
  collection,
  reason,
}: {
  readonly collection: CollectionView;
  readonly reason: string;
}): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const { heldBy, title } = collection;
  if (!heldBy) return <Notice kind="locked">{retold(reason)}</Notice>;
  const close = (): void => setAsking(false);
  return (
    <>
      <Notice
        kind="locked"
        actions={
          heldBy.canTakeOver ? (
            <Button onPress={() => setAsking(true)}>{t`Open anyway…`}</Button>
          ) : (
            <Button onPress={() => void reopenCollection(false)}>{t`Try again`}</Button>
          )
        }
      >
        {retold(reason)}
      </Notice>
      <SmallDialog title={t`Open it although it is open elsewhere?`} isOpen={isAsking} onClose={close}>
        <OpenAnyway title={title} holder={retold(heldBy.inWords)} onDone={close} />
      </SmallDialog>
    </>
  );
}

interface OpenAnywayProps {
  readonly title: string;
  readonly holder: string;
  readonly onDone: () => void;
}

/** Says what may happen when two programs write to one collection. */
function OpenAnyway({ title, holder, onDone }: OpenAnywayProps): ReactNode {
  return (
    <div className={styles.question}>
      <p>{t`“${title}” is open for writing elsewhere: ${holder}. Open it anyway only when nobody works with it there any more.`}</p>
      <p>{t`If somebody does, and both use one folder, nothing more can be saved there, and what was typed there last has to be copied by hand. If each has a copy that is synchronised, both go on, and what both change in one document stands side by side as two lines of changes. Nothing that was saved is lost either way.`}</p>
      <div className={styles.buttons}>
        <Button
          look="danger"
          onPress={() => {
            onDone();
            void reopenCollection(true);
          }}
        >{t`Open anyway`}</Button>
        <Button look="quiet" autoFocus onPress={onDone}>{t`Cancel`}</Button>
      </div>
    </div>
  );
}
