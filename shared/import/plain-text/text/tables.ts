import { inEnglish } from '../../../translation/retell.ts';
import { type Block, claim, type Draft, excerpt, isUnclaimed } from '../draft/draft.ts';
import type { SourceLine, SourceRange } from '../draft/source-lines.ts';
import { headerFieldOf } from '../parts/header-fields.ts';
import { itemLabelOf } from './item-labels.ts';

/** Longest row, in characters. */
const longestRow = 4000;

/** Whether a line is set in columns: tabs between its words, before or after them, or pipes around every cell. */
function isTableRow(text: string, line: SourceLine): boolean {
  if (line.words === '' || line.end - line.start > longestRow) return false;
  if (isPiped(text, line)) return true;
  const words = text.slice(line.from, line.to);
  const hasTab = text.slice(line.from, line.end).includes('\t') || /^ ?\t/.test(text.slice(line.start, line.from));
  if (!hasTab || /\[[^\]]*\t/.test(words)) return false;
  // A tab after a label or number only sets what follows apart.
  const first = words.split('\t', 1)[0] ?? '';
  return itemLabelOf(`${first} x`, 0, first.length + 2) === null && headerFieldOf(first)?.hasColon !== true;
}

/** `| a | b |` */
const isPiped = (text: string, line: SourceLine): boolean =>
  line.to - line.from > 2 && text[line.from] === '|' && text[line.to - 1] === '|';

/** Whether a line has tabs only before its words: a paragraph that is set in, unless it stands in a table. */
const isIndentedOnly = (text: string, line: SourceLine): boolean =>
  !isPiped(text, line) && !text.slice(line.from, line.end).includes('\t');

/** Rows without a tab that may stand one after the other within a table: cells that go on upon further lines. */
const mostPlainRows = 3;
/** Longest line, in characters, that can be a row without a tab. */
const longestPlainRow = 160;

/** Says of each line whether it is a row of a table: at least two lines set in columns, one under the other, with what stands between such
 *  lines without a blank line. In prose a single tab may stand. O(length). */
export function tableRows(text: string, lines: readonly SourceLine[]): readonly boolean[] {
  const found = lines.map(() => false);
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (to < lines.length && lines[to]?.stretch === lines[from]?.stretch) to++;
    markRows(text, lines, from, to, found);
    from = to;
  }
  return found;
}

function markRows(text: string, lines: readonly SourceLine[], from: number, to: number, found: boolean[]): void {
  let lastRow = -1;
  let first = -1;
  let count = 0;
  const close = (): void => {
    if (count > 1 || (count === 1 && first === lastRow && isWide(text, lines[first])))
      found.fill(true, first, lastRow + 1);
    first = -1;
    count = 0;
  };
  for (let index = from; index < to; index++) {
    const line = lines[index] as SourceLine;
    const isRow = isTableRow(text, line) && !(isIndentedOnly(text, line) && count === 0);
    if (isRow) {
      if (first === -1) first = index;
      lastRow = index;
      count++;
    } else if (
      first !== -1 &&
      line.words !== '' &&
      (index - lastRow > mostPlainRows || line.words.length > longestPlainRow)
    )
      close();
  }
  if (first !== -1) close();
}

/** A row beyond doubt: in prose a single tab may stand, but not two. */
const isWide = (text: string, line: SourceLine | undefined): boolean =>
  line !== undefined && cellsOf(text, line).cells.length > 2;

/** The cells of a row: the ranges of their words without white space, and of the pipes that only draw the table. */
export function cellsOf(
  text: string,
  line: SourceLine,
): { readonly cells: readonly SourceRange[]; readonly pipes: readonly SourceRange[] } {
  const hasPipes = isPiped(text, line);
  const leadingTabs = /^[ \t]*/.exec(text.slice(line.start, line.from))?.[0].includes('\t') === true;
  const from = hasPipes ? line.from + 1 : leadingTabs ? line.start : line.from;
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

/** The rows of a table block, each of one line or more: browsers copy a line break within a cell as one, so that a row is cut where its columns are
 *  not complete. */
export function rowsOfTable(text: string, lines: readonly SourceLine[]): readonly (readonly SourceLine[])[] {
  const own = lines.filter((line) => line.words !== '' && !isRule(text, line));
  const counts = own.map((line) => cellsOf(text, line).cells.length);
  const columns = usualCount(counts);
  const rows: (readonly SourceLine[])[] = [];
  for (let index = 0; index < own.length; ) {
    const count = linesOfRow(
      text,
      own.slice(index, index + mostRowLines),
      counts.slice(index, index + mostRowLines),
      columns,
    );
    rows.push(own.slice(index, index + count));
    index += count;
  }
  return rows;
}

/** A row is cut into at most so many lines. */
const mostRowLines = 6;

/** How many lines make the first row: as many as complete its columns, where the first of them does not. */
function linesOfRow(text: string, lines: readonly SourceLine[], counts: readonly number[], columns: number): number {
  let cells = counts[0] ?? 0;
  if (cells >= columns || cells < 2) return 1;
  for (let index = 1; index < lines.length; index++) {
    const [line, count = 0] = [lines[index], counts[index]];
    if (!line || text.slice(line.start, line.from).includes('\t')) return 1;
    cells += count - 1;
    if (cells === columns && count > 1) return index + 1;
    if (cells >= columns) return 1;
  }
  return 1;
}

/** How many cells most rows have. */
function usualCount(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  return [...seen].reduce((best, [count, times]) => (times > (seen.get(best) ?? 0) ? count : best), 0);
}

/** Rows one under the other, at least two, are a table. */
export function recogniseTables(draft: Draft): void {
  const isRow = new Set(tableLines(draft));
  for (const block of draft.blocks) {
    if (!isUnclaimed(block)) continue;
    const rows = block.lines.filter((line) => line.words !== '' && !isRule(draft.text, line));
    const columns = rows.reduce((most, row) => Math.max(most, cellsOf(draft.text, row).cells.length), 0);
    const isAllRows = block.lines.every((line) => line.words === '' || isRow.has(line.from));
    if (!isAllRows || rows.length < 2 || columns < 2) continue;
    claim(
      block,
      { kind: 'table' },
      'table',
      inEnglish`Table of ${rows.length} rows and ${columns} columns: ${excerpt(block.words)}`,
    );
    for (const line of block.lines) setAsidePipes(draft, line);
  }
}

/** Where the rows begin that stand in blocks. */
function tableLines(draft: Draft): readonly number[] {
  const lines = draft.blocks.flatMap((block: Block) => block.lines);
  return tableRows(draft.text, lines).flatMap((isRow, index) => (isRow ? [lines[index]?.from ?? -1] : []));
}

function setAsidePipes(draft: Draft, line: SourceLine): void {
  if (!isTableRow(draft.text, line)) return;
  const { pipes } = cellsOf(draft.text, line);
  const parts = isRule(draft.text, line) ? [line] : pipes;
  for (const { from, to } of parts) draft.spans.push({ sort: 'set aside', from, to, why: inEnglish`draws the table` });
}
