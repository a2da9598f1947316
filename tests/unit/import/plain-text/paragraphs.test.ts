import { expect, test } from 'vitest';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../../../helpers/import-outline.ts';

const read = (text: string): readonly string[] => outline(readPlainText(text).doc);

test('a text with nothing to recognise is paragraphs, and its report is empty', () => {
  const { doc, report, metadata } = readPlainText(
    'Four score and seven years ago.\n\nNow we are engaged\tin a  great civil war.\n',
  );
  expect(outline(doc)).toEqual([
    'paragraph: Four score and seven years ago.',
    'paragraph: Now we are engaged\tin a  great civil war.',
  ]);
  expect(report).toEqual({ recognitions: [], remarks: [], setAside: [] });
  expect(metadata.title).toBe('Four score and seven years ago.');
});

test('a text without words is one empty paragraph, and takes its title from the file', () => {
  const { doc, metadata } = readPlainText(' \n\t\n', { fileName: 'blank.txt' });
  expect(outline(doc)).toEqual(['paragraph: ']);
  expect(metadata.title).toBe('blank');
});

test('hard-wrapped lines are one paragraph that keeps its line ends', () => {
  const text = [
    '   I have read your letter of October 26th with great care and',
    'welcomed the statement of your desire to seek a prompt solu-',
    'tion to the Anglo-',
    'American problem.',
    '   Assuming this is done promptly, I have given my representa-',
    'tives in New York instructions to work out this week an IL-',
    '28 arrangement.',
  ].join('\n');
  expect(readPlainText(text).doc.children.map((block) => block.childCount)).toEqual([7, 5]);
  const breaks = readPlainText(text).doc.children.map((block) =>
    block.children.filter(({ type }) => type.name === 'lineBreak').map(({ attrs }) => attrs.joins as boolean),
  );
  // `Anglo-` / `American` and `IL-` / `28` keep their hyphen: those words are not joined.
  expect(breaks).toEqual([
    [false, true, false],
    [true, false],
  ]);
});

test('long lines are a paragraph each, with or without blank lines between them', () => {
  const long = (name: string): string => `${name} ${'word '.repeat(60).trim()}.`;
  const text = [long('One'), long('Two'), long('Three'), long('Four')].join('\n');
  const { doc, report } = readPlainText(text);
  expect(doc.children.map((block) => block.textContent.slice(0, 5))).toEqual(['One w', 'Two w', 'Three', 'Four ']);
  expect(report.remarks.map(({ what }) => what)).toEqual([
    '4 lines follow one another without blank lines. By their length each was taken for a paragraph.',
  ]);
});

test('short lines that end nowhere in particular are not run together', () => {
  expect(read('Adlai E. Stevenson\nNew York\nUnited States')).toEqual([
    'paragraph: Adlai E. Stevenson',
    'paragraph: New York',
    'paragraph: United States',
  ]);
});

test('Windows line ends, tabs and missing blank lines change nothing', () => {
  const text = 'Washington, November 7, 1962.\n\nDear Sir:\n\nWe need:\n\n1.\tone\n\n2.\ttwo\n';
  const expected = [
    'dateline: Washington, November 7, 1962.',
    'salutation: Dear Sir:',
    'paragraph: We need:',
    'list numbered',
    '  listItem',
    '    itemLabel: 1.',
    '    paragraph: one',
    '  listItem',
    '    itemLabel: 2.',
    '    paragraph: two',
  ];
  expect(read(text)).toEqual(expected);
  expect(read(text.replaceAll('\n', '\r\n'))).toEqual(expected);
  expect(read(text.replace(/\n+/g, '\n'))).toEqual(expected);
});

test('a page marker on a line of its own does not end a hard-wrapped sentence', () => {
  const text =
    'The invasion would not be made, not only by the United\n[Facsimile Page 3]\nStates but by other countries of the Western Hemisphere.';
  const { doc } = readPlainText(text);
  expect(doc.childCount).toBe(1);
  expect(doc.child(0).children.map(({ type }) => type.name)).toEqual([
    'text',
    'lineBreak',
    'pageAnchor',
    'lineBreak',
    'text',
  ]);
});

test('a paragraph of more than 10,000 words is cut at ends of sentences, and that is remarked', () => {
  const text = 'This sentence has exactly six words. '.repeat(2000).trim();
  const { doc, report } = readPlainText(text);
  expect(doc.childCount).toBeGreaterThan(3);
  for (const block of doc.children) expect(block.textContent).toMatch(/^This .* words\.$/);
  expect(doc.children.map((block) => block.textContent).join(' ')).toBe(text);
  expect(report.remarks.map(({ what }) => what)).toEqual([
    `A paragraph of 12000 words was cut into ${doc.childCount} at ends of sentences, so that it can be worked on.`,
  ]);
});

test('control characters are kept and remarked once', () => {
  const { doc, report } = readPlainText('a\u0001b\u0002c');
  expect(doc.textContent).toBe('a\u0001b\u0002c');
  expect(report.remarks.map(({ what }) => what)).toEqual([
    'The text holds control characters (2), the first here. They were kept; an XML file cannot hold them.',
  ]);
});
