import { type ReactNode, useState } from 'react';
import type { CollectionView } from '../../shared/contract/ipc.ts';
import { KeptAsideNotice } from '../session/kept-aside-notice.tsx';
import { UnreadLeftNotice } from '../session/unread-left-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** What a person has to know of a collection before working in it. */
export function CollectionNotices({ collection }: { readonly collection: CollectionView }): ReactNode {
  const [isRead, setRead] = useState(false);
  return (
    <>
      <KeptAsideNotice />
      <UnreadLeftNotice />
      {collection.readOnly !== null && <Notice kind="locked">{collection.readOnly}</Notice>}
      {!isRead && collection.notices.length > 0 && (
        <Notice
          kind="information"
          actions={
            <Button look="quiet" onPress={() => setRead(true)}>
              Understood
            </Button>
          }
        >
          {collection.notices.map((notice) => (
            <p key={notice}>{notice}</p>
          ))}
        </Notice>
      )}
    </>
  );
}
