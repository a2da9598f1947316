import { twoDigits } from './calendar.ts';

/** A time of day as a document states it: local time of the place it was written at, unless `isUtc`. */
export interface ClockTime {
  /** 0–23. */
  readonly hour: number;
  /** 0–59. */
  readonly minute: number;
  /** Stated as Zulu or Greenwich time. */
  readonly isUtc: boolean;
}

/** A time, or a stretch of the same day. */
export interface ClockReading {
  readonly time: ClockTime;
  /** When it ended; null for a moment. */
  readonly until: ClockTime | null;
  /** Length of the text that was read, in UTF-16 units. */
  readonly length: number;
}

const half = '[ap]\\.?\\s?m\\b\\.?';
const named = '(?:12(?:[:.]00)?\\s+)?(?:noon|m\\.(?!\\w))|(?:12(?:[:.]00)?\\s+)?midnight|12\\s?m\\b\\.?';
const zone = '(?:\\s?(?:Z|G\\.?M\\.?T|U\\.?T\\.?C)\\b\\.?)';
const dash = '\\s?(?:[-–—]|to|until)\\s?';

/** `3 p.m.`, `9:32 p. m.`, `5.20 PM` */
const halfDay = `(\\d{1,2})(?:[:.]\\s?(\\d{2}))?(?:\\s?(?:o['’]clock))?\\s?(${half})`;
/** `1430Z`, `1430 hours`, `14:30Z` */
const fullDay = `([01]?\\d|2[0-4])[:.]?([0-5]\\d)(?:(${zone})|\\s?(?:hours|hrs?\\.?)(?![a-z]))`;
/** `18:05` and nothing that makes it a half day. */
const colonTime = '([01]?\\d|2[0-3]):([0-5]\\d)(?!\\d)';

const one = (flags: string, source: string): RegExp => new RegExp(source, flags);
const halfDayTime = one('iy', halfDay);
const namedTime = one('iy', named);
const fullDayTime = one('iy', fullDay);
const plainTime = one('y', colonTime);
const rangeDash = one('iy', dash);
/** The first of two times whose half of the day stands with the second: the `8` of `8–9:45 a.m.` */
const bareStart = one('iy', `(\\d{1,2})(?:[:.]\\s?(\\d{2}))?(?=${dash}(?:\\d|noon|midnight))`);

interface OneTime {
  readonly time: ClockTime;
  readonly to: number;
}

/** Reads a time of day that begins at an offset: `3 p.m.`, `noon`, `8–9:45 a.m.`, `1423Z`; null when none begins there. Midnight is the hour 0
 *  of the date that it stands with, as the datelines of the *Foreign Relations* series have it. */
export function clockAt(text: string, from: number): ClockReading | null {
  const start = matchAt(bareStart, text, from);
  const end = start && halfDayAfterDash(text, from + start[0].length);
  const range = start && end && bareRange(start, end, from);
  if (range) return range;
  const first = oneTime(text, from);
  if (!first) return null;
  const second = afterDash(text, first.to);
  if (second) return { time: first.time, until: second.time, length: second.to - from };
  return { time: first.time, until: null, length: first.to - from };
}

/** `8–9:45 a.m.`: the first time is in the half of the day that brings it before the second one. */
function bareRange(start: RegExpExecArray, { time, to }: OneTime, from: number): ClockReading | null {
  const hour = Number(start[1]);
  const minute = Number(start[2] ?? 0);
  if (hour < 1 || hour > 12 || minute > 59) return null;
  const until = time.hour * 60 + time.minute;
  const [early, late] = [(hour % 12) * 60 + minute, (hour % 12) * 60 + minute + 720];
  const begun = late < until ? late : early;
  return begun < until
    ? { time: { hour: Math.floor(begun / 60), minute, isUtc: time.isUtc }, until: time, length: to - from }
    : null;
}

function afterDash(text: string, at: number): OneTime | null {
  const joined = matchAt(rangeDash, text, at);
  return joined && oneTime(text, at + joined[0].length);
}

function halfDayAfterDash(text: string, at: number): OneTime | null {
  const joined = matchAt(rangeDash, text, at);
  return joined && (halfDayAt(text, at + joined[0].length) ?? namedAt(text, at + joined[0].length));
}

function oneTime(text: string, from: number): OneTime | null {
  return halfDayAt(text, from) ?? namedAt(text, from) ?? fullDayAt(text, from);
}

function halfDayAt(text: string, from: number): OneTime | null {
  const match = matchAt(halfDayTime, text, from);
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (hour > 12 || minute > 59) return null;
  const isAfternoon = match[3]?.toLowerCase().startsWith('p') === true;
  const time = { hour: (hour % 12) + (isAfternoon ? 12 : 0), minute, isUtc: false };
  return { time, to: from + match[0].length };
}

function namedAt(text: string, from: number): OneTime | null {
  const match = matchAt(namedTime, text, from);
  if (!match) return null;
  const hour = /midnight/i.test(match[0]) ? 0 : 12;
  return { time: { hour, minute: 0, isUtc: false }, to: from + match[0].length };
}

function fullDayAt(text: string, from: number): OneTime | null {
  const match = matchAt(fullDayTime, text, from) ?? matchAt(plainTime, text, from);
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  if (hour > 24 || (hour === 24 && minute > 0)) return null;
  return { time: { hour: hour % 24, minute, isUtc: match[3] !== undefined }, to: from + match[0].length };
}

function matchAt(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

/** A time in the form of `att.datable.w3c`: `15:00:00`, with `Z` for Greenwich time. */
export const w3cTime = ({ hour, minute, isUtc }: ClockTime): string =>
  `${twoDigits(hour)}:${twoDigits(minute)}:00${isUtc ? 'Z' : ''}`;
