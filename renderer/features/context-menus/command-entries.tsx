import { type ReactNode, useMemo } from 'react';
import type { Command } from '../../../shared/contract/commands/command.ts';
import type { CommandId } from '../../../shared/contract/commands/commands.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { availableCommands, runCommand } from '../../commands/command-registry.ts';
import { MenuBranch, MenuEntry, MenuLine } from '../../ui/menu.tsx';

type Entry = Command & { readonly id: CommandId };

/** Which commands an entry of a menu stands for. */
export type Wanted = (command: Entry) => boolean;

/** Entries for commands that would do something now. */
export interface CommandEntries {
  readonly entries: (wanted: Wanted, titleOf?: (command: Entry) => string) => readonly ReactNode[];
  /** The same in a menu of its own; nothing where there are none. */
  readonly branch: (label: string, wanted: Wanted, titleOf?: (command: Entry) => string) => ReactNode;
  /** Closes the menu and then does something, when the menu has given the focus back. */
  readonly after: (action: () => void) => () => void;
}

/** Commands as they are when the menu opens.
 *  @param onDone closes the menu
 *  @param before done just before a command, such as choosing the tag that it is about */
export function useCommandEntries(onDone: () => void): CommandEntries {
  const commands = useMemo(availableCommands, []);
  const after = (action: () => void) => (): void => {
    onDone();
    // The menu gives the focus back first: what the command does to it must come after.
    requestAnimationFrame(() => requestAnimationFrame(action));
  };
  const entries: CommandEntries['entries'] = (wanted, titleOf = ({ title }) => title) =>
    commands
      .filter(wanted)
      .map((command) => (
        <MenuEntry
          key={command.id}
          label={titleOf(command)}
          keys={keysLabel(command.id)}
          onAction={after(() => runCommand(command.id))}
        />
      ));
  const branch: CommandEntries['branch'] = (label, wanted, titleOf) => {
    const list = entries(wanted, titleOf);
    return list.length > 0 && <MenuBranch label={label}>{list}</MenuBranch>;
  };
  return { entries, branch, after };
}

/** Commands of a section in some groups of its menu, or, with none named, in all. */
export const ofSection =
  (section: Command['section'], ...groups: readonly number[]): Wanted =>
  (command) =>
    command.section === section && (groups.length === 0 || groups.includes(command.menu?.group ?? 0));

/** Commands whose ids begin so. */
export const named =
  (...beginnings: readonly string[]): Wanted =>
  ({ id }) =>
    beginnings.some((beginning) => id.startsWith(beginning));

/** A line before entries, where there are any. */
export function WithLine({ entries }: { readonly entries: readonly ReactNode[] }): ReactNode {
  return entries.length === 0 ? null : (
    <>
      <MenuLine />
      {entries}
    </>
  );
}
