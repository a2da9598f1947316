import { anchorCommands } from './anchor.ts';
import { collectionCommands } from './collection.ts';
import type { Command } from './command.ts';
import { editingCommands } from './editing.ts';
import { facsimileCommands } from './facsimile.ts';
import type { KeyCombination, Platform } from './key-combination.ts';
import { markCommands } from './mark.ts';
import { noteCommands } from './note.ts';
import { structureCommands } from './structure.ts';
import { tagCommands } from './tag.ts';
import { viewCommands } from './view.ts';

const list = [
  ...collectionCommands,
  ...editingCommands,
  ...anchorCommands,
  ...tagCommands,
  ...markCommands,
  ...noteCommands,
  ...structureCommands,
  ...facsimileCommands,
  ...viewCommands,
] as const;

/** Names one of `commands`. */
export type CommandId = (typeof list)[number]['id'];

/** All commands, in the order of the menus. */
export const commands: readonly (Command & { readonly id: CommandId })[] = list;

/** Whether a string from outside names a command. */
export const isCommandId = (value: string): value is CommandId => commands.some((command) => command.id === value);

/** The keys of a command on a platform, first the one that is shown. */
export const keysOf = (command: Command, platform: Platform): readonly KeyCombination[] =>
  platform === 'darwin' ? (command.macKeys ?? command.keys) : command.keys;
