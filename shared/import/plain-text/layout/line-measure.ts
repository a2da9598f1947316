import type { SourceLine } from '../draft/source-lines.ts';

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

/** Tells how long a full line is around each line, in characters. One line that is longer than its neighbours (a title, a
 *  line of a form) does not make them short: the second longest of five counts, or the usual length of the document. */
export function lineMeasure(lines: readonly SourceLine[]): (index: number) => number {
  const usual = usualLength(lines);
  return (index) => {
    const stretch = lines[index]?.stretch;
    const near = lines
      .slice(Math.max(0, index - 2), index + 3)
      .filter((line) => line.stretch === stretch && isWrappable(line));
    const [, second = 0] = near.map((line) => line.words.length).sort((a, b) => b - a);
    return Math.max(second, usual);
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
