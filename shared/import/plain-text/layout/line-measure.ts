import type { SourceLine } from '../draft/source-lines.ts';
import { cableFieldOf } from '../parts/cable-fields.ts';

/** Longest line, in characters, that can be one of several of a paragraph. Longer ones are paragraphs of their own: that
 *  is how text comes from web pages. */
export const longestWrappedLine = 160;
/** Shortest line, in characters, that can be a full one. */
export const shortestFullLine = 30;
/** A full line fills at least this part of the measure: typewriters and text recognition leave ragged ends. */
const fullPart = 0.65;

/** Whether a line is about as long as lines are there, so that it may end because it was full. */
export const isFull = (line: SourceLine, measure: number): boolean =>
  line.words.length >= Math.max(shortestFullLine, measure * fullPart);

/** How lines end in a text. */
export interface LineMeasure {
  /** Length of a full line around a line, in characters. */
  at(index: number): number;
  /** The usual length of a full line in the text; 0 when hardly any line can be one. */
  readonly usual: number;
  /** Whether the lines around a line end because they were full, and not each where something ends. */
  isWrapped(index: number): boolean;
  /** Whether the paragraphs of the text are set in. */
  readonly hasIndents: boolean;
}

/** Measures the lines of a text. One line that is longer than its neighbours (a title, a line of a form) does not make them short: the second
 *  longest of five counts, or the usual length of the document. O(lines). */
export function lineMeasure(lines: readonly SourceLine[]): LineMeasure {
  const usual = usualLength(lines);
  const wrapped = wrappedStretches(lines);
  return {
    usual,
    hasIndents: hasIndents(lines, usual),
    isWrapped: (index) => wrapped.get(lines[index]?.stretch ?? -1) ?? true,
    at: (index) => {
      const stretch = lines[index]?.stretch;
      const near = lines
        .slice(Math.max(0, index - 2), index + 3)
        .filter((line) => line.stretch === stretch && isWrappable(line));
      const [, second = 0] = near.map((line) => line.words.length).sort((a, b) => b - a);
      return Math.max(second, usual);
    },
  };
}

const isWrappable = (line: SourceLine): boolean => line.words.length <= longestWrappedLine;

/** The median length of lines that stand under another line and can be full; 0 when there are hardly any. */
function usualLength(lines: readonly SourceLine[]): number {
  const lengths = lines
    .filter((line, index) => isWrappable(line) && isFull(line, 0) && lines[index - 1]?.stretch === line.stretch)
    .map((line) => line.words.length)
    .sort((a, b) => a - b);
  return lengths.length < 6 ? 0 : (lengths[lengths.length >> 1] ?? 0);
}

/** A line is tight when the next one's first word would have gone beyond this part of a full line. */
const tightPart = 0.82;
/** A stretch is wrapped when at least this part of its lines are tight … */
const wrappedPart = 0.5;
/** … or this part, where most stretches of the text are not. */
const surelyWrappedPart = 0.85;
/** Fewer lines than this tell nothing by themselves. */
const fewestLines = 4;
/** A text most of which stands in lines that no paper has comes from a web page, line for paragraph. */
const longLinesPart = 0.5;

interface Stretch {
  readonly number: number;
  readonly lines: readonly SourceLine[];
  /** Length of a full line. */
  readonly width: number;
  /** Part of its lines that are tight. */
  readonly tight: number;
  /** Whether its lines read on: some begin in small letters, or all letters are capitals. */
  readonly readsOn: boolean;
}

/** Of each stretch of several lines whether they end because they were full. In a list of names, each on a line, hardly any does. A few lines
 *  are held against the longer stretches of the text: where those are not wrapped, they are not. */
function wrappedStretches(lines: readonly SourceLine[]): ReadonlyMap<number, boolean> {
  const all = stretchesOf(lines);
  const long = all.filter((stretch) => stretch.lines.length >= fewestLines && !isOfFields(stretch));
  const least = meanTightness(long) < wrappedPart ? surelyWrappedPart : wrappedPart;
  const sure = long.filter(({ tight, readsOn }) => readsOn && tight >= least);
  const isMostlyWrapped = linesIn(sure) >= linesIn(long) * wrappedPart;
  const wrapped = new Set(isMostlyWrapped ? long.filter(({ tight }) => tight >= least) : sure);
  const widths = [...wrapped].map(({ width }) => width).sort((a, b) => a - b);
  const usual = widths[widths.length >> 1];
  const isUnwrapped = long.length > wrapped.size || hasLongLines(lines);
  return new Map(
    all.map((stretch) => {
      if (stretch.lines.length >= fewestLines || isOfFields(stretch)) return [stretch.number, wrapped.has(stretch)];
      if (usual === undefined) return [stretch.number, !isUnwrapped];
      return [stretch.number, tightness(stretch.lines, usual) >= least];
    }),
  );
}

/** `Copy: SINGLE`. */
const labelled = /^\p{Lu}[\p{L} /]{1,30}:(?:\s|$)/u;

/** Whether most lines are fields, each of which ends where it ends: they tell nothing of the text. */
const isOfFields = (stretch: Stretch): boolean =>
  stretch.lines.filter(({ words }) => labelled.test(words.slice(0, 40)) || cableFieldOf(words) !== null).length >
  stretch.lines.length / 2;

const linesIn = (stretches: readonly Stretch[]): number => stretches.reduce((sum, { lines }) => sum + lines.length, 0);

function meanTightness(stretches: readonly Stretch[]): number {
  const pairs = stretches.reduce((sum, stretch) => sum + stretch.lines.length - 1, 0);
  const tight = stretches.reduce((sum, stretch) => sum + stretch.tight * (stretch.lines.length - 1), 0);
  return pairs === 0 ? 1 : tight / pairs;
}

function hasLongLines(lines: readonly SourceLine[]): boolean {
  const length = (of: readonly SourceLine[]): number => of.reduce((sum, { words }) => sum + words.length, 0);
  return length(lines.filter((line) => !isWrappable(line))) > length(lines) * longLinesPart;
}

/** The lines with words, by stretches of several. */
function stretchesOf(lines: readonly SourceLine[]): readonly Stretch[] {
  const stretches: SourceLine[][] = [];
  for (const line of lines) {
    if (line.words === '') continue;
    if (stretches.at(-1)?.[0]?.stretch === line.stretch) stretches.at(-1)?.push(line);
    else stretches.push([line]);
  }
  return stretches
    .filter(({ length }) => length > 1)
    .map((own) => {
      const width = widthOf(own);
      return { number: own[0]?.stretch ?? -1, lines: own, width, tight: tightness(own, width), readsOn: readsOn(own) };
    });
}

/** White space before a line counts as far as a paragraph is ever set in. */
const columnsOf = ({ indent, words }: SourceLine): number => Math.min(indent, 40) + words.length;

/** The length of a full line of a stretch: its second longest, of those that can be wrapped. */
function widthOf(stretch: readonly SourceLine[]): number {
  const lengths = stretch
    .filter(isWrappable)
    .map(columnsOf)
    .sort((a, b) => b - a);
  return Math.max(lengths[1] ?? lengths[0] ?? 0, shortestFullLine);
}

/** Of the lines of a paragraph at least this part begin in small letters. */
const smallLettersPart = 0.15;

function readsOn(stretch: readonly SourceLine[]): boolean {
  if (!stretch.some(({ words }) => /\p{Ll}{2}/u.test(words))) return true;
  const small = stretch.slice(1).filter(({ words }) => /^["“‘(]?\p{Ll}/u.test(words));
  return small.length >= (stretch.length - 1) * smallLettersPart;
}

/** The part of some lines that end because they were full. */
function tightness(stretch: readonly SourceLine[], width: number): number {
  const tight = stretch.slice(1).filter((line, index) => {
    const before = stretch[index] as SourceLine;
    return columnsOf(before) + 1 + (line.words.split(' ', 1)[0]?.length ?? 0) >= width * tightPart;
  });
  return tight.length / (stretch.length - 1);
}

/** So many lines that are set in, each below a full one that is not, show the paragraphs of a text. */
const fewestIndents = 2;

function hasIndents(lines: readonly SourceLine[], usual: number): boolean {
  let found = 0;
  for (const [index, line] of lines.entries()) {
    const [before, next] = [lines[index - 1], lines[index + 1]];
    if (line.indent < 2 || line.indent > 12 || line.words.length < Math.max(shortestFullLine, usual / 2)) continue;
    if (
      next &&
      next.stretch === line.stretch &&
      next.indent < line.indent &&
      (before === undefined || before.indent < line.indent)
    )
      found++;
    if (found >= fewestIndents) return true;
  }
  return false;
}
