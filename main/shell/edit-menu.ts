import type { MenuItemConstructorOptions } from 'electron';
import { t } from '../../shared/translation/translate.ts';

/** What Electron says of a place that the menu was asked for: a part of `ContextMenuParams`. */
interface AskedPlace {
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly editFlags: {
    readonly canUndo: boolean;
    readonly canRedo: boolean;
    readonly canCut: boolean;
    readonly canCopy: boolean;
    readonly canPaste: boolean;
    readonly canSelectAll: boolean;
  };
}

/** The menu of a field, or of text that can only be copied; empty where there is nothing to do. Places with a menu of their own keep the
 *  system's from being asked. */
export function editMenuTemplate(place: AskedPlace): readonly MenuItemConstructorOptions[] {
  const { isEditable, selectionText, editFlags } = place;
  if (!isEditable)
    return selectionText.trim() === '' ? [] : [{ role: 'copy', label: t`Copy`, enabled: editFlags.canCopy }];
  return [
    { role: 'undo', label: t`Undo`, enabled: editFlags.canUndo },
    { role: 'redo', label: t`Redo`, enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', label: t`Cut`, enabled: editFlags.canCut },
    { role: 'copy', label: t`Copy`, enabled: editFlags.canCopy },
    { role: 'paste', label: t`Paste`, enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: t`Select All`, enabled: editFlags.canSelectAll },
  ];
}
