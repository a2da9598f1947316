import { type ReactNode, useState } from 'react';
import type { Command } from '../../shared/contract/commands/command.ts';
import { sectionNames, submenuNames } from '../../shared/contract/commands/command.ts';
import { type CommandId, isCommandId } from '../../shared/contract/commands/commands.ts';
import { otherNames } from '../../shared/contract/commands/other-names.ts';
import { t } from '../../shared/translation/translate.ts';
import { setPaletteOpen, useSession } from '../model/session.ts';
import { Button } from '../ui/button.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { Palette, type PaletteEntry, PaletteList } from '../ui/palette.tsx';
import { keysLabel } from './command-keys.ts';
import { availableCommands, runCommand } from './command-registry.ts';
import { matchesWords, recentFirst, rememberCommand } from './command-search.ts';
import paletteButtonStyles from './palette-button.module.css';

/** Every command by name. */
export function CommandPalette(): ReactNode {
  const isOpen = useSession((now) => now.isPaletteOpen);
  return (
    <Palette label={t`Commands`} isOpen={isOpen} onOpenChange={setPaletteOpen}>
      <CommandList />
    </Palette>
  );
}

function CommandList(): ReactNode {
  const [typed, setTyped] = useState('');
  const [entries] = useState(() =>
    recentFirst(availableCommands().filter(({ id }) => id !== 'view.palette')).map(entryOf),
  );
  const choose = (id: string): void => {
    if (!isCommandId(id)) return;
    rememberCommand(id);
    setPaletteOpen(false);
    // The palette gives the focus back first: what the command does to it must come after.
    requestAnimationFrame(() => requestAnimationFrame(() => runCommand(id)));
  };
  return (
    <PaletteList
      find={t`Find a command`}
      placeholder={t`What would you like to do?`}
      label={t`Commands`}
      typed={typed}
      onType={setTyped}
      entries={entries}
      filter={matchesWords}
      onChoose={choose}
      none={t`No command is called that.`}
    />
  );
}

function entryOf(command: Command & { readonly id: CommandId }): PaletteEntry {
  const title = fullTitle(command);
  return {
    id: command.id,
    title,
    name: title,
    about: sectionNames[command.section],
    words: `${title} ${sectionNames[command.section]} ${otherNames[command.id] ?? ''}`,
    keys: keysLabel(command.id),
  };
}

/** What a command is called away from the menu that says the rest: `Theme: Dark`. */
function fullTitle({ title, menu }: Command): string {
  const submenu = menu?.submenu && submenuNames[menu.submenu];
  return submenu === undefined || title.includes(submenu) ? title : `${submenu}: ${title}`;
}

export function PaletteButton(): ReactNode {
  const keys = keysLabel('view.palette');
  return (
    <Button look="quiet" label={t`Commands`} onPress={() => setPaletteOpen(true)}>
      {t`Commands`}
      {keys !== undefined && (
        <span className={paletteButtonStyles.keys}>
          <KeyHint keys={keys} />
        </span>
      )}
    </Button>
  );
}
