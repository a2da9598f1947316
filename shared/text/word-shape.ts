/** A word with the punctuation around it taken off. */
export interface WordShape {
  /** Punctuation before the first letter or figure. */
  readonly lead: string;
  /** From the first letter or figure to the last. Empty when there is none. */
  readonly core: string;
  readonly trail: string;
}

const edges = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;

/** Takes a word apart. */
export function wordShape(word: string): WordShape {
  const [, lead = '', core = '', trail = ''] = edges.exec(word) ?? [];
  return core === '' ? { lead: '', core: '', trail: word } : { lead, core, trail };
}

/** What words are counted by: small letters, straight apostrophes. */
export const folded = (core: string): string => core.toLowerCase().replace(/[’‘`´]/g, "'");

export type LetterCase = 'small' | 'capitals' | 'capitalised' | 'mixed' | 'none';

/** How the letters of a word are set. One capital letter is `capitalised`. */
export function letterCase(core: string): LetterCase {
  const letters = core.replace(/[^\p{L}]/gu, '');
  if (letters === '') return 'none';
  const [small, capitals] = [letters.toLowerCase(), letters.toUpperCase()];
  if (letters === small) return 'small';
  if (letters.length > 1 && letters === capitals) return 'capitals';
  return letters.slice(1) === small.slice(1) ? 'capitalised' : 'mixed';
}

/** Sets a word as another is set. */
export function inCaseOf(word: string, model: string): string {
  const [parts, models] = [word.split('-'), model.split('-')];
  if (parts.length > 1 && parts.length === models.length)
    return parts.map((part, index) => inCaseOf(part, models[index] ?? '')).join('-');
  switch (letterCase(model)) {
    case 'capitals':
      return word.toUpperCase();
    case 'capitalised':
      return word.charAt(0).toUpperCase() + word.slice(1);
    case 'mixed':
      return capitalShare(model) > 0.5 ? word.toUpperCase() : isCapital(model) ? inCaseOf(word, 'Xx') : word;
    default:
      return word;
  }
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

/** The share of capitals among the letters. */
function capitalShare(word: string): number {
  const letters = word.match(/\p{L}/gu) ?? [];
  return letters.length === 0 ? 0 : letters.filter((letter) => letter !== letter.toLowerCase()).length / letters.length;
}

const marks = /[\u0300-\u036f]/g;
const signs = /[^\p{L}\p{N}]+/gu;
const plain = /^[a-z0-9]+$/;

/** What a word is compared by when readings of one page are aligned: its letters and figures alone, small and without accents,
 *  because the rest is what OCR gets wrong and editors set otherwise. A word without any stands for itself. */
export function wordKey(word: string): string {
  const small = word.toLowerCase();
  if (plain.test(small)) return small;
  return small.normalize('NFKD').replace(marks, '').replace(signs, '') || word;
}
