import { dayCount } from '../dates/calendar.ts';

/** How long the periods of a timeline are. */
export type TimelineScale = 'day' | 'month' | 'year';

export const timelineScales: readonly TimelineScale[] = ['day', 'month', 'year'];

/** A period in which documents are dated. */
export interface TimelinePeriod {
  /** `1962`, `1962-10` or `1962-10-27`: coarser than the scale where the documents do not say more. */
  readonly period: string;
  /** How many documents are dated in it. */
  readonly count: number;
  /** How many periods of the scale, between the one before and this one, have no document. */
  readonly gap: number;
}

export interface Timeline {
  /** By time; those that are coarser than the scale stand before what they contain. */
  readonly periods: readonly TimelinePeriod[];
  readonly dated: number;
  readonly undated: number;
  /** The largest count of a period. */
  readonly most: number;
}

const lengths: Readonly<Record<TimelineScale, number>> = { day: 10, month: 7, year: 4 };

/** The scale that a period belongs to. */
export const scaleOf = (period: string): TimelineScale =>
  period.length >= lengths.day ? 'day' : period.length >= lengths.month ? 'month' : 'year';

/** The date of a document as far as a timeline counts it: `1962-10-27` of `1962-10-27T17:00`; null for one without a year. */
export const timelineDay = (when: string | null): string | null =>
  /^\d{4}(?:-\d\d(?:-\d\d)?)?/.exec(when ?? '')?.[0] ?? null;

/** When documents were written, as periods with the gaps between them. One pass over the documents.
 *  @param dates in the form of `att.datable.w3c`; null or empty where it is not known
 *  @param within a year or a month that alone counts; then what has no date does not */
export function timeline(dates: Iterable<string | null>, scale: TimelineScale, within: string | null = null): Timeline {
  const counts = new Map<string, number>();
  let [dated, undated, most] = [0, 0, 0];
  for (const when of dates) {
    const day = timelineDay(when);
    if (day === null) undated += 1;
    else if (isWithin(day, within)) {
      dated += 1;
      const period = day.slice(0, lengths[scale]);
      const count = (counts.get(period) ?? 0) + 1;
      counts.set(period, count);
      most = Math.max(most, count);
    }
  }
  let before: number | null = null;
  const periods = [...counts.keys()].sort().map((period): TimelinePeriod => {
    const at = numberOf(period, scale);
    const gap = at === null || before === null ? 0 : at - before - 1;
    before = at ?? before;
    return { period, count: counts.get(period) ?? 0, gap };
  });
  return { periods, dated, undated: within === null ? undated : 0, most };
}

/** Whether a date lies in a year, a month or a day. */
export const isWithin = (day: string, period: string | null): boolean =>
  period === null || day === period || day.startsWith(`${period}-`);

/** Where a period stands among those of its scale; null for one that is coarser, which may be any of them. */
function numberOf(period: string, scale: TimelineScale): number | null {
  if (period.length < lengths[scale]) return null;
  const [year = 0, month = 1, day = 1] = period.split('-').map(Number);
  if (scale === 'year') return year;
  return scale === 'month' ? year * 12 + month : dayCount({ year, month, day });
}
