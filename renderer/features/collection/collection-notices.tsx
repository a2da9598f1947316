import { type ReactNode, useState } from 'react';
import type { CollectionView } from '../../../shared/contract/calls/collection.ts';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { UnreadLeftNotice, UnsavedTextNotice } from '../notices/unsaved-text-notice.tsx';
import styles from './collection-notices.module.css';
import { ReadOnlyCollection } from './read-only-collection.tsx';

/** What a person has to know of a collection before working in it. */
export function CollectionNotices({ collection }: { readonly collection: CollectionView }): ReactNode {
  const [isRead, setRead] = useState(false);
  return (
    <>
      <UnsavedTextNotice />
      <UnreadLeftNotice />
      {collection.readOnly !== null && <ReadOnlyCollection collection={collection} reason={collection.readOnly} />}
      {!isRead && collection.headline !== null && (
        <Found headline={collection.headline} notices={collection.notices} onRead={() => setRead(true)} />
      )}
    </>
  );
}

interface FoundProps {
  readonly headline: string;
  readonly notices: readonly string[];
  readonly onRead: () => void;
}

/** What opening found and mended: one sentence, and the rest behind it. */
function Found({ headline, notices, onRead }: FoundProps): ReactNode {
  const [isWhole, setWhole] = useState(false);
  return (
    <Notice
      kind="information"
      actions={
        <>
          {notices.length > 1 && (
            <Button look="quiet" onPress={() => setWhole(!isWhole)}>
              {isWhole ? t`Hide details` : t`Details`}
            </Button>
          )}
          <Button look="quiet" onPress={onRead}>{t`OK`}</Button>
        </>
      }
    >
      <p>{retold(headline)}</p>
      {isWhole && (
        <ul className={styles.details}>
          {notices.map((notice) => (
            <li key={notice}>{retold(notice)}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
