import type { EditorView } from 'prosemirror-view';
import { type ReactNode, useMemo } from 'react';
import { Menu } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import type { Command } from '../../../shared/contract/commands/command.ts';
import type { CommandId } from '../../../shared/contract/commands/commands.ts';
import { keysLabel } from '../../commands/command-keys.ts';
import { availableCommands, runCommand } from '../../commands/command-registry.ts';
import { focusEditor } from '../../editor/view-port.ts';
import { createStore, useWholeStore } from '../../platform/store.ts';
import { classNames } from '../../ui/class-names.ts';
import menuStyles from '../../ui/menu.module.css';
import { MenuBranch, MenuEntry, MenuLine } from '../../ui/menu.tsx';
import styles from './mark-form.module.css';

/** Where in the window the menu of what is selected stands, in CSS pixels; null while it is closed. */
export const selectionMenu = createStore<{ readonly left: number; readonly top: number } | null>(null);

/** Opens the menu when a press of the second button, or the key for menus, means what is selected.
 *  @returns whether it did */
export function openSelectionMenu(view: EditorView, event: MouseEvent, pos: number): boolean {
  const { from, to, empty } = view.state.selection;
  if (empty || pos < from || pos > to) return false;
  selectionMenu.set({ left: event.clientX, top: event.clientY });
  return true;
}

type Entry = Command & { readonly id: CommandId };

/** What can be done with the words that are selected. */
export function SelectionMenu(): ReactNode {
  const place = useWholeStore(selectionMenu);
  const spot = useMemo(() => ({ current: null as HTMLSpanElement | null }), []);
  if (!place) return null;
  const close = (): void => {
    selectionMenu.set(null);
    requestAnimationFrame(focusEditor);
  };
  return (
    <>
      <span
        ref={(element) => {
          spot.current = element;
        }}
        className={styles.spot}
        style={place}
      />
      <Popover
        isOpen
        onOpenChange={close}
        triggerRef={spot}
        placement="bottom start"
        offset={4}
        className={classNames(menuStyles.popover)}
        aria-label="What is selected"
      >
        <SelectionEntries onDone={close} />
      </Popover>
    </>
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
      {entries(commands.filter(({ id }) => id === 'edit.word-history'))}
    </Menu>
  );
}
