import { expect, test } from 'vitest';
import { edtfOf } from '../../../shared/dates/edtf.ts';
import { type DateContext, datelineDate, readDates } from '../../../shared/dates/read-dates.ts';

const whenOf = (line: string, context?: DateContext): string | null => datelineDate(line, context)?.when ?? null;
const written = (year: number, month: number, day: number): DateContext => ({ written: { year, month, day } });

test.each([
  ['Lisbon, November 13, 1962.', '1962-11-13'],
  ['Lisbon, 11th June, 1901.', '1901-06-11'],
  ['[Lisbon,] 25 February, 1925.', '1925-02-25'],
  ['LEGATION OF THE UNITED STATES, Lisbon, JANUARY 4, 1864.', '1864-01-04'],
  ['Lisbon, the 2d of May, 1898.', '1898-05-02'],
  ['Lisbon, October twenty-seventh, 1962', '1962-10-27'],
  ['Monrovia, June 5, 1924.', '1924-06-05'],
  ['1962/11/13', '1962-11-13'],
  ['13.11.1962', '1962-11-13'],
  ['Lisbon, May 1918.', '1918-05'],
  ['Lisbon, den 12. November 1923', '1923-11-12'],
  ['Lisbon, [October 27?], 1962', '1962-10-27'],
  ['Lisbon, Apl. 3, 1865', '1865-04-03'],
])('the dateline “%s” has its day', (line, when) => {
  expect(whenOf(line)).toBe(when);
});

test.each([
  ['Lisbon, May 20, 1941—3 p.m.', '1941-05-20T15:00:00'],
  ['Lisbon, May 20, 1941, 5.20 p. m.', '1941-05-20T17:20:00'],
  ['Lisbon, May 20, 1941 [—5 p.m.]', '1941-05-20T17:00:00'],
  ['Lisbon, May 20, 1941—12 noon.', '1941-05-20T12:00:00'],
  ['Lisbon, May 20, 1941, midnight.', '1941-05-20T00:00:00'],
  ['Lisbon, May 20, 1941, 12:00 midnight.', '1941-05-20T00:00:00'],
  ['Lisbon, May 20, 1941, 12.00 noon.', '1941-05-20T12:00:00'],
  ['Lisbon, May 20, 1941—12:40 a.m.', '1941-05-20T00:40:00'],
  ['Bonn, June 30, 1970, 1230Z.', '1970-06-30T12:30:00Z'],
  ['R 121530Z MAR 73', '1973-03-12T15:30:00Z'],
  ['8 p.m., November 13, 1962', '1962-11-13T20:00:00'],
])('the dateline “%s” has its hour', (line, when) => {
  expect(whenOf(line)).toBe(when);
});

test('what a telegram was received on is not when it was written', () => {
  expect(whenOf('Lisbon, May 2, 1918.[Received May 6, 11.17 a.m.]')).toBe('1918-05-02');
  expect(whenOf('Received May 6, 1918')).toBeNull();
});

test('a year is never made of nothing', () => {
  expect(whenOf('Lisbon, September 29.')).toBeNull();
  expect(whenOf('November 13, 8 PM')).toBeNull();
  expect(whenOf('undated')).toBeNull();
  expect(whenOf('the 14th instant')).toBeNull();
});

test('the day of its document gives a date the year and month that it leaves out, and it says so', () => {
  expect(datelineDate('November 13, 8 PM', written(1962, 11, 14))).toMatchObject({
    when: '1962-11-13T20:00:00',
    inferred: ['year'],
  });
  expect(whenOf('December 30', written(1963, 1, 5))).toBe('1962-12-30');
  expect(whenOf('January 10', written(1962, 12, 28))).toBe('1963-01-10');
  expect(whenOf('the 14th instant', written(1871, 9, 20))).toBe('1871-09-14');
  expect(whenOf('your despatch of the 28th ultimo', written(1871, 1, 20))).toBe('1870-12-28');
  expect(whenOf('on the 3d proximo', written(1871, 12, 20))).toBe('1872-01-03');
});

test('a stretch of hours or days has both ends', () => {
  const ends = (line: string): unknown => {
    const { when, whenUntil } = datelineDate(line) ?? {};
    return [when, whenUntil];
  };
  expect(ends('May 25, 1967, 8–9:45 a.m.')).toEqual(['1967-05-25T08:00:00', '1967-05-25T09:45:00']);
  expect(ends('May 25, 1967, 11:30 a.m.–12:40 p.m.')).toEqual(['1967-05-25T11:30:00', '1967-05-25T12:40:00']);
  expect(ends('May 25, 1967, 3:15–4:15 p.m.')).toEqual(['1967-05-25T15:15:00', '1967-05-25T16:15:00']);
  expect(ends('Cape May, August 4–17, 1900.')).toEqual(['1900-08-04', '1900-08-17']);
  expect(ends('May 30–June 2, 1960')).toEqual(['1960-05-30', '1960-06-02']);
  expect(ends('July 1, 1862, to August 3, 1862')).toEqual(['1862-07-01', '1862-08-03']);
});

test('a day by two calendars is one day', () => {
  expect(datelineDate('Petrograd, May 2/15, 1917.')).toMatchObject({ when: '1917-05-02', whenUntil: null });
});

test('doubt and what an editor corrected are told beside what the page says', () => {
  expect(datelineDate('Managua, January 3[5?], 1925—10 a.m.')).toMatchObject({
    when: '1925-01-03T10:00:00',
    isDoubtful: true,
    corrected: '1925-01-05',
  });
  expect(datelineDate('Lisbon, January 3, 1924 [1925]—8 p.m.')).toMatchObject({
    when: '1924-01-03T20:00:00',
    corrected: '1925-01-03',
  });
  expect(datelineDate('Lisbon, April (?), 1901.')).toMatchObject({ when: '1901-04', isDoubtful: true });
  expect(datelineDate('circa March 1860')).toMatchObject({ when: '1860-03', isDoubtful: true });
});

test('a weekday that does not fit its date is noticed', () => {
  expect(datelineDate('Sunday, December 7, 1941')?.isOtherWeekday).toBe(false);
  expect(datelineDate('Monday, December 7, 1941')?.isOtherWeekday).toBe(true);
});

test('what only looks like a date is none', () => {
  const lines = [
    'In May one doubts it.',
    'You may 3 times',
    'No. 12/34',
    'February 30, 1925',
    '24:61',
    '11/12/62',
    'page 1923',
  ];
  expect(lines.map(whenOf as (line: string) => string | null)).toEqual(lines.map(() => null));
});

test('every date of a sentence is found with its place, in order', () => {
  const text = 'My telegrams of May 3, 1918, and 5 June 1918, 6 p.m., cross yours.';
  const dates = readDates(text);
  expect(dates.map(({ from, to, when }) => [text.slice(from, to), when])).toEqual([
    ['May 3, 1918', '1918-05-03'],
    ['5 June 1918, 6 p.m.', '1918-06-05T18:00:00'],
  ]);
});

test('a long text without dates, and one of months alone, take time in proportion to their length', () => {
  expect(readDates('a '.repeat(500_000))).toEqual([]);
  expect(readDates('May '.repeat(100_000))).toEqual([]);
  expect(readDates('12 '.repeat(100_000))).toEqual([]);
});

test.each([
  ['TWO PARAS FROM LETTER OF OCT 27 AND SECOND SENTENCE OF LETTER OF OCT 28', ['OCT 27', 'OCT 28']],
  ['from May third and fourth, 1918', ['May third and fourth, 1918']],
])('what is counted behind a day is no day: %s', (words, dates) => {
  expect(readDates(words, written(1962, 11, 13)).map(({ text }) => text)).toEqual(dates);
});

test.each([
  ['Lisbon, before October 20, 1962', 'before', '../1962-10-20'],
  ['Lisbon, not later than the 20th of October, 1962', 'before', '../1962-10-20'],
  ['Lisbon, after October 1962', 'after', '1962-10/..'],
])('what is dated only by a bound has no day of its own: %s', (line, bound, edtf) => {
  const date = datelineDate(line);
  expect(date).toMatchObject({ when: null, bound });
  expect(date && edtfOf(date)).toBe(edtf);
});

test('two months with a dash between them are a span', () => {
  expect(datelineDate('Lisbon, October–November 1962')).toMatchObject({ when: '1962-10', whenUntil: '1962-11' });
});

test('a number with a stop before a month is a day only where a year follows the month', () => {
  expect(readDates('See group 12. November 3, 1962, was a Saturday.').map(({ when }) => when)).toEqual(['1962-11-03']);
});
