import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { editMenuTemplate } from '../../../main/shell/edit-menu.ts';
import { isEnabled, menuTemplate, withMnemonics } from '../../../main/shell/menu.ts';
import { type CommandId, commands } from '../../../shared/contract/commands/commands.ts';
import type { Platform } from '../../../shared/contract/commands/key-combination.ts';

type Item = MenuItemConstructorOptions;

/** All items of a menu and of the menus in it. */
function itemsOf(menu: readonly Item[]): readonly Item[] {
  return menu.flatMap((item) => [item, ...itemsOf(Array.isArray(item.submenu) ? item.submenu : [])]);
}

const template = (platform: Platform): readonly Item[] => itemsOf(menuTemplate(platform, () => undefined));

describe.each<Platform>(['linux', 'darwin', 'win32'])('the menu of %s', (platform) => {
  test('holds every command that has a place in a menu, once', () => {
    const ids = template(platform).flatMap(({ id }) => (id === undefined ? [] : [id]));
    const expected = commands.flatMap(({ id, menu }) => (menu === null ? [] : [id as string]));
    expect([...ids].sort()).toEqual([...expected].sort());
  });

  test('leaves copy, paste, zoom, full screen and quit to the system, but not undo and redo', () => {
    const roles = template(platform).flatMap(({ role }) => (role === undefined ? [] : [role]));
    expect(roles).toEqual(
      expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll', 'resetZoom', 'zoomIn', 'zoomOut']),
    );
    expect(roles).toEqual(expect.arrayContaining(['togglefullscreen', 'quit']));
    expect(roles.filter((role) => ['undo', 'redo', 'reload', 'forceReload', 'toggleDevTools'].includes(role))).toEqual(
      [],
    );
  });

  test('gives no key twice', () => {
    const keys = template(platform).flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('begins and ends no menu with a line, and has no two lines together', () => {
    for (const { submenu } of template(platform)) {
      if (!Array.isArray(submenu)) continue;
      const types = ['separator', ...submenu.map(({ type }) => type), 'separator'];
      expect(types.some((type, index) => type === 'separator' && types[index + 1] === 'separator')).toBe(false);
    }
  });
});

test('each item of a menu has a letter of its own that chooses it', () => {
  for (const { label, submenu } of menuTemplate('linux', () => undefined)) {
    if (!Array.isArray(submenu)) continue;
    const letters = submenu.flatMap((item) => /&([^&])/.exec(item.label ?? '')?.[1]?.toLowerCase() ?? []);
    expect([label, letters.filter((letter, index) => letters.indexOf(letter) !== index)]).toEqual([label, []]);
    // What the system names has no label here.
    if (label !== '&Window') expect(letters.length, String(label)).toBeGreaterThan(0);
  }
  expect(withMnemonics([{ label: 'Cut' }, { label: 'Copy' }, { label: 'Close Window' }], 'linux')).toEqual([
    { label: '&Cut' },
    { label: 'C&opy' },
    { label: 'Close &Window' },
  ]);
  expect(withMnemonics([{ label: 'Cut' }], 'darwin')).toEqual([{ label: 'Cut' }]);
});

test('the menu of recent collections opens the one that is chosen, and names with & are read as they are', () => {
  const opened: string[] = [];
  const recent = [
    { folder: '/work/cuba', title: 'Cuba & the Powers', opened: '2026-01-01T00:00:00Z' },
    { folder: '/work/berlin', title: 'Berlin', opened: '2025-01-01T00:00:00Z' },
  ];
  const items = itemsOf(
    menuTemplate('linux', () => undefined, { recent, openRecent: (folder) => opened.push(folder) }),
  );
  const item = items.find(({ label }) => label === '&1 Cuba && the Powers');
  (item?.click as (() => void) | undefined)?.();
  expect(opened).toEqual(['/work/cuba']);
});

test('the menu of recent collections ends with clearing it', () => {
  const chosen: string[] = [];
  const recent = [{ folder: '/work/berlin', title: 'Berlin', opened: '2025-01-01T00:00:00Z' }];
  const items = itemsOf(menuTemplate('linux', (command) => chosen.push(command), { recent }));
  const item = items.find(({ label }) => label?.replace('&', '') === 'Clear Recent Collections');
  (item?.click as (() => void) | undefined)?.();
  expect(chosen).toEqual(['collection.clear-recent']);
});

test('a key that a person changed stands in the menu', () => {
  const items = itemsOf(
    menuTemplate('linux', () => undefined, { keys: { 'edit.find': ['Mod+Alt+9'], 'app.guide': [] } }),
  );
  expect(items.find(({ id }) => id === 'edit.find')?.accelerator).toBe('CommandOrControl+Alt+9');
  expect(items.find(({ id }) => id === 'app.guide')?.accelerator).toBeUndefined();
});

test('a field has cut, copy and paste; text that is only read can be copied; elsewhere there is no menu', () => {
  const editFlags = { canUndo: true, canRedo: false, canCut: true, canCopy: true, canPaste: true, canSelectAll: true };
  const roles = (place: Parameters<typeof editMenuTemplate>[0]) =>
    editMenuTemplate(place).flatMap(({ role }) => role ?? []);
  expect(roles({ isEditable: true, selectionText: 'x', editFlags })).toEqual([
    'undo',
    'redo',
    'cut',
    'copy',
    'paste',
    'selectAll',
  ]);
  expect(roles({ isEditable: false, selectionText: 'x', editFlags })).toEqual(['copy']);
  expect(roles({ isEditable: false, selectionText: ' ', editFlags })).toEqual([]);
});

test('choosing an item names its command', () => {
  const chosen: CommandId[] = [];
  const items = itemsOf(menuTemplate('linux', (command) => chosen.push(command)));
  const item = items.find(({ id }) => id === 'document.name-version');
  const click = item?.click as (() => void) | undefined;
  click?.();
  expect(chosen).toEqual(['document.name-version']);
});

test('a command is offered only while what it needs is open', () => {
  const none = { collection: false, document: false };
  const enabled = (open: typeof none): readonly string[] =>
    commands.filter((command) => isEnabled(command, open)).map(({ needs }) => needs);
  expect([...new Set(enabled(none))]).toEqual(['nothing']);
  expect([...new Set(enabled({ collection: true, document: false }))].sort()).toEqual(['collection', 'nothing']);
  expect(enabled({ collection: true, document: true })).toHaveLength(commands.length);
  const inMenus = commands.filter((command) => command.menu !== null && isEnabled(command, none));
  expect(template('linux').filter(({ enabled: on, id }) => id !== undefined && on).length).toBe(inMenus.length);
});
