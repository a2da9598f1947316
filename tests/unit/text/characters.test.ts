import { expect, test } from 'vitest';
import { unicodeNames } from '../../../renderer/unicode-names.ts';
import { codePointOf, commonCharacters, findCharacters, readCharacters } from '../../../shared/text/characters.ts';

const all = readCharacters(unicodeNames());

const found = (typed: string): readonly string[] => findCharacters(all, typed).map(({ character }) => character);

test('every character that is wanted most has a name of its own', () => {
  const named = new Map(all.map(({ character, name }) => [character, name]));
  expect([...commonCharacters].filter((character) => !named.has(character))).toEqual([]);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

test.each([
  ['section sign', '§'],
  ['asterism', '⁂'],
  ['e acute', 'é'],
  ['one half', '½'],
  ['left double quotation', '“'],
  ['em dash', '—'],
  ['check mark', '✓'],
  ['circled digit two', '②'],
  ['numero', '№'],
  ['pilcrow', '¶'],
])('“%s” by its name finds %s first', (typed, wanted) => {
  expect(found(typed)[0]).toBe(wanted);
});

test.each([
  ['s', '§'],
  ['***', '⁂'],
  ['1/2', '½'],
  ['"', '“'],
  ['--', '–'],
  ['v', '✓'],
  ['(2)', '②'],
  ['...', '…'],
  ['TM', '™'],
  ['->', '→'],
  ['oe', 'œ'],
])('“%s” finds what it looks like, %s, first', (typed, wanted) => {
  expect(found(typed)[0]).toBe(wanted);
});

test('a letter finds all its accents, those of the languages at hand before the others', () => {
  expect(found('e').slice(0, 6)).toEqual(expect.arrayContaining(['€', 'é', 'è', 'ê', 'ë']));
});

test('what people call otherwise is found all the same', () => {
  expect(found('tick')).toContain('✓');
  expect(found('u umlaut')).toContain('ü');
  expect(found('double quote').slice(0, 6)).toEqual(expect.arrayContaining(['“', '”']));
});

test('a code and the character itself find it, and what nothing is called finds nothing', () => {
  expect(found('u+2042')[0]).toBe('⁂');
  expect(found('✓')[0]).toBe('✓');
  expect(codePointOf('é')).toBe('U+00E9');
  expect(found('no such name at all')).toEqual([]);
  expect(found('   ')).toEqual([]);
});
