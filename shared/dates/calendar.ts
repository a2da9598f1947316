/** A date as far as it is known, in the Gregorian calendar unless a document says otherwise. */
export interface CalendarDate {
  /** Null when none is stated: a year is never guessed. */
  readonly year: number | null;
  /** 1–12; null for a year alone. */
  readonly month: number | null;
  /** 1–31; null for a month or a year alone. */
  readonly day: number | null;
}

/** A day whose every part is known. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** The name of a month, whole or abbreviated, as a part of a regular expression that ignores case. */
export const monthPattern =
  '(?:jan(?:uary|\\.|y\\.?)?|feb(?:ruary|ry\\.?|\\.|y\\.?)?|mar(?:ch|\\.)?|apr(?:il|l\\.?|\\.)?|apl\\.?|may|june?\\.?|july?\\.?|aug(?:ust|t\\.?|\\.)?|sept?(?:ember|r\\.?|br\\.?|\\.)?|oct(?:ober|r\\.?|br\\.?|\\.)?|nov(?:ember|r\\.?|br\\.?|\\.)?|dec(?:ember|r\\.?|br\\.?|\\.)?)(?![a-z])';

/** The number of a month, 1–12, by its name or an abbreviation of three letters or more; null when it is none. */
export function monthNumber(name: string): number | null {
  if (/^apl\.?$/i.test(name)) return 4;
  const found = monthNames.findIndex((month) => month.startsWith(name.slice(0, 3).toLowerCase()));
  return name.length < 3 || found < 0 ? null : found + 1;
}

/** How many days a month has. Without a year February has 29, since nobody knows. */
function daysInMonth(year: number | null, month: number): number {
  const date = new Date(0);
  // 2000 was a leap year; day 0 of the next month is the last one of this.
  date.setUTCFullYear(year ?? 2000, month, 0);
  return date.getUTCDate();
}

/** Whether the calendar has such a date. */
export const isPossible = ({ year, month, day }: CalendarDate): boolean =>
  (month === null || (month >= 1 && month <= 12)) &&
  (day === null || (month !== null && day >= 1 && day <= daysInMonth(year, month)));

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The name of a day of the week, whole or abbreviated, as a part of a regular expression that ignores case. */
export const weekdayPattern = '(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?(?![a-z])\\.?';

/** The day of the week, in small letters. */
export function weekdayNamed({ year, month, day }: CalendarDay): string {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return weekdays[date.getUTCDay()] ?? '';
}

/** Whether a day is the day of the week that is named, whole or by its first three letters. */
export const isOnWeekday = (day: CalendarDay, name: string): boolean =>
  weekdayNamed(day).startsWith(name.slice(0, 3).toLowerCase());

/** The month before or after another.
 *  @param count how many months on, below 0 for earlier ones */
export function monthBeside(
  year: number,
  month: number,
  count: number,
): { readonly year: number; readonly month: number } {
  const index = year * 12 + month - 1 + count;
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
}

/** Days from the first of January 1970 to a day, below 0 before it. */
export function dayCount({ year, month, day }: CalendarDay): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 86_400_000;
}

/** A date in the form of `att.datable.w3c`: `1962`, `1962-11` or `1962-11-13`; null without a year. */
export function w3cDay({ year, month, day }: CalendarDate): string | null {
  if (year === null) return null;
  const parts = [String(year).padStart(4, '0'), ...[month, day].filter((part) => part !== null).map(twoDigits)];
  return parts.join('-');
}

/** A number below 100 in two digits. */
export const twoDigits = (value: number): string => String(value).padStart(2, '0');
