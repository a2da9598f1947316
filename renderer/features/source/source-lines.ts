/** A line of the source text. */
export interface ShownSourceLine {
  /** From 1. */
  readonly number: number;
  /** UTF-16 offset of its first character in the source text. */
  readonly offset: number;
  readonly text: string;
}

export function sourceLines(source: string): readonly ShownSourceLine[] {
  const lines: ShownSourceLine[] = [];
  let offset = 0;
  for (const text of source.split('\n')) {
    lines.push({ number: lines.length + 1, offset, text: text.replace(/\r$/, '') });
    offset += text.length + 1;
  }
  return lines;
}

/** The index of the line that an offset lies in. */
function lineAt(lines: readonly ShownSourceLine[], offset: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** A place in the source text. */
export interface SourcePlace {
  /** Index of the line. */
  readonly index: number;
  /** UTF-16 offset within the line. */
  readonly column: number;
}

export function sourcePlace(lines: readonly ShownSourceLine[], offset: number): SourcePlace {
  const index = lineAt(lines, offset);
  return { index, column: offset - (lines[index]?.offset ?? 0) };
}
