import { boxAround, type LayoutBlock, type LayoutLine } from '../../shared/document/layout.ts';
import type { RecognisedLine } from './tesseract.ts';

/** Parts of a row that are further from each other than this, in heights of the line, are lines of their own. */
const widestGap = 4;
/** Lines with fewer words are marks beside the text, not lines of a column. */
const columnWords = 3;
/** From so many lines side by side on, a page has columns. */
const fewestSideBySide = 5;
/** And from this share of its lines on. */
const columnShare = 0.3;
/** A line that goes on below begins no further in than this, in heights of the line. */
const indent = 1.5;
/** And is no further away than this, in distances of most lines. */
const looseLine = 1.45;
/** A line is full when it ends no further than this share of the width before the others. */
const fullLine = 0.85;

/** Brings the lines of a page into the order in which they are read and makes blocks of them. The engine divides typewritten
 *  pages, with their loose margins, stamps and notes, into blocks that are nested in each other; unless a page has columns,
 *  its lines are read row by row, whatever the slope of the page. */
export function inReadingOrder(lines: readonly RecognisedLine[]): readonly LayoutBlock[] {
  const slope = slopeOf(lines);
  const placed = lines.map((line) => ({ line, level: levelOf(line, slope) }));
  const ordered = hasColumns(placed) ? placed.map((one) => [one]) : rowsOf(placed);
  return blocksOf(ordered.flatMap(joinedRow));
}

interface PlacedLine {
  readonly line: RecognisedLine;
  /** Where its middle would be were the page upright, at its left edge. */
  readonly level: number;
}

type Row = readonly PlacedLine[];

const right = ({ box }: RecognisedLine): number => box.x + box.width;

/** How much the lines of a page fall per pixel to the right. */
function slopeOf(lines: readonly RecognisedLine[]): number {
  const slopes = lines
    .filter(({ words }) => words.length >= columnWords)
    .map(({ baseline: [from, to] }) => (to.x > from.x ? (to.y - from.y) / (to.x - from.x) : 0));
  return median(slopes) ?? 0;
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The box of a long line on a page that is not upright is higher than the line: its baseline tells where it is. */
function levelOf({ box, baseline: [from, to], words }: RecognisedLine, slope: number): number {
  const heights = words.flatMap((word) => word.box?.height ?? []);
  const half = (median(heights) ?? box.height) / 2;
  return (from.y + to.y) / 2 - half - (slope * (from.x + to.x)) / 2;
}

const heightOf = ({ words, box }: RecognisedLine): number =>
  median(words.flatMap((word) => word.box?.height ?? [])) ?? box.height;

/** Whether two lines stand side by side. */
function areBeside(a: PlacedLine, b: PlacedLine): boolean {
  const isApart = right(a.line) <= b.line.box.x || right(b.line) <= a.line.box.x;
  return isApart && Math.abs(a.level - b.level) < Math.min(heightOf(a.line), heightOf(b.line)) / 2;
}

function hasColumns(lines: readonly PlacedLine[]): boolean {
  const full = lines.filter(({ line }) => line.words.length >= columnWords);
  const beside = full.filter((one) => full.some((other) => areBeside(one, other)));
  return beside.length >= 2 * fewestSideBySide && beside.length >= columnShare * full.length;
}

function rowsOf(lines: readonly PlacedLine[]): readonly Row[] {
  const rows: PlacedLine[][] = [];
  for (const line of lines.toSorted((a, b) => a.level - b.level)) {
    const row = rows.at(-1);
    if (row?.every((other) => areBeside(line, other))) row.push(line);
    else rows.push([line]);
  }
  return rows.map((row) => row.toSorted((a, b) => a.line.box.x - b.line.box.x));
}

/** The parts of a row that are near each other are one line. */
function joinedRow(row: Row): readonly RecognisedLine[] {
  const joined: RecognisedLine[] = [];
  for (const { line } of row) {
    const before = joined.at(-1);
    if (before && line.box.x - right(before) <= widestGap * heightOf(line))
      joined[joined.length - 1] = joinedLine(before, line);
    else joined.push(line);
  }
  return joined;
}

const joinedLine = (left: RecognisedLine, next: RecognisedLine): RecognisedLine => ({
  box: boxAround([left.box, next.box]) ?? left.box,
  baseline: [left.baseline[0], next.baseline[1]],
  words: [...left.words, ...next.words],
  paragraph: next.paragraph,
});

function blocksOf(lines: readonly RecognisedLine[]): readonly LayoutBlock[] {
  const distances = lines.slice(1).map((line, index) => line.box.y - (lines[index]?.box.y ?? 0));
  const usual = median(distances.filter((distance) => distance > 0)) ?? 0;
  const edge = Math.max(...lines.map(right), 0);
  const blocks: RecognisedLine[][] = [];
  for (const line of lines) {
    const block = blocks.at(-1);
    const before = block?.at(-1);
    const isOfSame = before?.paragraph === line.paragraph;
    if (block && before && (isOfSame || goesOn(before, line, usual, edge))) block.push(line);
    else blocks.push([line]);
  }
  return blocks.map((own) => ({ box: boxAround(own.map(({ box }) => box)), lines: own.map(layoutLine) }));
}

/** Whether a line of another block of the engine goes on with the sentence of the one before it. */
function goesOn(before: RecognisedLine, line: RecognisedLine, usual: number, edge: number): boolean {
  const isNear = line.box.y - before.box.y <= looseLine * usual;
  const isFlush = Math.abs(line.box.x - before.box.x) <= indent * heightOf(line) || line.box.x < before.box.x;
  return isNear && isFlush && right(before) >= fullLine * edge;
}

const layoutLine = ({ box, baseline, words }: RecognisedLine): LayoutLine => ({ box, baseline, words });
