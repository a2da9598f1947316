import { expect, test } from 'vitest';
import { dateFaults } from '../../../shared/dates/date-faults.ts';
import { edtfOf } from '../../../shared/dates/edtf.ts';
import { readDates } from '../../../shared/dates/read-dates.ts';

const written = { written: { year: 1962, month: 11, day: 13 } };

/** Each fault with what the text would read after its fixes. */
const faults = (text: string, context: typeof written | undefined = undefined) =>
  dateFaults(text, context).map(({ kind, text: words, readings }) => [
    kind,
    words,
    readings.map(({ from, to, words: other }) => text.slice(0, from) + other + text.slice(to)),
  ]);

test.each([
  ['Paris, June 31, 1901.', [['impossible date', 'June 31, 1901', ['Paris, June 30, 1901.', 'Paris, June 13, 1901.']]]],
  ['on 29 February 1963', [['impossible date', '29 February 1963', ['on 28 February 1963']]]],
  ['1962-02-30', [['impossible date', '1962-02-30', ['1962-02-28']]]],
  ['November 45, 1962', [['impossible date', 'November 45, 1962', ['November 30, 1962']]]],
] as const)('the date in “%s” is found impossible, with what may be meant', (text, wanted) => {
  expect(faults(text)).toEqual(wanted);
});

test.each([
  'November 30, 1962',
  'February 29, 1964',
  'February 29',
  'you may 45 times',
  'May 50 men were there',
  '1962/13/45',
  'file 1962-11-133',
  'August 4–17, 1900',
  'Tuesday, November 13, 1962',
])('nothing is found in “%s”', (text) => {
  expect(faults(text)).toEqual([]);
});

test('a weekday that does not fit is found, also where the year comes from the document, as it is written', () => {
  expect(faults('Monday, November 13, 1962')).toEqual([
    ['other weekday', 'Monday, November 13, 1962', ['Tuesday, November 13, 1962', 'Monday, November 12, 1962']],
  ]);
  expect(faults('on MON. NOVEMBER 13', written)).toEqual([
    ['other weekday', 'MON. NOVEMBER 13', ['on TUE. NOVEMBER 13', 'on MON. NOVEMBER 12']],
  ]);
  expect(faults('Monday, November 13')).toEqual([]);
});

test.each([
  ['November 13, 1962', '1962-11-13'],
  ['November 1962', '1962-11'],
  ['November 13', 'XXXX-11-13'],
  ['circa November 13, 1962', '1962-11-13?'],
  ['August 4–17, 1900', '1900-08-04/1900-08-17'],
  ['January 3[5?], 1925', '1925-01-03?'],
])('“%s” is %s in the Extended Date/Time Format', (text, edtf) => {
  expect(readDates(text).map(edtfOf)).toEqual([edtf]);
});
