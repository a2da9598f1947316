const shape = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** A year, month, day or moment in W3C form for `@when`, or null when it is none: no such month, no such day of that month.
 *  Fractions of a second are left out: an edition needs none, and validators differ about their last zero.
 *  TEI: `teidata.temporal.w3c`. */
export function w3cDate(value: string | null): string | null {
  const match = value === null ? null : shape.exec(value);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => (part === undefined ? null : Number(part)));
  if (year === undefined || year === null || year === 0) return null;
  const valid =
    isWithin(month, 1, 12) &&
    isWithin(day, 1, daysOf(year, month ?? 1)) &&
    isWithin(hour, 0, 23) &&
    isWithin(minute, 0, 59) &&
    isWithin(second, 0, 59);
  return valid ? match[0].replace(match[7] ?? '', '') : null;
}

const isWithin = (value: number | null | undefined, least: number, most: number): boolean =>
  value === null || value === undefined || (value >= least && value <= most);

/** Day 0 of the next month is the last day of this one. */
const daysOf = (year: number, month: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
};
