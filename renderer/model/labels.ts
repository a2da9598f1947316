import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { Version } from '../../shared/document/document-state.ts';
import type { DocumentType } from '../../shared/document/metadata.ts';
import { type AnchorKind, anchorKinds, type PageAnchor } from '../../shared/document/page-anchor.ts';
import type { ComparisonFigures } from '../../shared/journal/compare-documents.ts';
import type { ColumnId, Grouping } from '../../shared/table/table-view.ts';
import { retold } from '../../shared/translation/retell.ts';
import { counted, interfaceLocale, plural, t } from '../../shared/translation/translate.ts';
import { statusNames } from '../ui/marks.tsx';

const clock = new Intl.DateTimeFormat(interfaceLocale(), { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(interfaceLocale(), { weekday: 'long' });
const day = new Intl.DateTimeFormat(interfaceLocale(), { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat(interfaceLocale(), { day: 'numeric', month: 'short', year: 'numeric' });

const dayNumber = (date: Date): number => Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000);

/** When something happened, as near as a person cares: `today 11:20`, `yesterday`, `Monday`, `3 Nov`, `3 Nov 2024`.
 *  @param time ISO 8601 */
export function changedLabel(time: string, now: Date): string {
  const then = new Date(time);
  if (Number.isNaN(then.getTime())) return '';
  const daysAgo = dayNumber(now) - dayNumber(then);
  if (daysAgo <= 0) return t`today ${clock.format(then)}`;
  if (daysAgo === 1) return t`yesterday ${clock.format(then)}`;
  if (daysAgo < 7) return weekday.format(then);
  return then.getFullYear() === now.getFullYear() ? day.format(then) : dayAndYear.format(then);
}

/** Kinds of page anchors by themselves, as a choice. */
export const anchorKindNames: Readonly<Record<AnchorKind, string>> = {
  facsimile: t`Facsimile`,
  typeset: t`Typeset`,
  page: t`Page`,
};

const anchorKindWords: Readonly<Record<AnchorKind, string>> = {
  facsimile: t`facsimile`,
  typeset: t`typeset`,
  page: t`page`,
};

const withoutNumber: Readonly<Record<AnchorKind, string>> = {
  facsimile: t`Facsimile without a number`,
  typeset: t`Typeset without a number`,
  page: t`Page without a number`,
};

/** What the window calls a page anchor: `anchorName` in the language of the person. */
export const shownAnchorName = ({ kind, label }: Pick<PageAnchor, 'kind' | 'label'>): string =>
  label === '' ? withoutNumber[kind] : `${anchorKindNames[kind]} ${label}`;

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
    const name = anchorKindWords[kind];
    const isInferred = ofKind.some(({ inferred }) => inferred);
    return [{ kind, text: isInferred ? t`${name} ${labels}, inferred` : `${name} ${labels}` }];
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

/** What was done, as a person reads it: `3 corrections · 1 tag`; empty when nothing was. */
export function figuresLabel({ corrections, tags, anchors }: ComparisonFigures): string {
  return [
    corrections > 0 && counted(corrections, 'correction'),
    tags > 0 && counted(tags, 'tag'),
    anchors > 0 && counted(anchors, 'page anchor'),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** How many lines there are, and how many were read as they stand now. */
export interface ProofCount {
  readonly lines: number;
  readonly linesRead: number;
}

const grouped = new Intl.NumberFormat(interfaceLocale());

/** How many lines of a document were read: `12 of 30 lines read`. */
export function countInWords({ lines, linesRead }: ProofCount): string {
  const [read, all] = [grouped.format(linesRead), grouped.format(lines)];
  return plural(lines, t`${read} of ${all} line read`, t`${read} of ${all} lines read`);
}

/** What sort of paper a document is, as a person reads it. */
export const typeNames: Readonly<Record<DocumentType, string>> = {
  telegram: t`telegram`,
  letter: t`letter`,
  memorandum: t`memorandum`,
  message: t`message`,
  other: t`other`,
};

const namesOfValues: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['status', new Map(Object.entries(statusNames))],
  ['type', new Map(Object.entries(typeNames))],
]);

/** What a person reads for a value of a column of the table, or of what its documents are grouped by: statuses and types have names. */
export const valueLabel = (of: ColumnId | Grouping, value: string): string =>
  namesOfValues.get(of)?.get(value) ?? value;

/** Values that a column is filtered by: `raw, corrected`; `none` is a document without one. */
export const valuesLabel = (of: ColumnId, values: readonly string[]): string =>
  values.map((value) => valueLabel(of, value) || t`none`).join(', ') || t`nothing`;

/** A version that nobody named is named by the program, in English. */
export const versionName = ({ name, automatic }: Pick<Version, 'name' | 'automatic'>): string =>
  automatic ? retold(name) : name;

/** What lies between two days or numbers; an end that is empty is open. */
export function spanLabel(from: string, to: string): string {
  if (from === to) return from || t`any`;
  if (from === '') return t`up to ${to}`;
  return to === '' ? t`from ${from}` : t`${from} to ${to}`;
}
