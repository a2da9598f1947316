import type { SourceLine, SourceRange } from '../draft/source-lines.ts';

/** How a copy prints note numbers: `1.`, `(1)`, `/1/`, `[1]`, `1)`, bare `1`, `¹`, `*`; `arrow` for whatever stands before a note that ends
 *  with a link back. */
export type NoteLabelStyle =
  | 'period'
  | 'parentheses'
  | 'slashes'
  | 'brackets'
  | 'half parenthesis'
  | 'bare'
  | 'superscript'
  | 'symbol'
  | 'arrow';

/** The label with which a note body begins. */
export interface NoteLabel extends SourceRange {
  readonly style: NoteLabelStyle;
  /** `1`, `*`, `4a`; superscript figures as ordinary ones. `from` and `to` take in its punctuation. */
  readonly label: string;
  /** Where the words begin. */
  readonly textFrom: number;
}

const forms: readonly { readonly style: NoteLabelStyle; readonly pattern: RegExp }[] = [
  { style: 'slashes', pattern: /^\/(\d{1,3})\/\s*(?=\S)/ },
  { style: 'parentheses', pattern: /^\((\d{1,3})\)\s*(?=\S)/ },
  { style: 'brackets', pattern: /^\[(\d{1,3})\]\s*(?=\S)/ },
  { style: 'half parenthesis', pattern: /^(\d{1,3})\)\s+(?=\S)/ },
  { style: 'period', pattern: /^(\d{1,3}[a-z]?)\.\s+(?=\S)/ },
  { style: 'bare', pattern: /^(\d{1,3}[a-z]?)\s+(?=["“'‘[]?\p{L})/u },
  { style: 'superscript', pattern: /^([⁰¹²³⁴-⁹]{1,3})\s*(?=\S)/ },
  { style: 'symbol', pattern: /^([*†‡]{1,3})\s*(?=[^\s*†‡])/ },
];
/** Letters are labels only where a link back shows a note. */
const beforeArrow = /^(\d{1,3}[a-z]?|[a-z]|[*†‡]{1,3})(?:\.\s*|\s+)(?=\S)/;

const arrowAtEnd = /[↩↑]\uFE0E?$/;

/** Ordinary figures for superscript ones; other characters as they are. */
export const ordinaryFigures = (text: string): string =>
  text.replace(/[⁰¹²³⁴-⁹]/g, (figure) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(figure)));

/** The label that the line begins with, if a note body can begin so; else null. */
export function noteLabelOf(text: string, line: SourceLine): NoteLabel | null {
  const beginning = text.slice(line.from, Math.min(line.to, line.from + 24));
  for (const { style, pattern } of forms) {
    const found = labelFrom(pattern.exec(beginning), style, line.from);
    if (found) return found;
  }
  return null;
}

/** Whether words end with the arrow that leads back from a note to its call. */
export const endsWithArrow = (words: string): boolean => arrowAtEnd.test(words.slice(-3));

/** The label of a note that ends with such an arrow; null for one without a label. */
export const arrowLabelOf = (text: string, line: SourceLine): NoteLabel | null =>
  labelFrom(beforeArrow.exec(text.slice(line.from, Math.min(line.to, line.from + 24))), 'arrow', line.from);

function labelFrom(found: RegExpExecArray | null, style: NoteLabelStyle, from: number): NoteLabel | null {
  if (!found) return null;
  const [whole, label = ''] = found;
  return {
    style,
    label: ordinaryFigures(label),
    from,
    to: from + whole.trimEnd().length,
    textFrom: from + whole.length,
  };
}

/** Whether the words begin an unnumbered source note: `Source: Department of State, …`. */
export const isSourceNote = (words: string): boolean => /^source(?:\s+note)?\s?:\s?\S/i.test(words.slice(0, 40));
