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
const day = '(?<![\\d])\\d{1,2}(?:st|nd|rd|th)?(?![\\d/])';
const year = '(?:1[5-9]|20)\\d\\d(?!\\d)';

/** A month as a report's regular expressions need it: `November`, `NOV.`, `Sept`. */
export const monthPattern = month;

/** Hours as telegrams and datelines state them: `9:32 p.m.`, `8 PM`, `noon`, `1830Z`. */
export const timePattern =
  '(?:\\d{1,2}(?:[:.]\\d\\d)?\\s?[ap]\\.?\\s?m\\b\\.?|noon\\b|midnight\\b|\\d{4}\\s?(?:Z|hours\\b))';

const forms: readonly { readonly pattern: RegExp; readonly parts: readonly ('year' | 'month' | 'day')[] }[] = [
  { pattern: new RegExp(`\\b(${month})\\s+(${day})(?:,?\\s+(${year}))`, 'i'), parts: ['month', 'day', 'year'] },
  { pattern: new RegExp(`(${day})\\s+(${month}),?\\s+(${year})`, 'i'), parts: ['day', 'month', 'year'] },
  { pattern: new RegExp(`\\b(${year})[/-](\\d{1,2})[/-](\\d{1,2})\\b`), parts: ['year', 'month', 'day'] },
  { pattern: new RegExp(`\\b(${month})\\s+(${day})(?!,?\\s+\\d{3})`, 'i'), parts: ['month', 'day'] },
  { pattern: new RegExp(`\\b(${month}),?\\s+(${year})`, 'i'), parts: ['month', 'year'] },
];

const timeAfter = new RegExp(`^[,;]?\\s+(?:at\\s+)?${timePattern}`, 'i');

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
    const read = { year: null as number | null, month: 0, day: null as number | null };
    parts.forEach((part, index) => {
      read[part] = part === 'month' ? monthNumber(match[index + 1] ?? '') : Number.parseInt(match[index + 1] ?? '', 10);
    });
    if (!isPossible(read)) continue;
    const end = match.index + match[0].length;
    const to = end + (timeAfter.exec(text.slice(end))?.[0].length ?? 0);
    return { ...read, text: text.slice(match.index, to), when: whenOf(read), from: match.index, to };
  }
  return null;
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
