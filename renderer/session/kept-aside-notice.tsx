import type { ReactNode } from 'react';
import { useWholeStore } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { forgetKept, keptAside } from './kept-aside.ts';

/** Offers the text that could not be saved. */
export function KeptAsideNotice(): ReactNode {
  const kept = useWholeStore(keptAside);
  if (!kept) return null;
  return (
    <Notice
      kind="warning"
      actions={
        <>
          <CopyButton label="Copy it" look="plain" text={() => kept.text} />
          <Button look="quiet" onPress={forgetKept}>
            Discard it
          </Button>
        </>
      }
    >
      “{kept.title}” is shown as it was last saved. The text as it stood unsaved in the window is kept until the program
      ends.
    </Notice>
  );
}
