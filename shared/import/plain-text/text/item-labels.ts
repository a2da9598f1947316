import type { SourceRange } from '../draft/source-lines.ts';

/** How a list counts: `(1)`, `1.`, `1)`, the same with letters or Roman numerals, or only a bullet. */
export interface Enumerator {
  /** Items of one list have the same style, such as `(1)`, `a.`, `-`. */
  readonly style: string;
  /** Place in the count, from 1; 0 for a bullet. */
  readonly value: number;
}

/** The printed beginning of a list item. */
export interface ItemLabel {
  /** What it can mean: `(i)` is the first Roman numeral or the ninth letter. At least one. */
  readonly readings: readonly Enumerator[];
  readonly bullet: SourceRange | null;
  readonly label: SourceRange | null;
  readonly textFrom: number;
}

const sign = '(?:\\d{1,2}|[a-z]|[ivx]{1,7})';
/** `(1)`, `1.`, `a)`, `“1.`, `No. 1:`; `1.)` and `(1.)` occur as well. */
const enumerator = `(?:(["“‘'[]{0,2}\\(${sign}\\.?\\)[.:]?)\\s*|(["“‘'[]{0,2}(?:No\\.\\s?\\d{1,2}[:.]|${sign}(?:[.)]|\\.\\)|\\.—|[.)]\\s?[—–-]+)|\\d{1,2}[°º]\\.?))\\s+)`;
const printed = new RegExp(`^([-–—•·‣▪◦*]\\s+)?((?:[✓✔☑✗✘]\\s*)*)${enumerator}?(?=\\S)`, 'i');

/** `J. R. Example`: initials of a name, no label. */
const initials =
  /^["“]?\p{Lu}\.\s?(?:\p{Lu}\.|(?:de|van|von|la)\s|\p{Lu}\p{Ll}+(?:[.,]?\s?$|,|\s\p{Lu}\p{Ll}+(?:[.,]|$)))/u;

/** Reads the bullet, check marks and enumerator before an item's words; null when there is neither bullet nor enumerator.
 *  @param from offset in `text` of the line's first character */
export function itemLabelOf(text: string, from: number, to: number): ItemLabel | null {
  const beginning = text.slice(from, Math.min(to, from + 48));
  const found = printed.exec(beginning);
  const [whole = '', bullet, marks = '', inParentheses, withPoint] = found ?? [];
  const sort = inParentheses ?? withPoint;
  if (bullet === undefined && sort === undefined) return null;
  if (bullet === undefined && /^["“]?[A-Z]\.$/.test(sort ?? '') && initials.test(beginning)) return null;
  const labelFrom = from + (bullet?.length ?? 0);
  const label = `${marks}${sort ?? ''}`.trimEnd();
  return {
    readings: sort === undefined ? [{ style: (bullet ?? '').trim(), value: 0 }] : readingsOf(sort),
    bullet: bullet === undefined ? null : { from, to: from + bullet.trimEnd().length },
    label: label === '' ? null : { from: labelFrom, to: labelFrom + label.length },
    textFrom: from + whole.length,
  };
}

const alone = new RegExp(`^(?:\\(${sign}\\)|${sign}[.)])$`, 'i');

/** Whether a line is nothing but a label, as browsers copy lists: the item's words stand on the next line. */
export const isLabelAlone = (words: string): boolean => words.length <= 6 && alone.test(words);

function readingsOf(label: string): readonly Enumerator[] {
  const plain = label.replace(/^["“‘'[]+/, '').replace(/\s?[—–-]+$/, '');
  const inner = /^No\.\s?(\d+)/i.exec(plain)?.[1] ?? plain.replace(/[().:°º]/g, '');
  const style = (of: string): string => plain.replace(inner, of);
  if (/^\d/.test(inner)) return [{ style: style('1'), value: Number(inner) }];
  const isCapital = inner === inner.toUpperCase();
  const readings: Enumerator[] = [];
  if (/^[ivx]+$/i.test(inner))
    readings.push({ style: style(isCapital ? 'I' : 'i'), value: romanValue(inner.toLowerCase()) });
  if (inner.length === 1)
    readings.push({ style: style(isCapital ? 'A' : 'a'), value: inner.toLowerCase().charCodeAt(0) - 96 });
  return readings;
}

function romanValue(numeral: string): number {
  const worth: Record<string, number> = { i: 1, v: 5, x: 10 };
  const values = [...numeral].map((letter) => worth[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}
