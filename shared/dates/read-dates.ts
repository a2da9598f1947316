import {
  type CalendarDate,
  type CalendarDay,
  dayCount,
  isOnWeekday,
  isPossible,
  monthBeside,
  monthNumber,
  monthPattern,
  w3cDay,
  weekdayPattern,
} from './calendar.ts';
import { type ClockReading, clockAt, w3cTime } from './clock-time.ts';

const units = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const cardinals = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const teens = [
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
];
const plainTeens = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];

/** Days of a month in words, by number. */
const dayWords = new Map<string, number>([
  ...units.map((word, index) => [word, index + 1] as const),
  ...cardinals.map((word, index) => [word, index + 1] as const),
  ...teens.map((word, index) => [word, index + 10] as const),
  ...plainTeens.map((word, index) => [word, index + 10] as const),
  ...[...units, ...cardinals].map((word, index) => [`twenty ${word}`, 21 + (index % 9)] as const),
  ...[units[0], cardinals[0]].map((word) => [`thirty ${word}`, 31] as const),
  ['twentieth', 20],
  ['twenty', 20],
  ['thirtieth', 30],
  ['thirty', 30],
]);

/** A day of a month in words (`twenty-seventh`, `first`, `twelve`) as a part of a regular expression that ignores case. */
export const dayWordPattern = `(?:${[...dayWords.keys()]
  .sort((a, b) => b.length - a.length)
  .map((word) => word.replace(' ', '[\\s-]+'))
  .join('|')})(?![a-z])`;

/** The number of a day in digits (`27`, `27th`) or in words; null when it is none. */
export function dayNumber(text: string): number | null {
  const digits = /^\d+/.exec(text);
  if (digits) return Number(digits[0]);
  return dayWords.get(text.toLowerCase().replace(/[\s-]+/g, ' ')) ?? null;
}

/** What is known besides the text of a date. */
export interface DateContext {
  /** The day of the document that names the date: it gives `the 14th instant` its month and `November 13` its year. */
  readonly written: CalendarDay | null;
}

/** A date in a text. */
export interface ReadDate {
  /** Offsets into the text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The first day, as far as it is stated or follows from the context. */
  readonly date: CalendarDate;
  /** The last day of a span; null for one day. */
  readonly until: CalendarDate | null;
  readonly clock: ClockReading | null;
  /** What is dated is earlier, or later, than the date: `before October 20, 1962`. Only a dateline says so; `when` is null then. */
  readonly bound: 'before' | 'after' | null;
  /** What the document itself does not say and its own date supplied. */
  readonly inferred: readonly ('year' | 'month')[];
  /** The document, or its editor, doubts it: `(?)`, `[?]`, `3[5?]`, `circa`. */
  readonly isDoubtful: boolean;
  /** What an editor put beside a wrong day or year in brackets, in the form of `when`; null when nothing was corrected. */
  readonly corrected: string | null;
  /** The day of the week that is named is not that of the date. */
  readonly isOtherWeekday: boolean;
  /** The date or the beginning of the span in the form of `att.datable.w3c`; null when it has no year. */
  readonly when: string | null;
  /** The end of a span of days or hours, likewise; null for a moment or a day. */
  readonly whenUntil: string | null;
}

const day = `(?<![\\d:])\\d{1,2}(?:st|nd|rd|th|d)?(?![\\d:]|\\.\\d|\\s?[ap]\\.?\\s?m\\b)|${dayWordPattern}`;
const year = '(?:1[4-9]|20)\\d\\d(?!\\d)';
/** What stands between the parts of a date: white space, a comma, a bracket that an editor supplied something in. */
const gap = '[\\s,.\\])]*[[(]?\\s*';
/** `(?)`, `[?]`, and the `?` of `[October 27?]` */
const doubt = '(?<doubt>\\s?[[(]\\s*\\?\\s*[\\])]|\\?(?=\\s?[\\])]))?';
/** `27 [26]`, `3[5?]`, `1924 [1925]` */
const correctedDay = '(?:\\s?\\[(?:sic\\s*)?(?<otherDay>\\d{1,2})?\\s*(?<otherDoubt>\\?)?\\])?';
const correctedYear = '(?:\\s?\\[(?<otherYear>\\d{4})\\??\\])?';
const rangeDash = '(?<untilSign>\\s?(?:[-–—/]|to|and)\\s?)';
/** `OCT 27 AND SECOND SENTENCE` counts sentences, and no days. */
const noCount = `(?!\\s?and\\s+(?:${dayWordPattern})\\s+\\p{L})`;
const longDash = '\\s?(?:[-–—]|to)\\s?';

const forms = {
  /** `1962-11-13`, `1962/11/13`, `1962.11.13` */
  iso: `(?<![\\d/-])(?<year>${year})(?<separator>[-/.])(?<monthDigits>\\d{1,2})\\k<separator>(?<day>\\d{1,2})(?![\\d/])`,
  /** `November 13, 1962`, `August 4–17, 1900`, `October–November 1962`, `January 3[5?], 1925`, `April (?), 1901`, `July , 1934`, `October twenty-seventh` */
  monthFirst: `(?<month>${monthPattern})(?:${longDash}(?<lastMonth>${monthPattern})(?=[\\s,]*${year}))?(?:\\s*(?:the\\s+)?(?<day>${day}))?${correctedDay}${doubt}(?:${noCount}${rangeDash}(?:(?<untilMonth>${monthPattern})\\s+)?(?<untilDay>${day}))?(?:${gap}(?<year>${year})${correctedYear}(?:\\s?[\\])])?)?`,
  /** `13 November 1962`, `12. November 1923`, `11th June, 1901`, `the 2d of May`, `25–27 February 1925` */
  dayFirst: `(?<day>${day})${correctedDay}(?:${rangeDash}(?<untilDay>${day}))?(?:\\.(?=\\s+${monthPattern}\\s+${year}))?\\s+(?:day\\s+)?(?:of\\s+)?(?<month>${monthPattern})(?:${longDash}(?<lastDay>${day})\\s+(?<untilMonth>${monthPattern}))?(?:[\\s,]*(?:A\\.?\\s?D\\.?\\s*)?[[(]?\\s*(?<year>${year})${correctedYear}(?:\\s?[\\])])?)?`,
  /** The date-time group of a telegram: `121530Z MAR 73`, `R 121530Z Mar 1973` */
  group: `(?<![\\w])(?<day>[0-3]\\d)(?<hour>[0-2]\\d)(?<minute>[0-5]\\d)\\s?Z?\\s+(?<month>${monthPattern})\\s+(?<year>(?:19|20)?\\d\\d)(?!\\d)`,
  /** `the 14th instant`, `12th ult.`, `3d proximo` */
  relative: `(?<day>\\d{1,2}(?:st|nd|rd|th|d)|${dayWordPattern})(?:\\s+of)?(?:\\s+the)?\\s+(?<relation>inst(?:ant)?|ult(?:imo)?|prox(?:imo)?)\\b\\.?`,
  /** `11/13/62`, `13.11.1962`: which is the day must show. */
  digits:
    '(?<![\\d/.-])(?<first>\\d{1,2})(?<separator>[/.-])(?<second>\\d{1,2})\\k<separator>(?<year>(?:1[4-9]|20)?\\d\\d)(?![\\d/])',
} as const;

type Form = keyof typeof forms;

const weekday = `(?:\\b(?<weekday>${weekdayPattern}),?\\s+)?`;
const circa = '(?:\\b(?<circa>c(?:irc)?a?\\.?|about|probably)\\s+)?';
const patterns = (Object.keys(forms) as Form[]).map(
  (form) => [form, new RegExp(`${circa}${weekday}(?<!\\p{L})(?:${forms[form]})`, 'giu')] as const,
);

/** Every date in a text, in order, none within another. */
export function readDates(text: string, context: DateContext = { written: null }): readonly ReadDate[] {
  const found = patterns.flatMap(([form, pattern]) =>
    [...text.matchAll(pattern)].flatMap((match) => readForm(form, match, text, context) ?? []),
  );
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: ReadDate[] = [];
  for (const date of found) {
    const last = kept.at(-1);
    if (last && date.from < last.to) continue;
    const span = last && spanOf(last, date, text);
    if (span) kept[kept.length - 1] = span;
    else kept.push(date);
  }
  return kept;
}

/** `July 1, 1862, to August 3, 1862`: two dates with nothing but a dash or `to` between them are one span. */
function spanOf(first: ReadDate, last: ReadDate, text: string): ReadDate | null {
  if (first.until !== null || first.when === null || last.when === null || first.when >= last.when) return null;
  if (!/^,?\s*(?:[-–—]|to|until|through)\s*$/i.test(text.slice(first.to, last.from))) return null;
  const until = last.until ?? last.date;
  return {
    ...first,
    to: last.to,
    text: text.slice(first.from, last.to),
    until,
    isDoubtful: first.isDoubtful || last.isDoubtful,
    whenUntil: last.whenUntil ?? last.when,
  };
}

/** What a dateline says was the time of writing: the first date that is not behind `Received` or the like, else null. `noon` and `3 p.m.`
 *  count only beside a date. A year that is not stated comes from the context or not at all. */
export function datelineDate(text: string, context: DateContext = { written: null }): ReadDate | null {
  const received = receipt.exec(text)?.index ?? text.length;
  const date = readDates(text, context).find(({ from }) => from < received) ?? null;
  const bound = date && bounds.exec(text.slice(0, date.from))?.groups;
  if (!date || !bound) return date;
  return { ...date, bound: bound.before === undefined ? 'after' : 'before', when: null, whenUntil: null };
}

const bounds =
  /\b(?:(?<before>(?:shortly )?before|prior to|(?:not|no) later than|until)|(?:shortly )?after|(?:not|no) earlier than|since)\s+(?:the\s+)?$/i;

const receipt = /\b(?:received|rec['’]?d|delivered|via)\b/i;

/** The named groups of a match. */
type Groups = Readonly<Record<string, string | undefined>>;

interface Parts {
  readonly date: CalendarDate;
  readonly until: CalendarDate | null;
  readonly inferred: ReadDate['inferred'];
}

function readForm(form: Form, match: RegExpExecArray, text: string, context: DateContext): ReadDate | null {
  const groups = match.groups ?? {};
  if (!isDate(form, groups)) return null;
  const parts = partsOf(form, groups, context);
  if (parts === null || !isPossible(parts.date) || (parts.until && !isPossible(parts.until))) return null;
  const end = match.index + match[0].trimEnd().length;
  const clock = form === 'group' ? groupClock(groups, match.index) : clockBeside(text, match.index, end);
  const { date } = parts;
  const until = parts.until !== null && isBefore(date, parts.until) ? parts.until : null;
  const to = clock === null ? end : Math.max(end, clock.at + clock.reading.length);
  const from = clock === null ? match.index : Math.min(match.index, clock.at);
  return {
    ...parts,
    from,
    to,
    text: text.slice(from, to),
    until,
    clock: clock?.reading ?? null,
    bound: null,
    isDoubtful: [groups.doubt, groups.otherDoubt, groups.circa].some((sign) => sign !== undefined),
    corrected: correctedOf(groups, date),
    isOtherWeekday: groups.weekday !== undefined && isFull(date) && !isOnWeekday(date, groups.weekday),
    when: whenOf(date, clock?.reading.time ?? null),
    whenUntil: whenUntilOf(date, until, clock?.reading ?? null),
  };
}

/** `may` and `march` are words of their own: without a day or a year they are no date, nor is a number before a month that belongs to
 *  something else. */
function isDate(form: Form, groups: Groups): boolean {
  if (form !== 'monthFirst' && form !== 'dayFirst') return true;
  if (groups.day === undefined && groups.year === undefined) return false;
  const month = groups.month ?? '';
  // `you may 3 times`, `second may`: a month has a capital, but where everything is in capitals or nothing is.
  if (/^(?:may|march|mar|sep|dec|sept)$/.test(month)) return false;
  // `May one doubt it?`: a cardinal below twenty is a day only where a year follows.
  return (
    groups.year !== undefined ||
    !/^(?:one|two|three|four|five|six|seven|eight|nine|ten|.*teen)$/i.test(groups.day ?? '')
  );
}

function partsOf(form: Form, groups: Groups, context: DateContext): Parts | null {
  switch (form) {
    case 'iso':
      return plain(numberOf(groups.year), numberOf(groups.monthDigits), numberOf(groups.day));
    case 'group':
      return plain(fullYear(groups.year ?? ''), monthNumber(groups.month ?? ''), numberOf(groups.day));
    case 'digits':
      return digitParts(groups);
    case 'relative':
      return relativeParts(groups, context);
    case 'monthFirst':
    case 'dayFirst':
      return namedParts(groups, context);
  }
}

const plain = (year_: number | null, month: number | null, day_: number | null): Parts => ({
  date: { year: year_, month, day: day_ },
  until: null,
  inferred: [],
});

function digitParts({ first, second, year: stated }: Groups): Parts | null {
  const [one, two] = [Number(first), Number(second)];
  const inYear = fullYear(stated ?? '');
  if (one > 12 && two <= 12) return plain(inYear, two, one);
  if (two > 12 && one <= 12) return plain(inYear, one, two);
  return one === two ? plain(inYear, one, two) : null;
}

/** Two digits are a year of the twentieth century: what archives have of typed and machine-made dates. */
const fullYear = (digits: string): number => (digits.length === 2 ? 1900 + Number(digits) : Number(digits));

function relativeParts(groups: Groups, { written }: DateContext): Parts | null {
  const dayOf = dayNumber(groups.day ?? '');
  if (dayOf === null || dayOf > 31) return null;
  const relation = (groups.relation ?? '').slice(0, 1).toLowerCase();
  const step = relation === 'u' ? -1 : relation === 'p' ? 1 : 0;
  if (written === null) return null;
  const { year: inYear, month } = monthBeside(written.year, written.month, step);
  return { date: { year: inYear, month, day: dayOf }, until: null, inferred: ['year', 'month'] };
}

function namedParts(groups: Groups, { written }: DateContext): Parts | null {
  const month = monthNumber(groups.month ?? '');
  const dayOf = groups.day === undefined ? null : dayNumber(groups.day);
  if (month === null) return null;
  const stated = groups.year === undefined ? null : Number(groups.year);
  const inYear = stated ?? (written && nearestYear(written, month, dayOf ?? 1));
  const date = { year: inYear, month, day: dayOf };
  return { date, until: untilOf(groups, date), inferred: stated === null && inYear !== null ? ['year'] : [] };
}

/** The last day of `August 4–17`, `May 30–June 2`, the last month of `October–November 1962`. `May 2/15` is one day by two calendars and no span. */
function untilOf(groups: Groups, { year: inYear, month }: CalendarDate): CalendarDate | null {
  if (groups.lastMonth !== undefined) return { year: inYear, month: monthNumber(groups.lastMonth), day: null };
  const last = dayNumber(groups.lastDay ?? groups.untilDay ?? '');
  if (last === null || groups.untilSign?.trim() === '/') return null;
  const untilMonth = groups.untilMonth === undefined ? month : monthNumber(groups.untilMonth);
  return { year: inYear, month: untilMonth, day: last };
}

/** The year in which a day lies nearest to when a document was written, the past first: letters speak of what was far oftener than of what is
 *  to come. */
function nearestYear(written: CalendarDay, month: number, dayOf: number): number {
  const ahead = dayCount({ year: written.year, month, day: dayOf }) - dayCount(written);
  if (ahead > mostDaysAhead) return written.year - 1;
  return ahead < mostDaysAhead - 365 ? written.year + 1 : written.year;
}

/** A document names a day up to four months ahead; later in the year it speaks of the year before. */
const mostDaysAhead = 122;

interface PlacedClock {
  readonly at: number;
  readonly reading: ClockReading;
}

const beforeClock = /^[\s,;[]*(?:—|–|-|at\b|about\b|,)?[\s[]*(?:—|–|-)?\s*(?:at\s+)?/;
const oneClock = '(?:\\d{1,2}(?:[:.]\\d{2})?\\s?(?:[ap]\\.?\\s?m\\b\\.?)?|noon|midnight|\\d{4}\\s?(?:Z|hours))';
const clockBefore = new RegExp(
  `(?<![\\d:.])(?:${oneClock}\\s?(?:[-–—]|to)\\s?)?${oneClock}(?:,?\\s+(?:on\\s+|of\\s+)?)$`,
  'i',
);
/** Within how many characters a time stands beside its date. */
const clockReach = 36;

/** The time behind a date (`May 5—6 p.m.`, `1936 [—5 p.m.]`), else the one before it (`8 p.m., November 13`). */
function clockBeside(text: string, from: number, to: number): PlacedClock | null {
  const lead = beforeClock.exec(text.slice(to, to + clockReach));
  const at = to + (lead?.[0].length ?? 0);
  // A time must be parted from the date by something that is no new sentence.
  const after = at > to ? clockAt(text, at) : null;
  if (after) return { at, reading: after };
  const reach = Math.max(0, from - clockReach);
  const before = clockBefore.exec(text.slice(reach, from));
  if (!before) return null;
  const start = reach + before.index;
  const reading = clockAt(text, start);
  return reading && { at: start, reading };
}

function groupClock(groups: Groups, at: number): PlacedClock | null {
  const hour = Number(groups.hour);
  if (hour > 23) return null;
  return { at, reading: { time: { hour, minute: Number(groups.minute), isUtc: true }, until: null, length: 0 } };
}

function correctedOf(groups: Groups, date: CalendarDate): string | null {
  const { otherDay, otherYear } = groups;
  if (otherDay === undefined && otherYear === undefined) return null;
  return w3cDay({
    ...date,
    day: otherDay === undefined ? date.day : Number(otherDay),
    year: otherYear === undefined ? date.year : Number(otherYear),
  });
}

const isFull = (date: CalendarDate): date is CalendarDay =>
  date.year !== null && date.month !== null && date.day !== null;

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

function isBefore(first: CalendarDate, last: CalendarDate): boolean {
  const order = (date: CalendarDate): number => (date.month ?? 0) * 32 + (date.day ?? 0);
  return order(first) < order(last);
}

const whenOf = (date: CalendarDate, time: ClockReading['time'] | null): string | null => {
  const dayOf = w3cDay(date);
  return dayOf !== null && time !== null && date.day !== null ? `${dayOf}T${w3cTime(time)}` : dayOf;
};

function whenUntilOf(date: CalendarDate, until: CalendarDate | null, clock: ClockReading | null): string | null {
  if (until !== null) return whenOf(until, null);
  return clock?.until ? whenOf(date, clock.until) : null;
}
