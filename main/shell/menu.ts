import type { MenuItemConstructorOptions } from 'electron';
import type { Command, MenuName } from '../../shared/contract/commands/command.ts';
import { type CommandId, commands, keysOf } from '../../shared/contract/commands/commands.ts';
import { accelerator, type Platform } from '../../shared/contract/commands/key-combination.ts';

type Item = MenuItemConstructorOptions;
type NamedCommand = Command & { readonly id: CommandId };

/** What the menu bar shows, made from the one list of commands; copy, paste, zoom, quit and what else belongs to the system are
 *  the system's own items.
 *  @param choose is told which command a person chose */
export function menuTemplate(platform: Platform, choose: (command: CommandId) => void): Item[] {
  const mac = platform === 'darwin';
  const menu = (name: MenuName, label: string, additions: Additions = {}): Item => ({
    label,
    submenu: menuItems(name, platform, choose, additions),
  });
  return [
    ...(mac ? [applicationMenu(platform, choose)] : []),
    menu('file', '&File', { last: mac ? [] : [{ role: 'quit', label: 'Quit Anchorite' }] }),
    menu('edit', '&Edit', { afterGroup: { 1: clipboardItems } }),
    menu('tag', '&Tag'),
    menu('mark', '&Mark'),
    menu('structure', '&Structure'),
    menu('image', '&Image'),
    menu('view', '&View', { last: viewItems }),
    mac ? { role: 'windowMenu' } : { label: '&Window', submenu: [{ role: 'minimize' }, closeWindow] },
    menu('help', '&Help', { last: mac ? [] : [{ role: 'about', label: 'About Anchorite' }] }),
  ];
}

/** What the system adds to a menu. */
interface Additions {
  /** Groups of items by the number of the group of commands that they follow. */
  readonly afterGroup?: Readonly<Record<number, readonly Item[]>>;
  /** The last group. */
  readonly last?: readonly Item[];
}

const clipboardItems: readonly Item[] = [
  { role: 'cut' },
  { role: 'copy' },
  { role: 'paste' },
  { role: 'pasteAndMatchStyle' },
  { role: 'delete' },
  { role: 'selectAll' },
];

// Without Alt the keys zoom the page image.
const viewItems: readonly Item[] = [
  { role: 'resetZoom', label: 'Window at Actual Size', accelerator: 'CommandOrControl+Alt+0' },
  { role: 'zoomIn', label: 'Enlarge the Window', accelerator: 'CommandOrControl+Alt+Plus' },
  { role: 'zoomOut', label: 'Reduce the Window', accelerator: 'CommandOrControl+Alt+-' },
  { role: 'togglefullscreen' },
];

// Mod+W closes the document, as it closes a tab elsewhere.
const closeWindow: Item = { role: 'close', label: 'Close Window', accelerator: 'CommandOrControl+Shift+W' };

const separator: Item = { type: 'separator' };

function applicationMenu(platform: Platform, choose: (command: CommandId) => void): Item {
  const preferences = commands.filter((command) => command.id === 'app.preferences');
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      ...preferences.map((command) => commandItem(command, platform, choose)),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
}

function menuItems(
  name: MenuName,
  platform: Platform,
  choose: (command: CommandId) => void,
  additions: Additions,
): Item[] {
  const groups = new Map<number, NamedCommand[]>();
  for (const command of commands) {
    if (command.menu?.name !== name || (platform === 'darwin' && command.id === 'app.preferences')) continue;
    groups.set(command.menu.group, [...(groups.get(command.menu.group) ?? []), command]);
  }
  const rows: (readonly Item[])[] = [];
  for (const [number, group] of [...groups].sort(([a], [b]) => a - b)) {
    rows.push(groupItems(group, platform, choose), additions.afterGroup?.[number] ?? []);
  }
  rows.push(additions.last ?? []);
  const filled = rows.filter((row) => row.length > 0);
  return filled.flatMap((row, index) => (index === 0 ? row : [separator, ...row]));
}

/** The items of one group; those of one submenu stand together in it. */
function groupItems(
  group: readonly NamedCommand[],
  platform: Platform,
  choose: (command: CommandId) => void,
): readonly Item[] {
  const items: Item[] = [];
  const submenus = new Map<string, Item[]>();
  for (const command of group) {
    const item = commandItem(command, platform, choose);
    const label = command.menu?.submenu;
    if (label === undefined) {
      items.push(item);
      continue;
    }
    const known = submenus.get(label);
    if (known) {
      known.push(item);
    } else {
      const submenu = [item];
      submenus.set(label, submenu);
      items.push({ label, submenu });
    }
  }
  return items;
}

function commandItem(command: NamedCommand, platform: Platform, choose: (command: CommandId) => void): Item {
  const [key] = keysOf(command, platform);
  return {
    id: command.id,
    label: command.title,
    enabled: command.needs === 'nothing',
    click: () => choose(command.id),
    ...(key !== undefined && { accelerator: accelerator(key) }),
  };
}

/** Which commands can be chosen, by what is open. */
export function isEnabled(
  command: Command,
  open: { readonly collection: boolean; readonly document: boolean },
): boolean {
  return command.needs === 'nothing' || open[command.needs];
}
