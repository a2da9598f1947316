import { type ReactNode, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { Command } from '../../shared/contract/commands/command.ts';
import { type CommandId, isCommandId } from '../../shared/contract/commands/commands.ts';
import { otherNames } from '../../shared/contract/commands/other-names.ts';
import { session, setPaletteOpen, useSession } from '../model/session.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { SearchBox } from '../ui/field.tsx';
import { takeFirstOnEnter } from '../ui/focus.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { keysLabel } from './command-keys.ts';
import styles from './command-palette.module.css';
import { availableCommands, runCommand } from './command-registry.ts';
import { matchesWords, recentFirst, rememberCommand } from './command-search.ts';
import paletteButtonStyles from './palette-button.module.css';

/** Every command by name. */
export function CommandPalette(): ReactNode {
  const isOpen = useSession((now) => now.isPaletteOpen);
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={setPaletteOpen} isDismissable className={classNames(styles.overlay)}>
      <Modal className={classNames(styles.modal)}>
        <Dialog aria-label="Commands" className={classNames(styles.dialog)}>
          <PaletteList />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteList(): ReactNode {
  const [typed, setTyped] = useState('');
  const [commands] = useState(() => recentFirst(availableCommands().filter(({ id }) => id !== 'view.palette')));
  const choose = (id: CommandId): void => {
    rememberCommand(id);
    setPaletteOpen(false);
    // The palette gives the focus back first: what the command does to it must come after.
    requestAnimationFrame(() => requestAnimationFrame(() => runCommand(id)));
  };
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped} filter={matchesWords}>
      <SearchBox
        label="Find a command"
        placeholder="What would you like to do?"
        value={typed}
        onChange={setTyped}
        autoFocus
        onKeyDown={takeFirstOnEnter}
        className={styles.search ?? ''}
      />
      <Menu
        aria-label="Commands"
        items={commands}
        className={classNames(styles.list)}
        onAction={(key) => {
          if (typeof key === 'string' && isCommandId(key)) choose(key);
        }}
        renderEmptyState={() => <p className={styles.none}>No command is called that.</p>}
      >
        {(command) => <PaletteEntry command={command} />}
      </Menu>
    </Autocomplete>
  );
}

function PaletteEntry({ command }: { readonly command: Command & { readonly id: CommandId } }): ReactNode {
  const keys = keysLabel(command.id);
  return (
    <MenuItem
      id={command.id}
      textValue={`${fullTitle(command)} ${command.section} ${otherNames[command.id] ?? ''}`}
      className={classNames(styles.entry)}
      aria-label={fullTitle(command)}
    >
      <span className={styles.title}>{fullTitle(command)}</span>
      <span className={styles.section}>{command.section}</span>
      {keys !== undefined && <KeyHint keys={keys} />}
    </MenuItem>
  );
}

/** What a command is called away from the menu that says the rest: `Theme: Dark`. */
function fullTitle({ title, menu }: Command): string {
  const submenu = menu?.submenu;
  return submenu === undefined || title.includes(submenu) ? title : `${submenu}: ${title}`;
}

export const togglePalette = (): void => setPaletteOpen(!session().isPaletteOpen);

export function PaletteButton(): ReactNode {
  const keys = keysLabel('view.palette');
  return (
    <Button look="quiet" label="Commands" onPress={() => setPaletteOpen(true)}>
      Commands
      {keys !== undefined && (
        <span className={paletteButtonStyles.keys}>
          <KeyHint keys={keys} />
        </span>
      )}
    </Button>
  );
}
