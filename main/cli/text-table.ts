/** Sets rows out in columns, two spaces apart, the heads above them.
 *  @param width cuts lines to this many characters; null leaves them whole */
export function textTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  const lines = [heads, ...rows];
  const widths = heads.map((_, column) => lines.reduce((most, line) => Math.max(most, length(line[column] ?? '')), 0));
  return lines.map((line) => `${cut(setOut(line, widths), width)}\n`).join('');
}

const setOut = (line: readonly string[], widths: readonly number[]): string =>
  line
    .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - length(cell)))
    .join('  ')
    .trimEnd();

const length = (text: string): number => [...text].length;

function cut(line: string, width: number | null): string {
  if (width === null || length(line) <= width) return line;
  return `${[...line].slice(0, Math.max(1, width - 1)).join('')}…`;
}
