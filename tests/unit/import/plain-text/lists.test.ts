import { expect, test } from 'vitest';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { isLabelAlone, itemLabelOf } from '../../../../shared/import/plain-text/text/item-labels.ts';
import { outline } from '../../../helpers/import-outline.ts';

const read = (...parts: readonly string[]): readonly string[] => outline(readPlainText(parts.join('\n\n')).doc);
const item = (label: string, ...paragraphs: readonly string[]): readonly string[] => [
  '  listItem',
  `    itemLabel: ${label}`,
  ...paragraphs.map((words) => `    paragraph: ${words}`),
];

test('labels on lines of their own are those of the items below them', () => {
  for (const between of ['\n', '\n\n'])
    expect(
      read(
        'Three things were agreed:',
        ['1.', 'The lamps are to be lit at dusk.'].join(between),
        ['2.', 'The pilots are to be paid every month.'].join(between),
        ['3.', 'The clerk is to be heard.'].join(between),
        'Nothing more was said.',
      ),
    ).toEqual([
      'paragraph: Three things were agreed:',
      'list numbered',
      ...item('1.', 'The lamps are to be lit at dusk.'),
      ...item('2.', 'The pilots are to be paid every month.'),
      ...item('3.', 'The clerk is to be heard.'),
      'paragraph: Nothing more was said.',
    ]);
});

test('a paragraph between two items that count on is of the first of them', () => {
  expect(
    read(
      'Three things were agreed:',
      '1. The lamps are to be lit at dusk.',
      '2. The pilots are to be paid every month.',
      'The clerk will see that this is done on the first day.',
      '3. The clerk is to be heard.',
      'The board will meet again in May.',
    ),
  ).toEqual([
    'paragraph: Three things were agreed:',
    'list numbered',
    ...item('1.', 'The lamps are to be lit at dusk.'),
    ...item('2.', 'The pilots are to be paid every month.', 'The clerk will see that this is done on the first day.'),
    ...item('3.', 'The clerk is to be heard.'),
    'paragraph: The board will meet again in May.',
  ]);
});

test('an item with a further paragraph is one of a list only when the next one counts on', () => {
  const opening = 'The board met at noon and spoke of the lamps, the pilots and the clerk of the port.';
  const lists = (...parts: readonly string[]): number =>
    read(opening, ...parts).filter((line) => line.startsWith('list')).length;
  expect(lists('1. The lamps are lit.', 'The clerk saw them.', '2. The pilots are paid.')).toBe(1);
  expect(lists('1. The lamps are lit.', 'The clerk saw them.', 'The pilots are paid.')).toBe(0);
});

test('a count within a sentence is no list', () => {
  const text =
    'The board agreed upon the following: (1) that the lamps of the mole\nbe lit, and (2) that the pilots be paid every month by the clerk, and\n(3) that nothing more be said of it before the end of the year.';
  expect(read(text)).toHaveLength(1);
});

test.each([
  ['(1) One', '(1)'],
  ['1) One', '1)'],
  ['1. One', '1.'],
  ['a. One', 'a.'],
  ['(iv) One', '(iv)'],
  ['“1. One', '“1.'],
  ['No. 1: One', 'No. 1:'],
  ['1°. One', '1°.'],
  ['1.— One', '1.—'],
])('the label of “%s” is %s', (words, label) => {
  const found = itemLabelOf(words, 0, words.length);
  expect(words.slice(found?.label?.from, found?.label?.to)).toBe(label);
});

test.each(['J. R. Firefly', 'One', '1934 was a year', '1.5 lamps', 'M. Driftwood,', 'It. is'])(
  '“%s” has no label',
  (words) => expect(itemLabelOf(words, 0, words.length)).toBeNull(),
);

test.each([
  ['1.', true],
  ['(a)', true],
  ['iv)', true],
  ['1', false],
  ['I', false],
  ['12. A', false],
])('“%s” is a label alone: %s', (words, is) => expect(isLabelAlone(words)).toBe(is));

test('cells keep their line ends, and rows that begin with a tab their empty first cell', () => {
  const { doc } = readPlainText('Port\tLamps\nFredville\t3\n\tnone');
  const [table] = doc.children;
  expect(table?.children.map((row) => row.children.map((cell) => cell.textContent))).toEqual([
    ['Port', 'Lamps'],
    ['Fredville', '3'],
    ['', 'none'],
  ]);
});
