import { twoDigits } from './calendar.ts';
import type { ReadDate } from './read-dates.ts';

/** A date in the Extended Date/Time Format (ISO 8601-2, level 1 and the unspecified digits of level 2), which says what `att.datable.w3c` has no form for: doubt (`1962-11-13?`), a bound (`../1962-10-20`), and
 *  what is not known before something that is (`XXXX-11-13`). Null when nothing of it is known. Source: https://www.loc.gov/standards/datetime/ */
export function edtfOf({
  date,
  until,
  isDoubtful,
  bound,
}: Pick<ReadDate, 'date' | 'until' | 'isDoubtful' | 'bound'>): string | null {
  const [from, to] = [dayOf(date), until && dayOf(until)];
  if (from === null) return null;
  const doubt = isDoubtful ? '?' : '';
  if (bound !== null) return bound === 'before' ? `../${from}${doubt}` : `${from}${doubt}/..`;
  return to === null ? `${from}${doubt}` : `${from}${doubt}/${to}${doubt}`;
}

function dayOf({ year, month, day }: ReadDate['date']): string | null {
  if (year === null && month === null) return null;
  const parts = [year === null ? 'XXXX' : String(year).padStart(4, '0')];
  if (month !== null) parts.push(twoDigits(month));
  if (month !== null && day !== null) parts.push(twoDigits(day));
  return parts.join('-');
}
