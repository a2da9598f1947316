import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReadReference, readReferences } from '../../../shared/references/read-references.ts';

const written = { year: 1917, month: 7, day: 19 };
const read = (text: string): readonly ReadReference[] => readReferences(text, { written });

/** What a reference says, in a line: its words, number, day, hour, whose it is and to whom. */
function told({ text, kind, number, date, minute, speaker, addressee }: ReadReference): string {
  const day = date && `${date.year}-${date.month}-${date.day}`;
  const whose = speaker.kind === 'named' ? speaker.name : speaker.kind === 'office' ? speaker.office : speaker.kind;
  return [text, kind === 'paper' ? number : kind, day, minute, whose, addressee]
    .filter((part) => part !== null)
    .join(' | ');
}

describe('a paper is named by number and day', () => {
  test.each([
    [
      'Answering your 1313, April 13, 5 p.m., received 17th.',
      ['your 1313, April 13, 5 p.m. | 1313 | 1917-4-13 | 1020 | addressee'],
    ],
    ['my 275, May 5, 6 p.m.', ['my 275, May 5, 6 p.m. | 275 | 1917-5-5 | 1080 | writer']],
    [
      'the Department’s instruction No. 8 of March 9',
      ['Department’s instruction No. 8 of March 9 | 8 | 1917-3-9 | home'],
    ],
    [
      'this Embassy’s despatch No. 77 of March 28, 1916,',
      ['this Embassy’s despatch No. 77 of March 28, 1916 | 77 | 1916-3-28 | writer'],
    ],
    ['the Legation’s 12, May 3, noon', ['Legation’s 12, May 3, noon | 12 | 1917-5-3 | 720 | mission']],
    ['Consul General’s 5, May 3', ['Consul General’s 5, May 3 | 5 | 1917-5-3 | consulate']],
    [
      'Embassy’s 3126 from London, June 26, 5 p.m.',
      ['Embassy’s 3126 from London, June 26, 5 p.m. | 3126 | 1917-6-26 | 1020 | London'],
    ],
    ['in Mr. Conger’s No. 536.', ['Mr. Conger’s No. 536 | 536 | Mr. Conger']],
    [
      'your strictly confidential despatch No. 224, of May 22',
      ['your strictly confidential despatch No. 224, of May 22 | 224 | 1917-5-22 | addressee'],
    ],
    [
      'telegram No. 21, January 20, midnight, from the Minister in Nicaragua',
      [
        'telegram No. 21, January 20, midnight, from the Minister in Nicaragua | 21 | 1917-1-20 | 0 | Minister in Nicaragua',
      ],
    ],
    ['your note No. 001 of January 2', ['your note No. 001 of January 2 | 001 | 1917-1-2 | addressee']],
  ])('%s', (text, expected) => {
    expect(read(text).map(told)).toEqual(expected);
  });
});

describe('despatches of the last century and the century before', () => {
  test.each([
    ['your No. 12 of the 3d', ['your No. 12 of the 3d | 12 | 1917-7-3 | addressee']],
    ['your No. 12 of the 30th', ['your No. 12 of the 30th | 12 | 1917-6-30 | addressee']],
    [
      'my dispatch No. 101, of the 30th ultimo.',
      ['my dispatch No. 101, of the 30th ultimo | 101 | 1917-6-30 | writer'],
    ],
    [
      'Your dispatch of the 5th of March, No. 42, is here',
      ['Your dispatch of the 5th of March, No. 42 | 42 | 1917-3-5 | addressee'],
    ],
    ['your letter of October twenty-seventh', ['your letter of October twenty-seventh | 1916-10-27 | addressee']],
    ['my despatch No. 142 of yesterday’s date', ['my despatch No. 142 of yesterday’s date | 142 | 1917-7-18 | writer']],
    [
      'despatches Nos. 168 and 169 of May 14',
      ['despatches Nos. 168 | 168 | 1917-5-14 | untold', '169 of May 14 | 169 | 1917-5-14 | untold'],
    ],
    [
      'my 213, July 5, 3 p.m., and 215, July 6, noon',
      ['my 213, July 5, 3 p.m. | 213 | 1917-7-5 | 900 | writer', '215, July 6, noon | 215 | 1917-7-6 | 720 | writer'],
    ],
  ])('%s', (text, expected) => {
    expect(read(text).map(told)).toEqual(expected);
  });
});

describe('cables name one another in a word', () => {
  test.each([
    ['(Yourtel 1606, July 2)', ['Yourtel 1606, July 2 | 1606 | 1917-7-2 | addressee']],
    ['section 2 Deptel 1034, “Definition”', ['Deptel 1034 | 1034 | home']],
    ['Embtels 12, 13 and 15', ['Embtels 12 | 12 | mission', '13 | 13 | mission', '15 | 15 | mission']],
    ['telegram 1147 to USUN, May 31, repeated', ['telegram 1147 to USUN, May 31 | 1147 | 1917-5-31 | untold | USUN']],
    ['airgram A–123', ['airgram A–123 | A-123 | untold']],
    ['REF: STATE 012345', ['STATE 012345 | 012345 | home']],
    ['Polto 1220, Secto 12', ['Polto 1220 | 1220 | untold', 'Secto 12 | 12 | untold']],
    ['Answering your 436. British Treasury', ['your 436 | 436 | addressee']],
    ['para five reftel', ['reftel | aforesaid | untold']],
    ['the telegram under reference', ['telegram under reference | aforesaid | untold']],
  ])('%s', (text, expected) => {
    expect(read(text).map(told)).toEqual(expected);
  });
});

test('a document of the volume is named by its number there', () => {
  expect(
    read('See footnote 3, Document 133. Documents 12, 14 and 15').map(({ kind, number }) => [kind, number]),
  ).toEqual(['133', '12', '14', '15'].map((number) => ['document', number]));
});

test('an editor’s correction of a number is read beside it', () => {
  expect(read('Your 42 [41], May 5, 1 p.m.')[0]).toMatchObject({ number: '42', corrected: '41' });
});

test('a place and a number wait for a post that is there', () => {
  expect(read('PARIS 502. London 1961, June 26')).toMatchObject([
    { number: '502', post: 'paris' },
    { number: '1961', post: 'london' },
  ]);
});

test.each([
  'your telephone No. 4567',
  'Security Council resolution 242 of November 22',
  'Resolution No. 181 (II) of November 29',
  'your 14 points and my 3 sons',
  'U.N. document A/1234',
  'on May 5, 1917, at 6 p.m. we met',
  'at No. 10 Downing Street',
  'Article 5 of the treaty of May 3',
  'in my 20 years of service',
  'your note 3 and my letter',
  'his message 5 times',
  'It’s 5, May said',
  '$1,204.50 of your 1,500 tons',
  'Telegram from the Embassy',
  'the cable company',
  'In 1917 Petrograd 1917 was',
])('no reference: %s', (text) => {
  expect(read(text).filter(({ post }) => post === null)).toEqual([]);
});

const words = fc.constantFrom(
  ...[
    'my',
    'your',
    'No.',
    'Nos.',
    '12',
    '13 and 14',
    'May 5',
    ', 6 p.m.',
    'Deptel',
    'reftel',
    'Document',
    'of the 3d',
    'despatch',
    '’s',
    '[4]',
    ')',
    'Paris',
    '“',
    '\u{1F4E1}',
    ' and ',
    'to London',
    '.',
  ],
);

test('every place is where its words stand, one after the other', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 25 }), (parts) => {
      const text = parts.join(' ');
      let last = 0;
      for (const { from, to, text: own } of read(text)) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        expect(text.slice(from, to)).toBe(own);
        last = to;
      }
    }),
    { numRuns: 1_000 },
  );
});
