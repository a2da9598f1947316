import type { MenuItemConstructorOptions } from 'electron';

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
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy', enabled: editFlags.canCopy }];
  return [
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}
