import type { SourceLine } from '../draft/source-lines.ts';

/** How a copy prints note numbers: `1.`, `(1)`, `/1/`, `[1]`, `1)`, bare `1`, `¹`, `*`. */
export type NoteLabelStyle =
  | 'period'
  | 'parentheses'
  | 'slashes'
  | 'brackets'
  | 'half parenthesis'
  | 'bare'
  | 'superscript'
  | 'symbol';

/** The label with which a note body begins. */
export interface NoteLabel {
  readonly style: NoteLabelStyle;
  /** `1`, `*`; superscript figures as ordinary ones. */
  readonly label: string;
  /** Offsets into the source: the label with its punctuation. */
  readonly from: number;
  readonly to: number;
  /** Where the words begin. */
  readonly textFrom: number;
}

const forms: readonly { readonly style: NoteLabelStyle; readonly pattern: RegExp }[] = [
  { style: 'slashes', pattern: /^\/(\d{1,3})\/\s*(?=\S)/ },
  { style: 'parentheses', pattern: /^\((\d{1,3})\)\s*(?=\S)/ },
  { style: 'brackets', pattern: /^\[(\d{1,3})\]\s*(?=\S)/ },
  { style: 'half parenthesis', pattern: /^(\d{1,3})\)\s+(?=\S)/ },
  { style: 'period', pattern: /^(\d{1,3})\.\s+(?=\S)/ },
  { style: 'bare', pattern: /^(\d{1,3})\s+(?=["“'‘]?\p{L})/u },
  { style: 'superscript', pattern: /^([⁰¹²³⁴-⁹]{1,3})\s*(?=\S)/ },
  { style: 'symbol', pattern: /^([*†‡]{1,3})\s*(?=[^\s*†‡])/ },
];

/** Ordinary figures for superscript ones; other characters as they are. */
export const ordinaryFigures = (text: string): string =>
  text.replace(/[⁰¹²³⁴-⁹]/g, (figure) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(figure)));

/** The label that the line begins with, if a note body can begin so; else null. */
export function noteLabelOf(text: string, line: SourceLine): NoteLabel | null {
  const beginning = text.slice(line.from, Math.min(line.to, line.from + 24));
  for (const { style, pattern } of forms) {
    const found = pattern.exec(beginning);
    if (!found) continue;
    const printed = found[0].trimEnd().length;
    return {
      style,
      label: ordinaryFigures(found[1] ?? ''),
      from: line.from,
      to: line.from + printed,
      textFrom: line.from + found[0].length,
    };
  }
  return null;
}

/** Whether the words begin an unnumbered source note: `Source: Department of State, …`. */
export const isSourceNote = (words: string): boolean => /^source(?:\s+note)?\s?:\s?\S/i.test(words.slice(0, 40));
