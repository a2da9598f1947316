import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { t } from '../../shared/translation/translate.ts';

/** Asks whether a folder that was dropped shall be opened as a collection. */
export const confirmOpening = (window: BrowserWindow, folder: string): Promise<boolean> =>
  confirm(window, {
    message: t`Open “${path.basename(folder)}” as a collection?`,
    detail: t`${folder}\n\nAnchorite writes into a collection that is open, and makes backups beside it.`,
    yes: t`Open`,
  });

/** Asks whether a collection shall go to an address, or come from it. */
export const confirmAddress = (window: BrowserWindow, address: string, purpose: 'share' | 'join'): Promise<boolean> =>
  confirm(window, {
    message: purpose === 'share' ? t`Send the collection to this address?` : t`Get a collection from this address?`,
    detail: t`${address}\n\nAnchorite reaches no other address, and this one only when you synchronise.`,
    yes: purpose === 'share' ? t`Share` : t`Join`,
  });

/** Asks where the page has no say. */
async function confirm(
  window: BrowserWindow,
  { message, detail, yes }: { readonly message: string; readonly detail: string; readonly yes: string },
): Promise<boolean> {
  const buttons = [yes, t`Cancel`];
  const answer = await dialog.showMessageBox(window, {
    type: 'question',
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 1,
  });
  return answer.response === 0;
}
