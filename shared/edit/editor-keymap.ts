import { baseKeymap, chainCommands } from 'prosemirror-commands';
import type { Command } from 'prosemirror-state';
import { deleteBackward, deleteForward } from './delete-beside-anchor.ts';
import { insertLineBreak } from './insert-line-break.ts';
import { leaveLabel, liftListItem, sinkListItem, splitListItem } from './list-commands.ts';
import { splitBesideAnchor } from './split-beside-anchor.ts';
import { redo, undo } from './undo-history.ts';

/** The keys of the transcription, in the notation of prosemirror-keymap. The list of application commands
 *  (`contract/commands.ts`) holds those that menus and palette show; these are the ones that only typing needs. */
export const editorKeymap: Readonly<Record<string, Command>> = {
  ...baseKeymap,
  Enter: before('Enter', leaveLabel, splitBesideAnchor, splitListItem),
  Backspace: before('Backspace', deleteBackward),
  'Mod-Backspace': before('Mod-Backspace', deleteBackward),
  'Shift-Backspace': before('Shift-Backspace', deleteBackward),
  Delete: before('Delete', deleteForward),
  'Mod-Delete': before('Mod-Delete', deleteForward),
  'Shift-Enter': insertLineBreak,
  'Mod-[': liftListItem,
  'Mod-]': sinkListItem,
  'Mod-z': undo,
  'Mod-Shift-z': redo,
  'Mod-y': redo,
};

function before(key: string, ...commands: readonly Command[]): Command {
  const usual = baseKeymap[key];
  return chainCommands(...commands, ...(usual ? [usual] : []));
}
