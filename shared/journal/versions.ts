import type { DocumentState } from '../document/document-state.ts';
import { inEnglish } from '../translation/retell.ts';
import { type ComparedRow, stateFigures } from './compare-documents.ts';

/** What a version is called that the program keeps by itself: what was done since the last one, and on which day, such as
 *  `Corrections and tags of 22 November 2026`. Null when nothing is otherwise than before.
 *  The day is that of the last change, where the program runs. A status alone makes no version. */
export function automaticVersionName(before: DocumentState, now: DocumentState): string | null {
  const what = whatChanged(before, now);
  return what === null ? null : inEnglish`${what} of ${dayOf(now.changed.time)}`;
}

function whatChanged(before: DocumentState, now: DocumentState): string | null {
  const { corrections, tags, anchors } = stateFigures(before, now);
  const isOther = !before.doc.eq(now.doc);
  const parts = [
    ...(corrections > 0 ? [inEnglish`corrections`] : []),
    ...(tags > 0 ? [inEnglish`tags`] : []),
    ...(anchors > 0 ? [inEnglish`page anchors`] : []),
    ...(isSame(before.pages, now.pages) ? [] : [inEnglish`page images`]),
    ...(isSame(before.zones, now.zones) ? [] : [inEnglish`zones`]),
    ...(isSame([before.metadata], [now.metadata]) ? [] : [inEnglish`details`]),
  ];
  if (parts.length === 0) return isOther ? inEnglish`Structure` : null;
  const last = parts.at(-1) ?? '';
  const listed = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  return listed.charAt(0).toUpperCase() + listed.slice(1);
}

/** States that were read at different times share nothing. */
const isSame = (one: readonly object[], other: readonly object[]): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

const dayOf = (time: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(time));

/** Paragraphs of an older state that can come back, and what gives way to them. Positions are those before text blocks. */
interface RestorableStretch {
  /** In the older document; none where paragraphs were added, which restoring takes away. */
  readonly older: readonly number[];
  /** In the newer document; none where paragraphs were taken away. */
  readonly newer: readonly number[];
  /** Other blocks of the newer document that the same words were moved to, and that go when they come back. */
  readonly moved: readonly number[];
  /** The block of the newer document beside which they come back when `newer` is empty. */
  readonly beside: { readonly pos: number; readonly side: 'before' | 'after' } | null;
}

/** What restoring a row of a comparison is about: the blocks on both its sides, however many stand there, and where the words are
 *  otherwise when they only stand somewhere else now.
 *  @param row one of `rows` */
export function restorableStretch(rows: readonly ComparedRow[], row: ComparedRow): RestorableStretch {
  const partner = row.older.length === 0 || row.newer.length === 0 ? otherHalf(rows, row) : undefined;
  const origin = partner && row.older.length === 0 ? partner : row;
  const moved = partner ? (origin === row ? partner : row).newer : [];
  const index = rows.indexOf(origin);
  return { older: origin.older, newer: origin.newer, moved, beside: neighbourOf(rows, index, new Set(moved)) };
}

/** The row that says the rest of a move: the same words gone in one place and new in another. */
const otherHalf = (rows: readonly ComparedRow[], row: ComparedRow): ComparedRow | undefined =>
  rows.find(
    (other) =>
      other.kind === 'changed' &&
      (row.older.length === 0) === (other.newer.length === 0) &&
      (row.newer.length === 0) === (other.older.length === 0) &&
      readingOf(other) === readingOf(row),
  );

const readingOf = ({ runs }: ComparedRow): string => runs.map(({ text }) => text).join(' ');

function neighbourOf(
  rows: readonly ComparedRow[],
  index: number,
  moved: ReadonlySet<number>,
): RestorableStretch['beside'] {
  const stays = (pos: number): boolean => !moved.has(pos);
  for (const { newer } of rows.slice(0, index).reverse()) {
    const pos = newer.findLast(stays);
    if (pos !== undefined) return { pos, side: 'after' };
  }
  for (const { newer } of rows.slice(index + 1)) {
    const pos = newer.find(stays);
    if (pos !== undefined) return { pos, side: 'before' };
  }
  return null;
}
