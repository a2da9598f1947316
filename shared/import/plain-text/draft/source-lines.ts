/** A stretch of the decoded source, in UTF-16 offsets, `to` exclusive. */
export interface SourceRange {
  readonly from: number;
  readonly to: number;
}

/** A line of the source that is not blank. `from` and `to` leave out the white space at its ends, and page markers before
 *  its first word. */
export interface SourceLine extends SourceRange {
  /** `from` with the page markers before the first word. */
  readonly markersFrom: number;
  /** The whole line with its white space, without its line end. */
  readonly start: number;
  readonly end: number;
  /** The trimmed line without its page markers. Empty for a line that holds nothing else. */
  readonly words: string;
  /** Columns of white space before the words; a tab counts four. */
  readonly indent: number;
  /** Lines with the same number have no blank line between them. */
  readonly stretch: number;
  /** Whether a form feed, the end of a page in many a text copy, stands between the line before and this one. */
  readonly afterFormFeed: boolean;
  /** What a layout says of the line and the one before: that they surely are of one block, or stand in one without a sign of a new paragraph
   *  between them. Absent where nothing but the text tells. */
  readonly follows?: 'surely' | 'likely';
}

const lineEnd = /\r\n|[\n\r\f\v\u2028\u2029]/g;

/** Cuts a text into its lines, leaving blank ones out. A line end inside one of the `markers` (in source order) does not
 *  end the line: hard-wrapped copies break `[Facsimile` / `Page 3]` like any other words. O(length). */
export function splitLines(text: string, markers: readonly SourceRange[]): readonly SourceLine[] {
  const lines: SourceLine[] = [];
  let stretch = 0;
  let start = 0;
  let nextMarker = 0;
  let markerHere = 0;
  let afterFormFeed = false;

  const addLine = (end: number): void => {
    const whole = text.slice(start, end);
    const trimmed = whole.trim();
    if (trimmed === '') {
      stretch++;
      return;
    }
    const markersFrom = start + (whole.length - whole.trimStart().length);
    const to = markersFrom + trimmed.length;
    const firstMarker = nextMarker;
    while ((markers[nextMarker]?.to ?? Infinity) <= end) nextMarker++;
    const here = markers.slice(firstMarker, nextMarker);
    const from = firstWordAfter(text, markersFrom, to, here);
    const words = wordsWithout(text, from, to, here);
    lines.push({ markersFrom, from, to, start, end, words, indent: indentOf(whole), stretch, afterFormFeed });
    afterFormFeed = false;
  };

  for (const match of text.matchAll(lineEnd)) {
    while ((markers[markerHere]?.to ?? Infinity) <= match.index) markerHere++;
    if ((markers[markerHere]?.from ?? Infinity) < match.index) continue;
    addLine(match.index);
    start = match.index + match[0].length;
    if (match[0] === '\f') {
      afterFormFeed = true;
      stretch++;
    }
  }
  addLine(text.length);
  return lines;
}

/** Skips the markers at the beginning of a line; a line of nothing but markers has no word to skip to. */
function firstWordAfter(text: string, from: number, to: number, markers: readonly SourceRange[]): number {
  let at = from;
  for (const marker of markers) {
    if (text.slice(at, marker.from).trim() !== '') return at;
    at = marker.to;
  }
  const rest = text.slice(at, to);
  return rest.trim() === '' ? from : at + (rest.length - rest.trimStart().length);
}

function wordsWithout(text: string, from: number, to: number, markers: readonly SourceRange[]): string {
  if (markers.length === 0) return text.slice(from, to);
  const parts: string[] = [];
  let at = from;
  for (const marker of markers) {
    if (marker.to <= from) continue;
    parts.push(text.slice(at, marker.from).trim());
    at = marker.to;
  }
  parts.push(text.slice(at, to).trim());
  return parts.filter((part) => part !== '').join(' ');
}

function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === '\t') columns += 4;
    else if (character === ' ' || character === '\u00A0') columns++;
    else break;
  }
  return columns;
}
