import { expect, test } from 'vitest';
import type { Command } from '../../../shared/contract/commands/command.ts';
import { commands, isCommandId, keysOf } from '../../../shared/contract/commands/commands.ts';
import {
  accelerator,
  isKeyPress,
  type KeyPress,
  keyLabel,
  type Platform,
} from '../../../shared/contract/commands/key-combination.ts';
import { annotationKinds } from '../../../shared/document/annotation.ts';

const platforms: readonly Platform[] = ['linux', 'darwin', 'win32'];

/** What appears more than once. */
function repeated<Value>(values: readonly Value[]): readonly Value[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

test('every command has an id of its own', () => {
  expect(repeated(commands.map(({ id }) => id))).toEqual([]);
});

test('no two commands of one section have the same title', () => {
  expect(repeated(commands.map(({ section, title }) => `${section}: ${title}`))).toEqual([]);
});

test.each(platforms)('no key does two things on %s', (platform) => {
  const keys = commands.flatMap((command: Command) => keysOf(command, platform));
  expect(repeated(keys)).toEqual([]);
});

test('no single key does two things, and none of them is a key combination', () => {
  const keys = commands.flatMap((command: Command) => (command.singleKey === undefined ? [] : [command.singleKey]));
  expect(repeated(keys)).toEqual([]);
  expect(keys.filter((key) => key.length !== 1)).toEqual([]);
});

test('no key of a card does two things', () => {
  const keys = commands.flatMap((command: Command) =>
    command.cardKey === undefined ? [] : [`${command.section} ${command.cardKey}`],
  );
  expect(keys.length).toBeGreaterThan(0);
  expect(repeated(keys)).toEqual([]);
});

test('the five tags have the single keys of the Tag mode', () => {
  const kinds: readonly string[] = annotationKinds.map((kind) => `tag.${kind}`);
  const tags = commands.filter(({ id }) => kinds.includes(id));
  expect(tags.map((command: Command) => [command.id, command.singleKey])).toEqual([
    ['tag.person', 'P'],
    ['tag.place', 'L'],
    ['tag.organisation', 'O'],
    ['tag.date', 'D'],
    ['tag.term', 'T'],
  ]);
});

test('only names of commands are taken for commands', () => {
  expect(['edit.undo', 'edit.unknown', '', 'toString'].map(isCommandId)).toEqual([true, false, false, false]);
});

const press = (key: string, code: string, ...modifiers: readonly (keyof KeyPress)[]): KeyPress => ({
  key,
  code,
  ctrlKey: modifiers.includes('ctrlKey'),
  metaKey: modifiers.includes('metaKey'),
  altKey: modifiers.includes('altKey'),
  shiftKey: modifiers.includes('shiftKey'),
});

test('a key press is known by its modifiers, on each platform', () => {
  const ctrlZ = press('z', 'KeyZ', 'ctrlKey');
  const commandZ = press('z', 'KeyZ', 'metaKey');
  expect(isKeyPress(ctrlZ, 'Mod+Z', 'linux')).toBe(true);
  expect(isKeyPress(ctrlZ, 'Mod+Z', 'darwin')).toBe(false);
  expect(isKeyPress(commandZ, 'Mod+Z', 'darwin')).toBe(true);
  expect(isKeyPress(commandZ, 'Mod+Z', 'win32')).toBe(false);
  expect(isKeyPress(press('Z', 'KeyZ', 'ctrlKey', 'shiftKey'), 'Mod+Z', 'linux')).toBe(false);
  expect(isKeyPress(press('Z', 'KeyZ', 'ctrlKey', 'shiftKey'), 'Mod+Shift+Z', 'linux')).toBe(true);
});

test('a key that a modifier changes is known by its place', () => {
  expect(isKeyPress(press('ƒ', 'KeyF', 'metaKey', 'altKey'), 'Mod+Alt+F', 'darwin')).toBe(true);
  expect(isKeyPress(press('¡', 'Digit1', 'altKey'), 'Alt+1', 'darwin')).toBe(true);
  expect(isKeyPress(press(',', 'Comma', 'ctrlKey'), 'Mod+Comma', 'linux')).toBe(true);
  expect(isKeyPress(press('F3', 'F3', 'shiftKey'), 'Shift+F3', 'linux')).toBe(true);
});

test('a person reads keys as their platform writes them', () => {
  expect(['Mod+Shift+F', 'Mod+Comma', 'Alt+PageDown', 'F8'].map((key) => keyLabel(key, 'linux'))).toEqual([
    'Ctrl+Shift+F',
    'Ctrl+,',
    'Alt+Page Down',
    'F8',
  ]);
  expect(['Mod+Shift+F', 'Mod+Comma', 'Mod+Enter'].map((key) => keyLabel(key, 'darwin'))).toEqual(['⇧⌘F', '⌘,', '⌘↵']);
});

test('the menu gets its keys as Electron writes them', () => {
  expect(['Mod+Shift+F', 'Mod+Comma', 'Mod+Slash', 'Alt+PageDown', 'F3'].map(accelerator)).toEqual([
    'CommandOrControl+Shift+F',
    'CommandOrControl+,',
    'CommandOrControl+/',
    'Alt+PageDown',
    'F3',
  ]);
});
