import type { StatedDate } from '../../../document/metadata.ts';
import { anyOf } from './any-of.ts';
import type { SourceRange } from './source-lines.ts';

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

const months = [
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?',
  'may|june?|july?|aug(?:ust)?',
  'sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?',
];
const month = `${anyOf(months)}\\b\\.?`;
const ordinal = '(?:st|nd|rd|th|d)?';
const day = `(?<![\\d])\\d{1,2}${ordinal}(?![\\d/])`;
/** The last day of several: `August 4–17`, `November 30–December 1`. */
const lastDay = `(?:\\s?(?:[–—-]|and|to)\\s?(?:${month}\\s+)?\\d{1,2}${ordinal}(?![\\d/:.]))?`;
const year = '(?:1[5-9]|20)\\d\\d(?!\\d)';

/** A month as a report's regular expressions need it: `November`, `NOV.`, `Sept`. */
export const monthNamePattern = month;

const hour = '\\d{1,2}(?:[:.]\\d\\d)?';
/** Hours as telegrams and datelines state them: `9:32 p.m.`, `8 PM`, `noon`, `12 noon`, `1830Z`, `8–9:45 a.m.`, `10 a.m.–12 noon`. */
const clock = `(?:${hour}\\s?[ap]\\.?\\s?m\\b\\.?|(?:12\\s+)?(?:noon|midnight)\\b\\.?|\\d{4}\\s?(?:Z\\b|hours\\b|hrs\\b\\.?))`;
export const timePattern = `(?:(?:${hour}|${clock})\\s?[–—-]\\s?)?${clock}(?:\\s?\\[[^\\]]{1,10}\\])?`;

type DatePart = 'year' | 'short year' | 'month' | 'day';

const forms: readonly { readonly pattern: RegExp; readonly parts: readonly DatePart[] }[] = [
  {
    pattern: new RegExp(`\\b(${month})\\s+(${day})${lastDay}(?:,?\\s+(${year}))`, 'i'),
    parts: ['month', 'day', 'year'],
  },
  {
    pattern: new RegExp(`(${day})(?:\\s+day)?(?:\\s+of)?\\s+(${month}),?\\s+(${year})`, 'i'),
    parts: ['day', 'month', 'year'],
  },
  { pattern: new RegExp(`\\b(${year})[/-](\\d{1,2})[/-](\\d{1,2})\\b`), parts: ['year', 'month', 'day'] },
  // The group of day and hour that cables bear: 121530Z MAR 73.
  {
    pattern: new RegExp(`\\b(\\d{2})\\d{4}Z?\\s+(${month})\\s+(\\d{2})\\b(?!\\d)`, 'i'),
    parts: ['day', 'month', 'short year'],
  },
  { pattern: new RegExp(`\\b(${month})\\s+(${day})${lastDay}(?!,?\\s+\\d{3})`, 'i'), parts: ['month', 'day'] },
  { pattern: new RegExp(`\\b(${month}),?\\s+(${year})`, 'i'), parts: ['month', 'year'] },
];

const timeAfter = new RegExp(`^(?:[,;]?\\s+|,|\\s*[—–-]+\\s*)(?:at\\s+|about\\s+)?${timePattern}`, 'i');

/** A date within a text. */
export interface FoundDate extends StatedDate, SourceRange {
  /** As far as stated. */
  readonly year: number | null;
  readonly month: number;
  readonly day: number | null;
}

/** The first date of a short text, with the hour that follows it; null when there is none. Of the forms that fit, the one
 *  that says most is taken. `from` and `to` count within `text`. */
export function findDate(text: string): FoundDate | null {
  for (const { pattern, parts } of forms) {
    const match = pattern.exec(text);
    if (!match) continue;
    const read = readParts(match, parts);
    if (!isPossible(read)) continue;
    const end = match.index + match[0].length;
    const to = end + (timeAfter.exec(text.slice(end))?.[0].length ?? 0);
    return { ...read, text: text.slice(match.index, to), when: whenOf(read), from: match.index, to };
  }
  return null;
}

function readParts(match: RegExpExecArray, parts: readonly DatePart[]): DateParts {
  const read = { year: null as number | null, month: 0, day: null as number | null };
  parts.forEach((part, index) => {
    const printed = match[index + 1] ?? '';
    if (part === 'month') read.month = monthNumber(printed);
    // Cables have borne such groups since 1966, and the series that print them end before 2066.
    else if (part === 'short year') read.year = Number(printed) + (Number(printed) >= 66 ? 1900 : 2000);
    else read[part] = Number.parseInt(printed, 10);
  });
  return read;
}

/** The same date with a year that is stated elsewhere. */
export const withYear = (date: FoundDate, yearStated: number): StatedDate => ({
  text: date.text,
  when: date.year === null ? whenOf({ ...date, year: yearStated }) : date.when,
});

interface DateParts {
  readonly year: number | null;
  readonly month: number;
  readonly day: number | null;
}

function monthNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  return monthNames.findIndex((name) => name.startsWith(text.slice(0, 3).toLowerCase())) + 1;
}

function isPossible({ year: stated, month: inYear, day: inMonth }: DateParts): boolean {
  if (inYear < 1 || inYear > 12) return false;
  // Day 0 of the next month is the last one of this; 2000 is a leap year.
  const days = new Date(Date.UTC(stated ?? 2000, inYear, 0)).getUTCDate();
  return inMonth === null || (inMonth >= 1 && inMonth <= days);
}

/** W3C form, as `date/@when` wants it: `1962-11-13`, `1962-11`; null without a year. */
function whenOf({ year: stated, month: inYear, day: inMonth }: DateParts): string | null {
  if (stated === null) return null;
  const two = (value: number): string => String(value).padStart(2, '0');
  return inMonth === null ? `${stated}-${two(inYear)}` : `${stated}-${two(inYear)}-${two(inMonth)}`;
}
