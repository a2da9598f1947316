import type { StampType } from '../../../document/schema-blocks.ts';
import { monthPattern } from '../draft/dates.ts';
import { type Block, claim, type Draft, isUnclaimed } from '../draft/draft.ts';

/** What archives stamp on paper and film. Each pattern fits a whole line, or the first of a stamp's lines. */
const stamps: readonly { readonly type: StampType; readonly pattern: RegExp }[] = [
  { type: 'declassification', pattern: /^["“]?declassified\b(?!.*\bto\b.*\.$)/i },
  {
    type: 'declassification',
    pattern: /^(?:sanitized(?:\s+copy)?|authority\s+nnd\b.*|(?:per\s+)?e\.?\s?o\.?\s?\d{5}.*)$/i,
  },
  { type: 'microfilm', pattern: /^microfilmed\b/i },
  { type: 'copy-quality', pattern: /^(?:best|poor)\s+(?:available\s+)?copy(?:\s+available)?$/i },
  { type: 'other', pattern: /^(?:copy|photocopy|reproduced\s+(?:at|from))\b.*\b(?:library|archives|holdings)\b.*$/i },
  {
    type: 'date',
    pattern: new RegExp(`^(?:\\d{4}\\s+)?${monthPattern}\\s+\\d{1,2}\\s+(?:\\d{4}\\b)?.{0,12}\\b(?:AM|PM)\\b.{0,8}$`),
  },
];

/** A month and year that a date stamp left, letters of the month often lost: `MAY 1964`, `M Y 1964`. */
const dateRest = /^(?:[A-Z]\s?){2,4}(?:\d{1,2}\s+)?\d{4}$/;

/** Ends in a preposition, or opens quotation marks that it does not close. */
const opensFurther = /(?:\b(?:in|for|by|of|at)|^["“][^"”]*)$/i;

/** The sort of stamp that a line is, or begins; null when it is none. */
export function stampOf(words: string): StampType | null {
  return words.length > 100 ? null : (stamps.find(({ pattern }) => pattern.test(words))?.type ?? null);
}

/** Whether a stamp's line goes on upon the next one: it ends in a preposition or within quotation marks. */
export const stampGoesOn = (words: string): boolean => stampOf(words) !== null && opensFurther.test(words);

/** Stamps. One that ends with a preposition takes the next short line in capitals too, past a blank line: recognised text
 *  of a film page reads `MICROFILMED FOR` and `KENNEDY LIBRARY` as two. */
export function recogniseStamps(draft: Draft): void {
  const kept: Block[] = [];
  for (const block of draft.blocks) {
    const before = kept.at(-1);
    if (before?.role.kind === 'stamp' && isUnclaimed(block) && goesOn(before, block)) {
      before.lines = [...before.lines, ...block.lines];
      before.words = `${before.words} ${block.words}`;
      claimStamp(before, before.role.type);
      continue;
    }
    kept.push(block);
    if (!isUnclaimed(block)) continue;
    const type = stampOf(block.words) ?? (before?.role.kind === 'stamp' && dateRest.test(block.words) ? 'date' : null);
    if (type !== null) claimStamp(block, type);
  }
  draft.blocks = kept;
}

const goesOn = (stamp: Block, next: Block): boolean =>
  /\b(?:in|for|by|of|at)$/i.test(stamp.words) &&
  next.words.length <= 40 &&
  !/\p{Ll}/u.test(next.words) &&
  next.leading.length === 0;

function claimStamp(block: Block, type: StampType): void {
  claim(block, { kind: 'stamp', type }, 'stamp', `Stamp: ${block.words}`);
}
