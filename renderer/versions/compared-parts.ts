import type { ComparedRow, ComparedRun } from '../../shared/journal/compare-documents.ts';

/** A run of words with the number of the change that it belongs to; null where nothing changed. */
export interface NumberedRun {
  readonly run: ComparedRun;
  /** From 0. A word taken away and the one put in its place have the same number. */
  readonly change: number | null;
}

/** A comparison as it is drawn: rows that differ, and between them rows that do not. */
export type ComparedPart =
  | { readonly kind: 'changed'; readonly key: number; readonly row: ComparedRow; readonly runs: readonly NumberedRun[] }
  | { readonly kind: 'same'; readonly key: number; readonly rows: readonly ComparedRow[] };

/** Numbers the changes and gathers what is the same. */
export function comparedParts(rows: readonly ComparedRow[]): readonly ComparedPart[] {
  const parts: ComparedPart[] = [];
  let changes = 0;
  for (const row of rows) {
    const last = parts.at(-1);
    if (row.kind === 'same') {
      if (last?.kind === 'same') parts[parts.length - 1] = { ...last, rows: [...last.rows, row] };
      else parts.push({ kind: 'same', key: parts.length, rows: [row] });
      continue;
    }
    const runs = numbered(row.runs, changes);
    changes = (runs.findLast(({ change }) => change !== null)?.change ?? changes - 1) + 1;
    parts.push({ kind: 'changed', key: parts.length, row, runs });
  }
  return parts;
}

function numbered(runs: readonly ComparedRun[], first: number): readonly NumberedRun[] {
  let next = first;
  return runs.map((run, index) => {
    if (run.kind === 'same') return { run, change: null };
    const goesOn = run.kind === 'added' && runs[index - 1]?.kind === 'removed';
    if (!goesOn) next += 1;
    return { run, change: next - 1 };
  });
}

/** The place in the newer state beside which a change stands: the end of the words before it in its row, else the beginning of
 *  those behind it, which the source has too. Null where the row has no word that both states have. */
export function placeOfChange(parts: readonly ComparedPart[], change: number): number | null {
  for (const part of parts) {
    if (part.kind === 'same') continue;
    const index = part.runs.findIndex((numbered) => numbered.change === change);
    if (index < 0) continue;
    const before = part.runs.slice(0, index).findLast(({ run }) => run.kind === 'same');
    return before?.run.to ?? part.runs.slice(index).find(({ run }) => run.kind === 'same')?.run.from ?? null;
  }
  return null;
}
