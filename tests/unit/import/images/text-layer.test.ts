import { expect, test } from 'vitest';
import { readTextLayer, type TextRun } from '../../../../shared/import/images/text-layer.ts';

const size = { width: 1000, height: 1000 };
/** A line of letters 10 pixels high, half as wide, at a place of the page. */
const upright = (text: string, x: number, y: number): TextRun => ({
  text,
  matrix: [10, 0, 0, -10, x, y],
  width: text.length / 2,
  endsLine: true,
});
/** The same, read from top to bottom. */
const sideways = (text: string, x: number, y: number): TextRun => ({
  ...upright(text, 0, 0),
  matrix: [0, 10, 10, 0, x, y],
});
const blocks = (runs: readonly TextRun[]): readonly (readonly string[])[] =>
  (readTextLayer(runs, size)?.blocks ?? []).map(({ lines }) =>
    lines.map(({ words }) => words.map(({ text }) => text).join(' ')),
  );

test('lines with one space between them are paragraphs where a blank line stands', () => {
  const lines = ['one two', 'three', 'four', 'five'].map((text, index) => upright(text, 10, 20 + index * 12));
  expect(blocks([...lines, upright('six', 10, 80)])).toEqual([['one two', 'three', 'four', 'five'], ['six']]);
});

test('a typescript with two spaces between its lines is no paragraph a line', () => {
  const lines = ['one two', 'three', 'four', 'five', 'six'].map((text, index) => upright(text, 10, 20 + index * 24));
  expect(blocks(lines)).toEqual([['one two', 'three', 'four', 'five', 'six']]);
});

test('on such a page a wider gap or an indented line begins a paragraph', () => {
  const lines = ['one two', 'three', 'four', 'five'].map((text, index) => upright(text, 10, 20 + index * 24));
  expect(blocks([...lines, upright('apart', 10, 140)])).toEqual([['one two', 'three', 'four', 'five'], ['apart']]);
  expect(blocks([...lines, upright('indented', 40, 116)]).at(-1)).toEqual(['indented']);
});

test('text that is written sideways has its lines and words, and boxes where the page shows them', () => {
  const runs = ['one two', 'three', 'four'].map((text, index) => sideways(text, 500 - index * 12, 100));
  expect(blocks(runs)).toEqual([['one two', 'three', 'four']]);
  const word = readTextLayer(runs, size)?.blocks[0]?.lines[0]?.words[1];
  expect(word).toMatchObject({ text: 'two', box: { x: 497.8, y: 120, width: 10.2, height: 15 } });
});

test('a margin that is written sideways does not part the lines beside it', () => {
  const lines = ['one', 'two', 'three'].map((text, index) => upright(text, 50, 20 + index * 12));
  const mixed = [lines[0], sideways('margin', 20, 100), lines[1], lines[2]].flatMap((run) => run ?? []);
  expect(blocks(mixed)).toEqual([['one', 'two', 'three'], ['margin']]);
});

test('a page without words has no layout', () => {
  expect(readTextLayer([upright('  ', 0, 0)], size)).toBeNull();
});
