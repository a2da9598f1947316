import { isPossible, monthNumber, monthPattern, weekdayNamed, weekdayPattern } from './calendar.ts';
import { type DateContext, dayNumber, readDates } from './read-dates.ts';

/** What the text of a date says that cannot be, and what might have been meant. */
export interface DateFault {
  readonly kind: 'impossible date' | 'other weekday';
  /** The date as it reads. */
  readonly text: string;
  /** Offsets of the date into the text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** What might have been meant, the likeliest first: other words for a stretch of the text. */
  readonly readings: readonly DateReading[];
}

/** Other words for a stretch of a date. */
export interface DateReading {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

const year = '(?:1[4-9]|20)\\d\\d(?!\\d)';
const forms = [
  new RegExp(`(?<!\\p{L})(?<month>${monthPattern})\\s+(?<day>\\d{1,2})(?!\\d)(?:[\\s,]*(?<year>${year}))?`, 'dgiu'),
  new RegExp(`(?<![\\d:.])(?<day>\\d{1,2})\\s+(?<month>${monthPattern})(?:[\\s,]*(?<year>${year}))?`, 'dgiu'),
  new RegExp(
    `(?<![\\d/-])(?<year>${year})(?<mark>[-/])(?<digits>0?[1-9]|1[0-2])\\k<mark>(?<day>\\d{1,2})(?![\\d/-])`,
    'dgiu',
  ),
];

/** Dates that no calendar has (`June 31`, `February 29, 1963`), and days that are no such weekday (`Monday, November 13, 1962`). A number above 31 is a day
 *  only where a year follows, and `31` none of a month without a year that is not stated: a leap year may be meant. */
export function dateFaults(text: string, context: DateContext = { written: null }): readonly DateFault[] {
  return [...impossibleDates(text), ...otherWeekdays(text, context)].sort((a, b) => a.from - b.from);
}

function impossibleDates(text: string): readonly DateFault[] {
  return forms.flatMap((form) =>
    [...text.matchAll(form)].flatMap((match): readonly DateFault[] => {
      const { month: name, digits, day: written = '', year: stated } = match.groups ?? {};
      const month = digits === undefined ? monthNumber(name ?? '') : Number(digits);
      const inYear = stated === undefined ? null : Number(stated);
      const day = Number(written);
      const place = match.indices?.groups?.day;
      if (month === null || !place || day === 0 || isPossible({ year: inYear, month, day })) return [];
      if (day > 31 && (stated === undefined || digits !== undefined)) return [];
      const { index } = match;
      const days = possibleDays(day, month, inYear);
      const [from, to] = place;
      const readings = days.map((other) => ({ from, to, words: String(other) }));
      return [{ kind: 'impossible date', text: match[0], from: index, to: index + match[0].length, readings }];
    }),
  );
}

/** The last day of the month, and the digits the other way round. */
function possibleDays(day: number, month: number, year_: number | null): readonly number[] {
  const last = [31, 30, 29, 28].find((one) => isPossible({ year: year_, month, day: one })) ?? 28;
  const turned = Number([...String(day)].reverse().join(''));
  return [last, ...(turned > 9 ? [turned] : [])].filter(
    (one) => one !== day && isPossible({ year: year_, month, day: one }),
  );
}

const weekdayForm = new RegExp(`(?<!\\p{L})${weekdayPattern}`, 'iu');

function otherWeekdays(text: string, context: DateContext): readonly DateFault[] {
  return readDates(text, context).flatMap(({ isOtherWeekday, date, text: words, from, to }): readonly DateFault[] => {
    const named = isOtherWeekday ? weekdayForm.exec(words) : null;
    const { year: inYear, month, day } = date;
    if (!named || inYear === null || month === null || day === null) return [];
    const name = named[0].replace(/\.$/, '');
    const at = from + named.index;
    const right = likeWritten(weekdayNamed({ year: inYear, month, day }), name);
    const weekday = { from: at, to: at + name.length, words: right };
    const digits = [...words.matchAll(/(?<!\d)\d{1,2}(?!\d)/g)].find((match) => dayNumber(match[0]) === day);
    const other = digits && nearestDay({ year: inYear, month, day }, name);
    const place = from + (digits?.index ?? 0);
    const days = other ? [{ from: place, to: place + (digits?.[0].length ?? 0), words: String(other) }] : [];
    return [{ kind: 'other weekday', text: words, from, to, readings: [weekday, ...days] }];
  });
}

/** The day of the same month nearest to one that is the weekday; null when there is none within three days. */
function nearestDay(
  { year: inYear, month, day }: { year: number; month: number; day: number },
  name: string,
): number | null {
  const near = [-1, 1, -2, 2, -3, 3].map((step) => day + step);
  const fits = near.find(
    (other) =>
      isPossible({ year: inYear, month, day: other }) &&
      weekdayNamed({ year: inYear, month, day: other }).startsWith(name.slice(0, 3).toLowerCase()),
  );
  return fits ?? null;
}

/** A weekday whole or by three letters, in capitals or not, as another one is written. */
function likeWritten(weekday: string, written: string): string {
  const whole = written.length > 5 ? weekday : weekday.slice(0, 3);
  if (written === written.toUpperCase()) return whole.toUpperCase();
  return written[0] === written[0]?.toUpperCase() ? whole.charAt(0).toUpperCase() + whole.slice(1) : whole;
}
