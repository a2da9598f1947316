import type { MenuItemConstructorOptions } from 'electron';
import type { RecentCollection } from '../../shared/contract/calls/application.ts';
import { type Command, type MenuName, type SubmenuName, submenuNames } from '../../shared/contract/commands/command.ts';
import { type CommandId, commands } from '../../shared/contract/commands/commands.ts';
import { accelerator, type Platform } from '../../shared/contract/commands/key-combination.ts';
import { keysInForce, type OwnKeys } from '../../shared/contract/commands/own-keys.ts';
import { t } from '../../shared/translation/translate.ts';

type Item = MenuItemConstructorOptions;
type NamedCommand = Command & { readonly id: CommandId };

/** What the menu bar shows, made from the one list of commands; copy, paste, zoom, quit and what else belongs to the system are
 *  the system's own items.
 *  @param choose is told which command a person chose */
export function menuTemplate(
  platform: Platform,
  choose: (command: CommandId) => void,
  { keys = {}, recent = [], openRecent = () => undefined }: MenuState = {},
): Item[] {
  const mac = platform === 'darwin';
  const making: Making = { platform, choose, keys };
  const menu = (name: MenuName, label: string, additions: Additions = {}): Item => ({
    label,
    submenu: withMnemonics(menuItems(name, making, additions), platform),
  });
  return [
    ...(mac ? [applicationMenu(making)] : []),
    menu('file', t`&File`, {
      afterGroup: { 1: recentItems(recent, openRecent, () => choose('collection.clear-recent')) },
      last: mac ? [] : [{ role: 'quit', label: t`Quit Anchorite` }],
    }),
    menu('edit', t`&Edit`, { afterGroup: { 1: clipboardItems } }),
    menu('tag', t`&Tag`),
    menu('mark', t`&Mark`),
    menu('structure', t`&Structure`),
    menu('image', t`&Image`),
    menu('view', t`&View`, { last: viewItems }),
    mac ? macWindowMenu : { label: t`&Window`, submenu: [minimize, closeWindow] },
    menu('help', t`&Help`),
  ];
}

/** What of the menu depends on the person: changed keys, and the collections that were opened last. */
export interface MenuState {
  readonly keys?: OwnKeys;
  /** Most recent first. */
  readonly recent?: readonly RecentCollection[];
  readonly openRecent?: (folder: string) => void;
}

/** What every item is made with. */
interface Making {
  readonly platform: Platform;
  readonly choose: (command: CommandId) => void;
  readonly keys: OwnKeys;
}

const mostRecent = 9;

function recentItems(
  recent: readonly RecentCollection[],
  open: (folder: string) => void,
  clear: () => void,
): readonly Item[] {
  if (recent.length === 0) return [];
  const items = recent.slice(0, mostRecent).map(({ folder, title }, index) => ({
    label: `&${index + 1} ${title.replaceAll('&', '&&')}`,
    toolTip: folder,
    click: () => open(folder),
  }));
  const submenu: Item[] = [...items, separator, { label: t`Clear Recent Collections`, click: clear }];
  return [{ label: t`Open Recent`, submenu }];
}

/** Gives each item of a menu a letter that chooses it: the first of one of its words that no other has, or else any that none has. macOS
 *  has none. */
export function withMnemonics(items: readonly Item[], platform: Platform): Item[] {
  if (platform === 'darwin') return [...items];
  const taken = new Set(items.map(({ label }) => /&([^&])/.exec(label ?? '')?.[1]?.toLowerCase()));
  return items.map((item) => {
    const submenu = Array.isArray(item.submenu) && { submenu: withMnemonics(item.submenu, platform) };
    const { label } = item;
    if (label === undefined || label.includes('&')) return { ...item, ...submenu };
    const starts = Array.from(label.matchAll(/(?<![\p{L}\p{N}])[A-Za-z0-9]/gu), ({ index }) => index);
    const letters = Array.from(label.matchAll(/[A-Za-z0-9]/g), ({ index }) => index);
    const at = [...starts, ...letters].find((index) => !taken.has(label.charAt(index).toLowerCase()));
    if (at === undefined) return { ...item, ...submenu };
    taken.add(label.charAt(at).toLowerCase());
    return { ...item, ...submenu, label: `${label.slice(0, at)}&${label.slice(at)}` };
  });
}

/** Commands of what is on or off: the menu ticks them. */
const isToggle = ({ id, section }: NamedCommand): boolean =>
  toggles.has(id) || (section === 'Tag' && id.startsWith('tag.show-') && id !== 'tag.show-all');

const toggles: ReadonlySet<CommandId> = new Set<CommandId>([
  'view.mode-correct',
  'view.mode-tag',
  'view.mode-proof',
  'view.corrections',
  'view.line-ends',
  'view.source',
  'view.inspector',
  'view.focus',
  'view.theme-system',
  'view.theme-light',
  'view.theme-dark',
  'view.theme-contrast',
  'facsimile.strip',
  'facsimile.thumbnails',
  'facsimile.light',
  'facsimile.invert',
]);

/** What the system adds to a menu. */
interface Additions {
  /** Groups of items by the number of the group of commands that they follow. */
  readonly afterGroup?: Readonly<Record<number, readonly Item[]>>;
  /** The last group. */
  readonly last?: readonly Item[];
}

const clipboardItems: readonly Item[] = [
  { role: 'cut', label: t`Cut` },
  { role: 'copy', label: t`Copy` },
  { role: 'paste', label: t`Paste` },
  { role: 'pasteAndMatchStyle', label: t`Paste and Match Style` },
  { role: 'delete', label: t`Delete` },
  { role: 'selectAll', label: t`Select All` },
];

// Without Alt the keys zoom the page image.
const viewItems: readonly Item[] = [
  { role: 'resetZoom', label: t`Window at Actual Size`, accelerator: 'CommandOrControl+Alt+0' },
  { role: 'zoomIn', label: t`Enlarge the Window`, accelerator: 'CommandOrControl+Alt+Plus' },
  { role: 'zoomOut', label: t`Reduce the Window`, accelerator: 'CommandOrControl+Alt+-' },
  { role: 'togglefullscreen', label: t`Toggle Full Screen` },
];

// Mod+W closes the document, as it closes a tab elsewhere.
const closeWindow: Item = { role: 'close', label: t`Close Window`, accelerator: 'CommandOrControl+Shift+W' };

const minimize: Item = { role: 'minimize', label: t`Minimize` };

const separator: Item = { type: 'separator' };

const macWindowMenu: Item = {
  role: 'windowMenu',
  label: t`Window`,
  submenu: [minimize, { role: 'zoom', label: t`Zoom` }, separator, { role: 'front', label: t`Bring All to Front` }],
};

function applicationMenu(making: Making): Item {
  const own = (id: CommandId): readonly Item[] =>
    commands.filter((command) => command.id === id).map((command) => commandItem(command, making));
  return {
    role: 'appMenu',
    submenu: [
      ...own('app.about'),
      separator,
      ...own('app.preferences'),
      separator,
      { role: 'services', label: t`Services` },
      separator,
      { role: 'hide', label: t`Hide Anchorite` },
      { role: 'hideOthers', label: t`Hide Others` },
      { role: 'unhide', label: t`Show All` },
      separator,
      { role: 'quit', label: t`Quit Anchorite` },
    ],
  };
}

/** macOS has these in the menu of the application. */
const ofApplicationMenu: ReadonlySet<CommandId> = new Set<CommandId>(['app.preferences', 'app.about']);

function menuItems(name: MenuName, making: Making, additions: Additions): Item[] {
  const groups = new Map<number, NamedCommand[]>();
  for (const command of commands) {
    if (command.menu?.name !== name || (making.platform === 'darwin' && ofApplicationMenu.has(command.id))) continue;
    groups.set(command.menu.group, [...(groups.get(command.menu.group) ?? []), command]);
  }
  const rows: (readonly Item[])[] = [];
  for (const [number, group] of [...groups].sort(([a], [b]) => a - b)) {
    rows.push(groupItems(group, making), additions.afterGroup?.[number] ?? []);
  }
  rows.push(additions.last ?? []);
  const filled = rows.filter((row) => row.length > 0);
  return filled.flatMap((row, index) => (index === 0 ? row : [separator, ...row]));
}

/** The items of one group; those of one submenu stand together in it. */
function groupItems(group: readonly NamedCommand[], making: Making): readonly Item[] {
  const items: Item[] = [];
  const submenus = new Map<SubmenuName, Item[]>();
  for (const command of group) {
    const item = commandItem(command, making);
    const name = command.menu?.submenu;
    if (name === undefined) {
      items.push(item);
      continue;
    }
    const known = submenus.get(name);
    if (known) {
      known.push(item);
    } else {
      const submenu = [item];
      submenus.set(name, submenu);
      items.push({ label: submenuNames[name], submenu });
    }
  }
  return items;
}

function commandItem(command: NamedCommand, { platform, choose, keys }: Making): Item {
  const [key] = keysInForce(command, platform, keys);
  return {
    id: command.id,
    label: command.title,
    enabled: command.needs === 'nothing',
    click: () => choose(command.id),
    ...(isToggle(command) && { type: 'checkbox' as const, checked: false }),
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
