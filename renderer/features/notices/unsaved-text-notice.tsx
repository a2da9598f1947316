import type { ReactNode } from 'react';
import { interfaceLocale, plural, t } from '../../../shared/translation/translate.ts';
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

const numbers = new Intl.NumberFormat(interfaceLocale());

/** Says quietly that a document was marked as proofread before all of it was read. */
export function UnreadLeftNotice(): ReactNode {
  const left = useWholeStore(unreadLeft);
  if (!left) return null;
  const [lines, read] = [numbers.format(left.lines), numbers.format(left.linesRead)];
  return (
    <Notice kind="information" actions={<Button look="quiet" onPress={() => unreadLeft.set(null)}>{t`OK`}</Button>}>
      {plural(
        left.lines,
        t`“${left.title}” is marked as proofread with ${read} of ${lines} line read in Proofread mode.`,
        t`“${left.title}” is marked as proofread with ${read} of ${lines} lines read in Proofread mode.`,
      )}
    </Notice>
  );
}
