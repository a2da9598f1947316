import type { DocumentId } from '../../shared/document/identifier.ts';

/** Which rows of the table are chosen, and where the keyboard is. */
export interface TableSelection {
  readonly chosen: ReadonlySet<DocumentId>;
  /** The row that Enter opens. */
  readonly focused: DocumentId | null;
  /** Where a stretch that Shift extends begins. */
  readonly origin: DocumentId | null;
}

export const nothingSelected: TableSelection = { chosen: new Set(), focused: null, origin: null };

/** How a row is pointed at. */
export interface Pointing {
  /** Shift: the stretch from the origin to here. */
  readonly extend: boolean;
  /** Ctrl or ⌘: this row in addition, or no longer. */
  readonly toggle: boolean;
}

/** Chooses the row at an index of the rows as they stand in the table. */
export function pointAt(
  selection: TableSelection,
  rows: readonly DocumentId[],
  index: number,
  { extend, toggle }: Pointing,
): TableSelection {
  const row = rows[index];
  if (row === undefined) return selection;
  if (extend) {
    const from = selection.origin === null ? index : Math.max(0, rows.indexOf(selection.origin));
    const stretch = rows.slice(Math.min(from, index), Math.max(from, index) + 1);
    return { chosen: new Set(stretch), focused: row, origin: rows[from] ?? row };
  }
  if (!toggle) return { chosen: new Set([row]), focused: row, origin: row };
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(row)) chosen.add(row);
  return { chosen, focused: row, origin: row };
}

/** Chooses every row. */
export const chooseAll = (selection: TableSelection, rows: readonly DocumentId[]): TableSelection => ({
  ...selection,
  chosen: new Set(rows),
});

/** Where a key moves the keyboard: an index of the rows, or null when the key moves nothing.
 *  @param page rows that fit on the screen */
export function movedIndex(key: string, index: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const target = {
    ArrowDown: index + 1,
    ArrowUp: index < 0 ? 0 : index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  }[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}
