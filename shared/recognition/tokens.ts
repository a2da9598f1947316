/** A word or a sign of a text. */
export interface Token {
  readonly text: string;
  /** UTF-16 offsets in the text. */
  readonly from: number;
  readonly to: number;
}

const letters = '[\\p{L}\\p{M}\\p{N}]';
const token = new RegExp(
  `['’ʼ]s(?!${letters})|${letters}+(?:[-‐]${letters}+|['’ʼ](?!s(?!${letters}))${letters}+)*|\\S`,
  'giu',
);

/** The words and signs of a text in order. A possessive is a sign of its own: `Kennedy’s` is `Kennedy` and `’s`. */
export const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(token)].map(({ 0: found, index }) => ({ text: found, from: index, to: index + found.length }));

/** How a word is written: `Xx` for `Francis`, `XX` for `CUBA`, `X` for `B`, `xx`, `9`, or the sign itself. */
export function shapeOf(text: string): string {
  if (/^\p{Lu}$/u.test(text)) return 'X';
  if (/^\p{Lu}[\p{Lu}\p{M}\-‐’']*$/u.test(text)) return 'XX';
  if (/^\p{Lu}/u.test(text)) return /[-‐]/.test(text) ? 'Xx-x' : 'Xx';
  if (/^\p{L}/u.test(text)) return 'xx';
  return /^\p{N}/u.test(text) ? '9' : text;
}
