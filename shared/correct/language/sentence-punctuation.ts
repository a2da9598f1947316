import { letterCase } from '../../text/word-shape.ts';
import { commonWordRank } from './word-usage.ts';

/** Words that are capitals wherever they stand, or seldom begin a sentence. */
const oftenCapital = 150;

/** The punctuation that is likelier after a word than its own: a full stop before a small letter is a comma, a comma before a word that
 *  only the beginning of a sentence sets in capitals is a full stop. Null when its own will do.
 *  @param next the word after it as it is written */
export function suggestedStop(word: { readonly core: string; readonly trail: string }, next: string): '.' | ',' | null {
  const following = firstLetters(next);
  if (following.length < 2) return null;
  if (word.trail === '.')
    return word.core.length > 3 && /^\p{Ll}+$/u.test(word.core.slice(-3)) && letterCase(following) === 'small'
      ? ','
      : null;
  return word.trail === ',' && beginsSentence(next) ? '.' : null;
}

const firstLetters = (next: string): string => next.replace(/^["'“”‘’(]+/, '').replace(/[^\p{L}].*$/u, '');

/** Whether a word is set in capitals as only the beginning of a sentence sets it. */
export function beginsSentence(next: string): boolean {
  const word = firstLetters(next);
  if (word.length < 2 || letterCase(word) !== 'capitalised') return false;
  return (commonWordRank.get(word.toLowerCase()) ?? oftenCapital) < oftenCapital;
}

/** Whether the punctuation after a word ends a sentence that the next word goes on with, or goes on where the next word begins one. */
export function isMisfit(word: { readonly core: string; readonly trail: string }, next: string): boolean {
  if (suggestedStop(word, next) !== null) return true;
  return /[?!]/.test(word.trail) && letterCase(firstLetters(next)) === 'small';
}
