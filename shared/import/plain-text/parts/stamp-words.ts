import type { StampType } from '../../../document/schema-blocks.ts';
import { monthPattern } from '../draft/dates.ts';

/** What archives stamp on paper and film. Each pattern fits a whole line, or the first of a stamp's lines. */
const stamps: readonly { readonly type: StampType; readonly pattern: RegExp }[] = [
  {
    type: 'declassification',
    pattern:
      /^["“]?declassified(?:\s?[:;/]?\s*(?:(?:for|by|per|under|in|on|pe|authority|with|nnd|e\.?\s?o\.?|\d|us)\b.*)?)["”]?$/i,
  },
  {
    type: 'declassification',
    pattern:
      /^(?:sanitized(?:\s+copy)?|authority\s+nnd\b.*|(?:per\s+)?e\.?\s?o\.?\s?\d{5}.*|.{0,40}\bdeclassified\/released us department of state\b.*|approved for release\b.*)$/i,
  },
  { type: 'microfilm', pattern: /^microfilmed\b(?!.*\bto\b.*\.$)/i },
  { type: 'copy-quality', pattern: /^(?:best|poor)\s+(?:available\s+)?copy(?:\s+available)?$/i },
  { type: 'other', pattern: /^(?:copy|photocopy|reproduced\s+(?:at|from))\b.*\b(?:library|archives|holdings)\b.*$/i },
  {
    type: 'date',
    pattern: new RegExp(`^(?:\\d{4}\\s+)?${monthPattern}\\s+\\d{1,2}\\s+(?:\\d{4}\\b)?.{0,12}\\b(?:AM|PM)\\b.{0,8}$`),
  },
];

/** No stamp states what somebody did: `Declassified in 1999, it was still kept from readers.` */
const statement = /\b(?:was|were|is|are|had|have|has|which|who|would|not|and (?:that|the))\b/i;

/** A month and year that a date stamp left, letters of the month often lost: `MAY 1964`, `M Y 1964`. */
export const dateRest = /^(?:[A-Z]\s?){2,4}(?:\d{1,2}\s+)?\d{4}$/;

/** Ends in a preposition, or opens quotation marks that it does not close. */
const opensFurther = /(?:\b(?:in|for|by|of|at)|^["“][^"”]*)$/i;

/** The sort of stamp that a line is, or begins; null when it is none. */
export function stampOf(words: string): StampType | null {
  if (words.length > 140) return null;
  const found = stamps.find(({ pattern }) => pattern.test(words));
  return found === undefined || statement.test(words) ? null : found.type;
}

/** Whether a stamp's line goes on upon the next one: it ends in a preposition or within quotation marks. */
export const stampGoesOn = (words: string): boolean => stampOf(words) !== null && opensFurther.test(words);
