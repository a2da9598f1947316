import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findDate } from '../../../../shared/import/plain-text/draft/dates.ts';
import {
  isReceptionLine,
  mayBeginDateline,
  readDateline,
} from '../../../../shared/import/plain-text/parts/datelines.ts';
import { readPlainText } from '../../../../shared/import/plain-text/read-plain-text.ts';
import { outline } from '../../../helpers/import-outline.ts';

describe('a dateline', () => {
  test.each([
    ['Fredville, March 9, 1926—8 p.m.', 'Fredville', '1926-03-09'],
    ['[Fredville,] April 2, 1946.', 'Fredville', '1946-04-02'],
    ['[Washington, May 20, 1941.]', 'Washington', '1941-05-20'],
    ['Fredville, May 3, 1934, 8–9:45 a.m.', 'Fredville', '1934-05-03'],
    ['Fredville, May 3, 1934, 10 a.m.–12 noon', 'Fredville', '1934-05-03'],
    ['Fredville, May 3, 1934, 1830Z', 'Fredville', '1934-05-03'],
    ['Fredville, May 3, 1934—midnight.', 'Fredville', '1934-05-03'],
    ['Navy Department, Fredville Bay, June 4, 1884. (Received June 6.)', 'Fredville Bay', '1884-06-04'],
    ['Paris, May 3, 1919. [Received May 4—5:35 p.m.]', 'Paris', '1919-05-03'],
    ['Legation of the United States, Viña del Mar, Chili, February 24, 1882.', 'Viña del Mar, Chili', '1882-02-24'],
    ['Fredville, 4 June 1884.', 'Fredville', '1884-06-04'],
    ['Fredville, this 4th day of June, 1884.', 'Fredville', '1884-06-04'],
    ['Fredville, June 4–17, 1934.', 'Fredville', '1934-06-04'],
    ['Fredville, November 17 [12], 1934.', 'Fredville', '1934-11-17'],
    ['Off Fredville, June 4, 1884.', 'Off Fredville', '1884-06-04'],
    ['Fredville, June 1884.', 'Fredville', '1884-06'],
    ['Copen- hagen, June 4, 1884.', 'Copenhagen', '1884-06-04'],
    ['Cablegram 228 [1] LONDON, 11 August 1940, 6.30 p.m.', 'LONDON', '1940-08-11'],
    ['Extract [CANBERRA], 7 January 1944', 'CANBERRA', '1944-01-07'],
    ['Cablegram unnumbered, 15 February 1940', '', '1940-02-15'],
    ['Cablegram 11 LONDON, 5 January [1940]', 'LONDON', '1940-01-05'],
  ])('%s', (words, place, when) => {
    const read = readDateline(words);
    expect([read?.place, read?.date?.when]).toEqual([place, when]);
  });

  test('may be undated', () => {
    expect(readDateline('Fredville, undated.')).toEqual({ place: 'Fredville', date: null, paper: '' });
    expect(readDateline('[Fredville, undated]')?.place).toBe('Fredville');
  });

  test.each([
    'The lamps were lit on May 3, 1934.',
    'Letter From the King to the Governor, May 3, 1934',
    'May 3',
    'In May 1934 he left the town for good and never came back',
    'Fredville',
    '1. The lamps, May 3, 1934',
    '[Received May 4, 1934.]',
    'and so, March 9, 1926.',
  ])('is not “%s”', (words) => expect(readDateline(words)).toBeNull());

  test.each([
    ['Legation of the United States,', true],
    ['Fredville, June 4, 1884. (Received June', true],
    ['Fredville, October', false],
    ['Berlin, October 3,', true],
    ['The lamps, which were lit, and the pilots, who were paid,', false],
  ])('may begin with “%s”: %s', (words, may) => expect(mayBeginDateline(words)).toBe(may));

  test.each([
    ['[Received 5:35 p.m.]', true],
    ['(Received June 26.)', true],
    ['[Received]', true],
    ['[Received the letter of May 3] and', false],
  ])('is followed by “%s”: %s', (words, is) => expect(isReceptionLine(words)).toBe(is));

  test('may stand on three lines of a typescript, and break within the brackets that say when it came in', () => {
    const dateline = ['Legation of the United States,', 'Fredville, June 4, 1884. (Received', 'June 26.)'];
    const text = [dateline.map((line) => `${' '.repeat(30)}${line}`).join('\n'), 'Sir:', 'I send you a letter.'];
    const { doc, metadata } = readPlainText(text.join('\n\n'));
    expect(doc.firstChild?.type.name).toBe('dateline');
    expect(metadata).toMatchObject({ placeSent: 'Fredville', date: { when: '1884-06-04' }, type: 'letter' });
  });

  test('closes a letter as well, and gives its place and day', () => {
    const { doc, metadata } = readPlainText('Sir: I send you a letter.\n\nRufus Firefly\n\nFredville, May 12, 1930.');
    expect(outline(doc).at(-1)).toBe('dateline: Fredville, May 12, 1930.');
    expect(metadata).toMatchObject({ placeSent: 'Fredville', date: { when: '1930-05-12' } });
  });
});

describe('a date', () => {
  test.each([
    ['on May 3, 1934, he left', 'May 3, 1934', '1934-05-03'],
    ['the 3rd of May, 1934', '3rd of May, 1934', '1934-05-03'],
    ['R 031215Z MAY 74', '031215Z MAY 74', '1974-05-03'],
    ['P 311200Z DEC 01', '311200Z DEC 01', '2001-12-31'],
    ['1934/5/3', '1934/5/3', '1934-05-03'],
    ['NO: 1515, MAY 3, 5 PM', 'MAY 3, 5 PM', null],
    ['February 30, 1934', 'February 30, 1934', undefined],
    ['Sept. 1934', 'Sept. 1934', '1934-09'],
  ])('in “%s”', (words, text, when) => {
    const found = findDate(words);
    expect(found?.when).toBe(when);
    if (when !== undefined) expect(found?.text).toBe(text);
  });
});

/** Datelines of real volumes, with what their editors say of each; kept apart from the project. */
const gold = path.join(import.meta.dirname, '../../../../../shared/gold/datelines.tsv');

test.skipIf(!existsSync(gold))(
  'the dates of the datelines of five volumes are those that their editors encoded',
  () => {
    const [, ...rows] = readFileSync(gold, 'utf8').trim().split('\n');
    const wrong = rows.filter((row) => {
      const [, , words = '', when = ''] = row.split('\t');
      return findDate(words)?.when !== when.slice(0, 10);
    });
    expect(wrong.length / rows.length).toBeLessThan(0.005);
  },
);
