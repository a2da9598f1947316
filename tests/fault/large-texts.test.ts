import { expect, test } from 'vitest';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { readPlainText } from '../../shared/import/plain-text/read-plain-text.ts';
import { sampleText } from '../helpers/import-characters.ts';

// No time is asserted: what takes more than linear time here does not end within the test's limit.

test('5 MB of telegrams are read, with every page of every one', () => {
  const telegram = sampleText('003_a5bfdc7065c2c0b6');
  const copies = Math.ceil((5 * 1024 * 1024) / telegram.length);
  const { doc } = readPlainText(`${telegram}\n\n`.repeat(copies));
  let classifications = 0;
  doc.descendants((node) => {
    if (node.type.name === 'formWork' && node.attrs.type === 'classification') classifications++;
  });
  expect(classifications).toBe(7 * copies);
});

test('100,000 markers in one line, and as many lines, become as many anchors', () => {
  const markers = '[Facsimile Page 3] '.repeat(100_000);
  expect(anchorsOf(readPlainText(markers).doc)).toHaveLength(100_000);
  expect(anchorsOf(readPlainText(markers.replaceAll('] ', ']\n')).doc)).toHaveLength(100_000);
});

test.each([
  ['one word of 5 MB', 'x'.repeat(5_000_000)],
  ['one line of 10 MB', 'The mayor lit the lamps. '.repeat(420_000)],
  ['5 MB of white space between two words', `a${' '.repeat(5_000_000)}b`],
  ['a million opening brackets', '['.repeat(1_000_000)],
  ['100,000 markers that are not closed', '[Facsimile Page 2 '.repeat(100_000)],
  ['a million tildes', '~'.repeat(1_000_000)],
  ['100,000 check marks', '✓'.repeat(100_000)],
  ['200,000 wrapped lines', 'this is a line of some fifty characters or so yes\n'.repeat(200_000)],
  [
    '20,000 documents',
    'Letter\n\n30. Letter From the King to the Mayor\n\nFredville, May 3, 1934.\n\nOne.\n\n'.repeat(20_000),
  ],
  ['30,000 attachments', 'Attachment\n\nText of it.\n\n'.repeat(30_000)],
  ['20,000 list items', Array.from({ length: 20_000 }, (_, index) => `${(index % 99) + 1}. item`).join('\n\n')],
  ['100,000 references', 'word(1) word./2/ word.3 '.repeat(33_000)],
])('%s is read', (_, text) => {
  const { doc } = readPlainText(text);
  doc.check();
  expect(doc.childCount).toBeGreaterThan(0);
});
