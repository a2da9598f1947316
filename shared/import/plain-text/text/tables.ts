import { type Block, claim, type Draft, excerpt, isUnclaimed } from '../draft/draft.ts';
import type { SourceLine, SourceRange } from '../draft/source-lines.ts';
import { headerFieldOf } from '../parts/telegram-header.ts';
import { itemLabelOf } from './item-labels.ts';

/** Whether a line is set in columns: tabs between its words or after them, or pipes around every cell. */
export function isTableRow(text: string, line: SourceLine): boolean {
  if (line.words === '' || line.end - line.start > 2000) return false;
  if (isPiped(text, line)) return true;
  const words = text.slice(line.from, line.to);
  const hasTab = text.slice(line.from, line.end).includes('\t');
  if (!hasTab || /\[[^\]]*\t/.test(words)) return false;
  // A tab after a label or number only sets what follows apart.
  const first = words.split('\t', 1)[0] ?? '';
  return itemLabelOf(`${first} x`, 0, first.length + 2) === null && headerFieldOf(first)?.hasColon !== true;
}

/** `| a | b |` */
const isPiped = (text: string, line: SourceLine): boolean =>
  line.to - line.from > 2 && text[line.from] === '|' && text[line.to - 1] === '|';

/** Whether a line is a row beyond doubt: in prose a single tab may stand, but not two. */
export const isWideRow = (text: string, line: SourceLine): boolean =>
  isTableRow(text, line) && cellsOf(text, line).cells.length > 2;

/** The cells of a row: the ranges of their words without white space, and of the pipes that only draw the table. */
export function cellsOf(
  text: string,
  line: SourceLine,
): { readonly cells: readonly SourceRange[]; readonly pipes: readonly SourceRange[] } {
  const hasPipes = isPiped(text, line);
  const from = hasPipes ? line.from + 1 : line.from;
  const to = hasPipes ? line.to - 1 : line.end;
  const separator = hasPipes ? '|' : '\t';
  const cells: SourceRange[] = [];
  const pipes: SourceRange[] = hasPipes ? [{ from: line.from, to: from }] : [];
  let at = from;
  for (const cell of text.slice(from, to).split(separator)) {
    const start = at + (cell.length - cell.trimStart().length);
    cells.push({ from: start, to: start + cell.trim().length });
    at += cell.length + 1;
    if (hasPipes) pipes.push({ from: at - 1, to: at });
  }
  return { cells, pipes };
}

/** Whether a piped row only rules off the head of its table: `|---|---|`. */
export const isRule = (text: string, line: SourceLine): boolean =>
  /^\|[\s:|-]*-[\s:|-]*\|$/.test(text.slice(line.from, line.to));

/** Rows one under the other, at least two, are a table. */
export function recogniseTables(draft: Draft): void {
  for (const block of draft.blocks) {
    if (!isUnclaimed(block)) continue;
    const rows = rowsOf(draft.text, block);
    const columns = rows.reduce((most, row) => Math.max(most, cellsOf(draft.text, row).cells.length), 0);
    const isAllRows = block.lines.every((line) => line.words === '' || isTableRow(draft.text, line));
    if (!isAllRows || rows.length < 2 || columns < 2) continue;
    claim(
      block,
      { kind: 'table' },
      'table',
      `Table of ${rows.length} rows and ${columns} columns: ${excerpt(block.words)}`,
    );
    for (const line of block.lines) setAsidePipes(draft, line);
  }
}

/** The lines of a table block that are rows: all but marker lines and rules. */
const rowsOf = (text: string, block: Block): readonly SourceLine[] =>
  block.lines.filter((line) => isTableRow(text, line) && !isRule(text, line));

function setAsidePipes(draft: Draft, line: SourceLine): void {
  if (!isTableRow(draft.text, line)) return;
  const { pipes } = cellsOf(draft.text, line);
  const parts = isRule(draft.text, line) ? [line] : pipes;
  for (const { from, to } of parts) draft.spans.push({ sort: 'set aside', from, to, why: 'draws the table' });
}
