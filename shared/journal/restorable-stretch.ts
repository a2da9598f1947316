import type { ComparedRow } from './compare-documents.ts';

/** Paragraphs of an older state that can come back, and what gives way to them. Positions are those before text blocks. */
export interface RestorableStretch {
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
