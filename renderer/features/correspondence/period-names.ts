import { interfaceLocale } from '../../../shared/translation/translate.ts';

const day = new Intl.DateTimeFormat(interfaceLocale(), {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const month = new Intl.DateTimeFormat(interfaceLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A year, a month or a day as a person reads it: `1962`, `October 1962`, `Sat 27 October 1962`; as it stands where the calendar has no such. */
export function periodName(period: string): string {
  if (period.length < 7) return period;
  const date = new Date(`${period.length < 10 ? `${period}-01` : period}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return period;
  if (period.length < 10) return month.format(date);
  // British English has no comma between the day of the week and a figure; older tables of the system put one there.
  return day.format(date).replace(/^(\p{L}+), (?=\d)/u, '$1 ');
}

/** The periods that a period lies in, the longest first: of `1962-10-27` the year and the month. */
export const periodsAround = (period: string): readonly string[] =>
  [period.slice(0, 4), period.slice(0, 7)].filter((around) => around.length < period.length);
