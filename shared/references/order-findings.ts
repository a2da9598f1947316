import { type CalendarDay, dayCount, isPossible, w3cDay } from '../dates/calendar.ts';
import type { DocumentId } from '../document/identifier.ts';
import { increasingRun } from '../text/sequences.ts';
import type { CorrespondenceRow } from './correspondence.ts';

/** A document whose date does not fit those of others. */
export interface OrderFinding {
  readonly kind: 'older than its question' | 'out of order';
  readonly document: DocumentId;
  /** Its date in the form of `att.datable.w3c`. */
  readonly when: string;
  /** What it answers; of one that is out of order, the nearest before and behind it that are in order. */
  readonly others: readonly { readonly document: DocumentId; readonly when: string }[];
  /** Dates that would fit, the likeliest first: the same day of another year. */
  readonly dates: readonly string[];
}

/** How many days an answer may be dated before what it answers: telegrams crossed time zones. */
const daysOfGrace = 1;
/** Within how many days an answer comes, for another year to be offered. */
const mostDaysToAnswer = 200;
/** Which part of the documents must stand by date for a collection to be in the order of time. */
const partInOrder = 0.8;

/** Answers that are older than their questions, and documents that stand out of order in a collection that is in the order of time.
 *  @param rows of the correspondence
 *  @param order the documents as the collection has them */
export function orderFindings(
  rows: readonly CorrespondenceRow[],
  order: readonly DocumentId[],
): readonly OrderFinding[] {
  const dated = new Map(rows.flatMap(({ document, when }) => (dayOf(when) ? [[document, when ?? ''] as const] : [])));
  const early = rows.flatMap((row) => earlyAnswer(row, dated));
  const known = new Set(early.map(({ document }) => document));
  return [...early, ...outOfOrder(order, dated).filter(({ document }) => !known.has(document))];
}

function earlyAnswer(
  { document, answers }: CorrespondenceRow,
  dated: ReadonlyMap<DocumentId, string>,
): readonly OrderFinding[] {
  const when = dated.get(document);
  const own = when === undefined ? null : dayOf(when);
  if (when === undefined || !own) return [];
  const others = answers.flatMap((id) => {
    const other = dated.get(id);
    const day = other === undefined ? null : dayOf(other);
    return other !== undefined && day && dayCount(own) < dayCount(day) - daysOfGrace
      ? [{ document: id, when: other, day }]
      : [];
  });
  if (others.length === 0) return [];
  const last = Math.max(...others.map(({ day }) => dayCount(day)));
  const fits = (count: number): boolean => count >= last && count <= last + mostDaysToAnswer;
  const dates = otherYears(when, own, [own.year + 1, own.year + 2, own.year + 10], fits);
  return [
    { kind: 'older than its question', document, when, others: others.map(({ day: _, ...other }) => other), dates },
  ];
}

function outOfOrder(order: readonly DocumentId[], dated: ReadonlyMap<DocumentId, string>): readonly OrderFinding[] {
  const placed = order.flatMap((document) => {
    const when = dated.get(document);
    const day = when === undefined ? null : dayOf(when);
    return when !== undefined && day ? [{ document, when, day }] : [];
  });
  // The run strictly increases and takes nothing below zero: documents of one day follow as they come, and days are counted from far back.
  const kept = increasingRun(placed.map(({ day }, index) => (dayCount(day) + 1_000_000) * 1_000_000 + index));
  if (placed.length < 3 || kept.size < placed.length * partInOrder) return [];
  const inOrder = placed.map((_, index) => index).filter((index) => kept.has(index));
  return placed.flatMap((one, index): readonly OrderFinding[] => {
    if (kept.has(index)) return [];
    const before = placed[inOrder.findLast((other) => other < index) ?? -1];
    const behind = placed[inOrder.find((other) => other > index) ?? -1];
    const others = [before, behind].flatMap((other) => (other ? [{ document: other.document, when: other.when }] : []));
    const [first, last] = [before ? dayCount(before.day) : -Infinity, behind ? dayCount(behind.day) : Infinity];
    const years = [before?.day.year, behind?.day.year].filter((year) => year !== undefined);
    const dates =
      before && behind ? otherYears(one.when, one.day, years, (count) => count >= first && count <= last) : [];
    return [{ kind: 'out of order', document: one.document, when: one.when, others, dates }];
  });
}

/** The same day, and hour, of other years that fits. */
function otherYears(
  when: string,
  day: CalendarDay,
  years: readonly number[],
  fits: (count: number) => boolean,
): readonly string[] {
  const days = [...new Set(years)].map((year) => ({ ...day, year }));
  return days
    .filter((other) => other.year !== day.year && isPossible(other) && fits(dayCount(other)))
    .map((other) => `${w3cDay(other) ?? ''}${when.slice(10)}`);
}

function dayOf(when: string | null): CalendarDay | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(when ?? '');
  return match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}
