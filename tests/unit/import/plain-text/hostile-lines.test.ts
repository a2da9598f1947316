import { expect, test } from 'vitest';
import { divideDocuments } from '../../../../shared/import/plain-text/divide-documents.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { keptText, sortedCharacters } from '../../../helpers/import-characters.ts';

// No time is asserted: an expression that tries all ways to divide such a line does not end within the test's limit.

/** What the recognisers look for, to be repeated until a line is just short of, or beyond, what they look at. */
const fragments = [
  ...[
    'No. ',
    '1 ',
    'a, ',
    '[1] ',
    '(1) ',
    '/1/',
    '¹',
    '*',
    '0',
    '5 ',
    '. ',
    ', ',
    '[',
    '(',
    ')',
    '“',
    '> ',
    '— ',
    '- ',
    '&',
  ],
  ...[
    '(Received ',
    '[Inclosure ',
    'Enclosure ',
    'Attachment',
    'Memorandum ',
    'Telegram ',
    'Letter From ',
    ' to ',
    'The ',
  ],
  ...[
    'Mr. ',
    'A.',
    'Embassy ',
    'Legation, ',
    'Washington, ',
    'May 5, ',
    'January ',
    '1934 ',
    'p.m.',
    'of the ',
    'x/',
    'A-1 ',
  ],
  ...[
    'FM ',
    'TO SECSTATE ',
    'INFO A-01 ',
    'E.O. 12345 ',
    'C O N F ',
    'X ',
    'SECRET ',
    'PAGE 01 ',
    'declassified ',
    'copy ',
  ],
  ...['I have, etc., ', 'I am ', 'yours ', 'etc. ', 'Sir: ', 'Papers ', 'Files ', '©', 'é', '😀', '\t', '|'],
];
const lengths = [30, 60, 90, 110, 140, 160, 180, 199, 220, 260, 300, 400, 500, 1000];
const endings = ['', 'x', '.', '!', ',', ' 1'];

test.each(fragments)('lines of nothing but “%s” are read, and nothing of them is lost', (fragment) => {
  const lines = lengths.flatMap((length) =>
    endings.map((ending) => fragment.repeat(Math.ceil(length / fragment.length)).slice(0, length) + ending),
  );
  for (const text of [lines.join('\n\n'), lines.join('\n')]) {
    const { doc, report } = readPlainText(text);
    doc.check();
    expect(sortedCharacters(keptText(doc, report))).toBe(sortedCharacters(text));
    expect(
      divideDocuments(text)
        .map(({ from, to }) => text.slice(from, to))
        .join(''),
    ).toBe(text);
  }
});
