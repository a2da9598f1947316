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

const printed =
  /^([-–—•·‣▪◦*]\s+)?((?:[✓✔☑✗✘]\s*)*)(?:(\((?:\d{1,2}|[a-z]|[ivx]{1,4})\))\s*|((?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+)?(?=\S)/i;

/** Reads the bullet, check marks and enumerator before an item's words; null when there is neither bullet nor enumerator.
 *  @param from offset in `text` of the line's first character */
export function itemLabelOf(text: string, from: number, to: number): ItemLabel | null {
  const found = printed.exec(text.slice(from, Math.min(to, from + 40)));
  const [whole = '', bullet, marks = '', inParentheses, withPoint] = found ?? [];
  const enumerator = inParentheses ?? withPoint;
  if (bullet === undefined && enumerator === undefined) return null;
  const labelFrom = from + (bullet?.length ?? 0);
  const label = `${marks}${enumerator ?? ''}`.trimEnd();
  return {
    readings: enumerator === undefined ? [{ style: (bullet ?? '').trim(), value: 0 }] : readingsOf(enumerator),
    bullet: bullet === undefined ? null : { from, to: from + bullet.trimEnd().length },
    label: label === '' ? null : { from: labelFrom, to: labelFrom + label.length },
    textFrom: from + whole.length,
  };
}

function readingsOf(enumerator: string): readonly Enumerator[] {
  const inner = enumerator.replace(/[().]/g, '');
  const style = (sign: string): string => enumerator.replace(inner, sign);
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
