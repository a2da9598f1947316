import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import { type AnchorKind, anchorKinds } from '../../shared/document/page-anchor.ts';
import type { ComparisonFigures } from '../../shared/journal/compare-documents.ts';
import { t } from '../../shared/translation/translate.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const dayNumber = (date: Date): number => Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000);

/** When something happened, as near as a person cares: `today 11:20`, `yesterday`, `Monday`, `3 Nov`, `3 Nov 2024`.
 *  @param time ISO 8601 */
export function changedLabel(time: string, now: Date): string {
  const then = new Date(time);
  if (Number.isNaN(then.getTime())) return '';
  const daysAgo = dayNumber(now) - dayNumber(then);
  if (daysAgo <= 0) return `today ${clock.format(then)}`;
  if (daysAgo === 1) return `yesterday ${clock.format(then)}`;
  if (daysAgo < 7) return weekday.format(then);
  return then.getFullYear() === now.getFullYear() ? day.format(then) : dayAndYear.format(then);
}

/** The page anchors of one kind in a few words. */
interface AnchorSummary {
  readonly kind: AnchorKind;
  /** `facsimile 1–5`, `page 200`, `facsimile 1–4, inferred`. */
  readonly text: string;
}

/** What page anchors a document has, a line a kind. */
export function anchorSummary(anchors: DocumentSummary['anchors']): readonly AnchorSummary[] {
  return anchorKinds.flatMap((kind) => {
    const ofKind = anchors.filter((anchor) => anchor.kind === kind);
    if (ofKind.length === 0) return [];
    const labels = ranges(ofKind.map((anchor) => anchor.label || '?'));
    const inferred = ofKind.some((anchor) => anchor.inferred) ? t`, inferred` : '';
    return [{ kind, text: `${kind} ${labels}${inferred}` }];
  });
}

/** Runs of numbers that follow one another as `first–last`; at most three runs are named. */
function ranges(labels: readonly string[]): string {
  const runs: { first: string; last: string }[] = [];
  for (const label of labels) {
    const run = runs.at(-1);
    if (run && /^\d+$/.test(label) && Number(label) === Number(run.last) + 1) run.last = label;
    else runs.push({ first: label, last: label });
  }
  const named = runs.slice(0, 3).map(({ first, last }) => (first === last ? first : `${first}–${last}`));
  return named.join(', ') + (runs.length > 3 ? ' …' : '');
}

export const countOf = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;

/** What was done, as a person reads it: `3 corrections · 1 tag`; empty when nothing was. */
export function figuresLabel({ corrections, tags, anchors }: ComparisonFigures): string {
  return [
    corrections > 0 && countOf(corrections, 'correction'),
    tags > 0 && countOf(tags, 'tag'),
    anchors > 0 && countOf(anchors, t`page anchor`),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** How many lines there are, and how many were read as they stand now. */
export interface ProofCount {
  readonly lines: number;
  readonly linesRead: number;
}

const grouped = new Intl.NumberFormat('en');

/** How many lines of a document were read: `12 of 30 lines read`. */
export const countInWords = ({ lines, linesRead }: ProofCount): string =>
  t`${grouped.format(linesRead)} of ${grouped.format(lines)} ${lines === 1 ? 'line' : 'lines'} read`;
