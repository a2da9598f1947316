import { editDistance } from '../../text/edit-distance.ts';
import type { WordList } from './lexicon.ts';
import { oneLetterOff, twoLettersOff } from './spelling-neighbours.ts';

/** What is known of the language that a person writes in. */
export interface SpellingKnowledge {
  readonly lexicon: WordList;
  /** Whether words may be right that the lexicon does not list. */
  readonly isOpen: boolean;
  /** Whether words are put together of others without end. */
  readonly hasCompounds: boolean;
  /** The places of the commonest words among them, from 0. */
  readonly common: ReadonlyMap<string, number>;
  /** What words are made of, in small letters. */
  readonly letters: string;
}

/** The words of a text that a person types into a field, with where each begins. Figures, addresses of the web and what has a figure in it are none. */
export function fieldWords(text: string): readonly { readonly word: string; readonly from: number }[] {
  return Array.from(text.matchAll(/\S+/g)).flatMap(({ 0: run, index }) =>
    /\d|:\/\/|@|_/.test(run)
      ? []
      : Array.from(run.matchAll(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu), (match) => ({
          word: match[0],
          from: index + match.index,
        })),
  );
}

/** Whether a word may be spelled wrong: the dictionary does not have it, nor did an editor add it. Single letters and abbreviations in capitals never are.
 *  @param taught words that are right in the collection, in small letters */
export function isMisspelled(word: string, language: SpellingKnowledge, taught: ReadonlySet<string>): boolean {
  if (language.isOpen || [...word].length < 2 || /^\p{Lu}+$/u.test(word)) return false;
  const small = word.toLowerCase().replaceAll('’', "'");
  if (taught.has(small) || language.lexicon.known(word)) return false;
  return !(language.hasCompounds && isCompound(small, language.lexicon));
}

/** A part of a compound has at least so many letters. */
const shortestPart = 3;

/** Whether a word is put together of two of the list, with or without an `s` between them. */
function isCompound(word: string, lexicon: WordList): boolean {
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    if (!lexicon.known(word.slice(0, at))) continue;
    const rest = word.slice(at);
    if (lexicon.known(rest) || (rest.startsWith('s') && rest.length > shortestPart && lexicon.known(rest.slice(1))))
      return true;
  }
  return false;
}

const mostSpellings = 5;

/** What may be meant by a word that is spelled wrong, the likeliest first, with a capital where it has one. At most five. */
export function spellingsFor(word: string, { lexicon, common, letters }: SpellingKnowledge): readonly string[] {
  const small = word.toLowerCase().replaceAll('’', "'");
  const near = new Set([...oneLetterOff(small, letters), ...swapped(small)].filter((one) => lexicon.known(one)));
  const found = near.size >= mostSpellings ? near : new Set([...near, ...twoLettersOff(small, lexicon)]);
  found.delete(small);
  const distance = (one: string): number => (near.has(one) ? 1 : editDistance(small, one, 2));
  const rank = (one: string): number => common.get(one) ?? common.size;
  const isCapital = /^\p{Lu}/u.test(word);
  return [...found]
    .sort((a, b) => distance(a) - distance(b) || rank(a) - rank(b) || (a < b ? -1 : 1))
    .slice(0, mostSpellings)
    .map((one) => (isCapital ? one.charAt(0).toUpperCase() + one.slice(1) : one));
}

/** Every text that has two neighbouring letters of a word in the other order. */
const swapped = (word: string): readonly string[] =>
  Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  );
