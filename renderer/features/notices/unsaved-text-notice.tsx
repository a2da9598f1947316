import type { ReactNode } from 'react';
import { t } from '../../../shared/translation/translate.ts';
import { countInWords } from '../../model/labels.ts';
import { forgetUnsavedText, unreadLeft, unsavedText } from '../../model/unsaved-text.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button, CopyButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Offers the text that could not be saved. */
export function UnsavedTextNotice(): ReactNode {
  const kept = useWholeStore(unsavedText);
  if (!kept) return null;
  return (
    <Notice
      kind="warning"
      actions={
        <>
          <CopyButton label={t`Copy it`} look="plain" text={() => kept.text} />
          <Button look="quiet" onPress={forgetUnsavedText}>{t`Discard it`}</Button>
        </>
      }
    >{t`“${kept.title}” is shown as it was last saved. The text as it stood unsaved in the window is kept until the program ends.`}</Notice>
  );
}

/** Says quietly that a document was marked as proofread before all of it was read. */
export function UnreadLeftNotice(): ReactNode {
  const left = useWholeStore(unreadLeft);
  if (!left) return null;
  return (
    <Notice
      kind="information"
      actions={<Button look="quiet" onPress={() => unreadLeft.set(null)}>{t`OK`}</Button>}
    >{t`“${left.title}” is marked as proofread with ${countInWords(left)} in Proofread mode.`}</Notice>
  );
}
