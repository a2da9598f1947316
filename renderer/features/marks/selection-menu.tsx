import type { EditorView } from 'prosemirror-view';
import { type ReactNode, useMemo } from 'react';
import { Menu } from 'react-aria-components/Menu';
import type { Command } from '../../../shared/contract/commands/command.ts';
import type { CommandId } from '../../../shared/contract/commands/commands.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { availableCommands, runCommand } from '../../commands/command-registry.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { createStore, useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import menuStyles from '../../ui/menu.module.css';
import { MenuBranch, MenuEntry, MenuLine } from '../../ui/menu.tsx';
import { type Spot, SpotPopover } from '../../ui/spot-popover.tsx';

/** Where in the window the menu of what is selected stands; null while it is closed. */
export const selectionMenu = createStore<Spot | null>(null);

/** Opens the menu when a press of the second button, or the key for menus, means what is selected.
 *  @returns whether it did */
export function openSelectionMenu(view: EditorView, event: MouseEvent, pos: number): boolean {
  const { from, to, empty } = view.state.selection;
  if (empty || pos < from || pos > to) return false;
  selectionMenu.set({ left: event.clientX, top: event.clientY, height: 1 });
  return true;
}

type Entry = Command & { readonly id: CommandId };

/** What can be done with the words that are selected. */
export function SelectionMenu(): ReactNode {
  const place = useWholeStore(selectionMenu);
  if (!place) return null;
  const close = (): void => {
    selectionMenu.set(null);
    requestAnimationFrame(focusEditor);
  };
  return (
    <SpotPopover spot={place} onClose={close} className={menuStyles.popover ?? ''}>
      <SelectionEntries onDone={close} />
    </SpotPopover>
  );
}

const ofGroup = (commands: readonly Entry[], section: Command['section'], ...groups: readonly number[]) =>
  commands.filter((command) => command.section === section && groups.includes(command.menu?.group ?? 0));

function SelectionEntries({ onDone }: { readonly onDone: () => void }): ReactNode {
  const commands = useMemo(availableCommands, []);
  const run = (id: CommandId): void => {
    onDone();
    // The menu gives the focus back first: what the command does to it must come after.
    requestAnimationFrame(() => requestAnimationFrame(() => runCommand(id)));
  };
  const entries = (list: readonly Entry[]): readonly ReactNode[] =>
    list.map(({ id, title }) => <MenuEntry key={id} label={title} keys={keysLabel(id)} onAction={() => run(id)} />);
  const looks = entries(ofGroup(commands, 'Mark', 2));
  const tags = entries(ofGroup(commands, 'Tag', 1));
  return (
    <Menu aria-label="What is selected" className={classNames(menuStyles.menu)} autoFocus="first">
      {tags.length > 0 && <MenuBranch label="Tag">{tags}</MenuBranch>}
      {looks.length > 0 && <MenuBranch label="Looks of letters">{looks}</MenuBranch>}
      {entries(ofGroup(commands, 'Mark', 1))}
      <MenuLine />
      {entries(ofGroup(commands, 'Mark', 3, 4))}
      <MenuLine />
      {entries(ofGroup(commands, 'Note', 5))}
      {entries(commands.filter(({ id }) => id === 'edit.word-history'))}
    </Menu>
  );
}
