import { baseKeymap, chainCommands } from 'prosemirror-commands';
import type { Command } from 'prosemirror-state';
import { asWithoutAnchors } from './as-without-anchors.ts';
import { deleteOver, letGoOfAnchors } from './delete-beside-anchor.ts';
import { insertLineBreak } from './insert-line-break.ts';
import { leaveLabel, liftListItem, sinkListItem, splitListItem } from './list-commands.ts';
import { redo, undo } from './undo-history.ts';

type Keymap = Readonly<Record<string, Command>>;

/** The keys of the transcription over those that every editor has, which are others on a Mac. */
export function keysOver(base: Keymap): Keymap {
  const keys: Record<string, Command> = { ...base };
  for (const [key, command] of Object.entries(base)) {
    if (command === base.Backspace) keys[key] = deleting(key, command, -1);
    if (command === base.Delete) keys[key] = deleting(key, command, 1);
    if (key === 'Enter') keys[key] = chainCommands(leaveLabel, asWithoutAnchors(chainCommands(splitListItem, command)));
  }
  return {
    ...keys,
    'Shift-Enter': asWithoutAnchors(insertLineBreak),
    'Mod-[': liftListItem,
    'Mod-]': sinkListItem,
    'Mod-z': undo,
    'Mod-Shift-z': redo,
    'Mod-y': redo,
  };
}

/** Ctrl, or Alt on a Mac, takes a word; so does ⌘, which takes the rest of the line where no page anchor is near. */
const deleting = (key: string, command: Command, direction: -1 | 1): Command =>
  chainCommands(
    letGoOfAnchors,
    asWithoutAnchors(command),
    deleteOver(direction, /Mod-|Alt-/.test(key) ? 'word' : 'character'),
  );

/** The keys of the transcription, in the notation of prosemirror-keymap. The list of application commands
 *  (`contract/commands.ts`) holds those that menus and palette show; these are the ones that only typing needs. */
export const editorKeymap: Keymap = keysOver(baseKeymap);
