import { type CalendarDate, type CalendarDay, dayCount, isPossible, monthBeside } from '../dates/calendar.ts';
import { dayNumber, dayWordPattern, readDates } from '../dates/read-dates.ts';
import { beforeDay, place } from './reference-words.ts';

/** What stands behind the number of a paper: its day and hour, where it came from and went to. */
export interface CiteTail {
  readonly date: CalendarDate | null;
  /** Whether the year of the day is stated and not inferred. */
  readonly isYearTold: boolean;
  /** Minutes from midnight; null when no time is told. */
  readonly minute: number | null;
  readonly sender: string | null;
  readonly addressee: string | null;
  /** Where it ends in the text. */
  readonly to: number;
}

/** Within how many characters a day and an hour stand. */
const reach = 80;

const lead = new RegExp(beforeDay, 'iuy');
/** Behind a comma `to` goes on with the sentence: `contents of your 1324, April 16, to Government`. */
const way = new RegExp(`(?:(?<=\\d)\\s+(?<to>to)|,?\\s+from)\\s+(?:the\\s+)?(?<place>${place})`, 'uy');
const monthStart = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)';
/** What a day may begin with: reading one costs more than seeing that there is none. */
const mayBeDay = new RegExp(
  `${dayWordPattern}|(?:sun|mon|tue|wed|thu|fri|sat)|noon|midnight|${monthStart}|\\d{1,2}(?:st|nd|rd|th|d)?(?:\\s?\\[[^\\]]{0,8}\\])?(?:\\s?[-–—/]\\s?\\d{1,2})?\\s+(?:day\\s+)?(?:of\\s+)?(?:the\\s+)?(?:${monthStart}|inst|ult|prox)|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d|\\d{6}\\s?Z?\\s|\\d{1,2}(?:[:.]\\d\\d)?\\s?[ap]\\.?\\s?m`,
  'iuy',
);
const bareDay = new RegExp(`(?<day>\\d{1,2}(?:st|nd|rd|th|d)|${dayWordPattern})(?![\\p{L}\\d])`, 'iuy');
const nearDay = /(?<near>(?:this|even|same) (?:date|day)|to-?day(?:[’']s date)?|yesterday(?:[’']s date)?)(?!\p{L})/iuy;

/** Reads what follows a number, or a paper that is told by its day; nothing where nothing of the kind begins there. */
export function readTail(text: string, at: number, written: CalendarDay | null): CiteTail {
  const before = readWay(text, at);
  const day = readDay(text, before?.to ?? at, written);
  const behind = day && readWay(text, day.to);
  const ways = [before, behind].filter((one) => one !== null);
  return {
    date: day?.date ?? null,
    isYearTold: day?.isYearTold ?? false,
    minute: day?.minute ?? null,
    sender: ways.find(({ isFrom }) => isFrom)?.place ?? null,
    addressee: ways.find(({ isFrom }) => !isFrom)?.place ?? null,
    to: Math.max(at, before?.to ?? 0, day?.to ?? 0, behind?.to ?? 0),
  };
}

interface Way {
  readonly isFrom: boolean;
  readonly place: string;
  readonly to: number;
}

function readWay(text: string, at: number): Way | null {
  const match = matchAt(way, text, at);
  if (!match) return null;
  const named = match.groups?.place ?? '';
  return { isFrom: match.groups?.to === undefined, place: named, to: at + match[0].length };
}

interface CitedDay {
  readonly date: CalendarDate;
  readonly isYearTold: boolean;
  readonly minute: number | null;
  readonly to: number;
}

function readDay(text: string, at: number, written: CalendarDay | null): CitedDay | null {
  const start = at + (matchAt(lead, text, at)?.[0].length ?? 0);
  if (start === at) return null;
  const [read] = matchAt(mayBeDay, text, start) ? readDates(text.slice(start, start + reach), { written }) : [];
  if (read?.from === 0 && read.date.day !== null) {
    const { clock } = read;
    const minute = clock === null ? null : clock.time.hour * 60 + clock.time.minute;
    const isYearTold = !read.inferred.includes('year');
    const date = isYearTold ? read.date : lastOf(read.date, written);
    return { date, isYearTold, minute, to: start + endOf(read.text) };
  }
  return nearby(text, start, written) ?? ofTheMonth(text, start, written);
}

/** Papers are named after they are written: a year that is not stated is the last that brings the day before the document, or beside it. */
function lastOf(date: CalendarDate, written: CalendarDay | null): CalendarDate {
  const { year, month, day } = date;
  if (written === null || year === null || month === null || day === null) return date;
  const ahead = dayCount({ year, month, day }) - dayCount(written);
  return ahead > mostDaysAhead ? { ...date, year: year - 1 } : date;
}

/** Where it is a day later than at home, a paper may be dated after the one that names it. */
export const mostDaysAhead = 2;

/** Without the stop that ends a sentence and a bracket that was not opened. */
const endOf = (date: string): number =>
  date.replace(/(?<=instant|ultimo|proximo)\.$/i, '').replace(/(?<!\([^)]*)\)$|(?<!\[[^\]]*)\]$/, '').length;

/** `of yesterday’s date`, `of even date` */
function nearby(text: string, at: number, written: CalendarDay | null): CitedDay | null {
  const match = matchAt(nearDay, text, at);
  if (!match || written === null) return null;
  const back = /^yesterday/i.test(match[0]) ? 1 : 0;
  return { date: dayBefore(written, back), isYearTold: true, minute: null, to: at + match[0].length };
}

/** `of the 3d`: the last such day up to that of the document. */
function ofTheMonth(text: string, at: number, written: CalendarDay | null): CitedDay | null {
  const match = /\bthe\s+$/i.test(text.slice(Math.max(0, at - 6), at)) ? matchAt(bareDay, text, at) : null;
  const day = match && dayNumber(match.groups?.day ?? '');
  if (!match || !day || written === null) return null;
  const { year, month } = monthBeside(written.year, written.month, day > written.day ? -1 : 0);
  const date = { year, month, day };
  return isPossible(date) ? { date, isYearTold: true, minute: null, to: at + match[0].length } : null;
}

function dayBefore(day: CalendarDay, count: number): CalendarDay {
  const date = new Date((dayCount(day) - count) * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function matchAt(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}
