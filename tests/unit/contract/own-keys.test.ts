import { describe, expect, test } from 'vitest';
import { matchesWords } from '../../../renderer/commands/command-search.ts';
import { commands, keysOf } from '../../../shared/contract/commands/commands.ts';
import { isKeyPress, type KeyPress, type Platform } from '../../../shared/contract/commands/key-combination.ts';
import { otherNames } from '../../../shared/contract/commands/other-names.ts';
import {
  combinationOf,
  holderOf,
  keyFile,
  keysInForce,
  readKeyFile,
  withKey,
} from '../../../shared/contract/commands/own-keys.ts';

const press = (key: string, code: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});

const command = (id: string) => {
  const found = commands.find((known) => known.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe.each<Platform>(['linux', 'darwin', 'win32'])('keys on %s', (platform) => {
  test('what was caught from a press is what the same press gives', () => {
    const mod = platform === 'darwin' ? { metaKey: true } : { ctrlKey: true };
    const presses = [
      press('d', 'KeyD', mod),
      press('D', 'KeyD', { ...mod, shiftKey: true }),
      press('∂', 'KeyD', { ...mod, altKey: true }),
      press('F7', 'F7'),
      press('F7', 'F7', { shiftKey: true }),
      press(',', 'Comma', mod),
      press('PageDown', 'PageDown', { altKey: true }),
      press('!', 'Digit1', { ...mod, shiftKey: true }),
    ];
    const caught = presses.map((one) => combinationOf(one, platform));
    expect(caught).not.toContain(null);
    expect(presses.map((one, index) => isKeyPress(one, caught[index] ?? '', platform))).toEqual(
      presses.map(() => true),
    );
  });

  test('no key that a command has by itself is one of the system', () => {
    const taken = commands.flatMap((known) =>
      keysOf(known, platform).flatMap((key) => {
        const holder = holderOf(key, platform, {}, known.id);
        return holder ? [`${known.id}: ${key} is ${holder.title}`] : [];
      }),
    );
    expect(taken).toEqual([]);
  });
});

test('letters alone, and modifiers alone, name no command', () => {
  expect(combinationOf(press('d', 'KeyD'), 'linux')).toBe(null);
  expect(combinationOf(press('D', 'KeyD', { shiftKey: true }), 'linux')).toBe(null);
  expect(combinationOf(press('Control', 'ControlLeft', { ctrlKey: true }), 'linux')).toBe(null);
});

test('a key that is taken from a command leaves it the others that it has', () => {
  const own = withKey({}, 'linux', 'edit.find', 'Mod+Y');
  expect(keysInForce(command('edit.find'), 'linux', own)).toEqual(['Mod+Y']);
  expect(keysInForce(command('edit.redo'), 'linux', own)).toEqual(['Mod+Shift+Z']);
  expect(holderOf('Mod+Y', 'linux', own, 'edit.redo')).toMatchObject({ kind: 'command', id: 'edit.find' });
  expect(holderOf('Mod+F', 'linux', own, 'edit.redo')).toBe(null);
});

test('keys go through a file and back', () => {
  const own = withKey({}, 'linux', 'edit.find', 'Mod+Alt+9');
  expect(readKeyFile(keyFile(own), 'linux')).toEqual({ ok: true, keys: own });
});

test.each([
  ['not JSON', 'keys', 'it is not JSON'],
  ['another file', '{"format":1}', 'it is not a file of keys of this program'],
  ['a combination that is none', keyFile({ 'edit.find': ['Ctrl-Q'] }), 'it is not a file of keys of this program'],
  ['one key for two commands', keyFile({ 'edit.find': ['Mod+K'] }), 'Ctrl+K would mean “Find…” and “All Commands”'],
  ['a key of the system', keyFile({ 'edit.find': ['Mod+C'] }), 'Ctrl+C would mean “Find…” and “Copy”'],
])('a file of keys is refused: %s', (_, text, reason) => {
  expect(readKeyFile(text, 'linux')).toEqual({ ok: false, reason });
});

test('keys of commands that are not known here are passed over', () => {
  expect(readKeyFile(keyFile({ 'future.command': ['Mod+Alt+9'] }), 'linux')).toEqual({ ok: true, keys: {} });
});

test.each([
  ['save', 'document.name-version'],
  ['print', 'document.print'],
  ['list', 'list.make'],
  ['delete', 'collection.remove'],
  ['ocr', 'facsimile.read-page'],
  ['diff', 'document.compare'],
] as const)('the palette finds by what a thing is called elsewhere: %s', (typed, id) => {
  const { title, section } = command(id);
  expect(matchesWords(`${title} ${section} ${otherNames[id] ?? ''}`, typed)).toBe(true);
});
