/** A place in a text, both from 1; columns count UTF-16 units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Finds places in one text. Lines end with a line feed, a carriage return, or both. */
export class TextPlaces {
  private readonly lineStarts: readonly number[];

  constructor(text: string) {
    this.lineStarts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  }

  /** O(log lines).
   *  @param offset in UTF-16 units, from 0 */
  at(offset: number): TextPlace {
    let line = 0;
    let end = this.lineStarts.length;
    while (end - line > 1) {
      const middle = (line + end) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) line = middle;
      else end = middle;
    }
    return { line: line + 1, column: offset - (this.lineStarts[line] ?? 0) + 1 };
  }
}
