import type { ReactNode } from 'react';
import { useWholeStore } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { countInWords } from '../workbench/proofread/proof-lines.ts';
import { unreadLeft } from './unread-left.ts';

/** Says quietly that a document was marked as proofread before all of it was read. */
export function UnreadLeftNotice(): ReactNode {
  const left = useWholeStore(unreadLeft);
  if (!left) return null;
  return (
    <Notice
      kind="information"
      actions={
        <Button look="quiet" onPress={() => unreadLeft.set(null)}>
          Understood
        </Button>
      }
    >
      “{left.title}” is marked as proofread with {countInWords(left)} in Proofread mode.
    </Notice>
  );
}
