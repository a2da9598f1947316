import { editDistance } from '../text/edit-distance.ts';
import { unreachable } from '../text/unreachable.ts';

/** One word of a query, folded as words are (`foldWord`). */
export type WordPattern =
  | { readonly kind: 'exact'; readonly word: string }
  /** `stat*` */
  | { readonly kind: 'prefix'; readonly word: string }
  /** `w?rd`, `w*d`: `?` is any one character, `*` any number of them. */
  | { readonly kind: 'wildcard'; readonly word: string }
  /** `word~`, `word~2`: with so many characters put in, taken out or replaced at most. */
  | { readonly kind: 'fuzzy'; readonly word: string; readonly edits: number };

/** Tells whether a word is meant. */
export function wordMatcher(pattern: WordPattern): (word: string) => boolean {
  const { word } = pattern;
  switch (pattern.kind) {
    case 'exact':
      return (other) => other === word;
    case 'prefix':
      return (other) => other.startsWith(word);
    case 'wildcard':
      return (other) => matchesWildcards(word, other);
    case 'fuzzy':
      return (other) => editDistance(word, other, pattern.edits) <= pattern.edits;
    default:
      return unreachable(pattern);
  }
}

/** O(length of both): a regular expression takes for ever with many stars. */
function matchesWildcards(pattern: string, word: string): boolean {
  let [at, inWord, star, from] = [0, 0, -1, 0];
  while (inWord < word.length) {
    const sign = pattern.charAt(at);
    if (sign === '*') {
      star = at++;
      from = inWord;
    } else if (sign === '?' || (sign !== '' && sign === word.charAt(inWord))) {
      at += 1;
      inWord += 1;
    } else if (star !== -1) {
      // The last star takes one more.
      at = star + 1;
      inWord = ++from;
    } else return false;
  }
  while (pattern.charAt(at) === '*') at += 1;
  return at === pattern.length;
}

/** What every word begins with that is meant: for looking them up in a sorted list. */
export function commonStart(pattern: WordPattern): string {
  if (pattern.kind === 'fuzzy') return '';
  return pattern.kind === 'wildcard' ? (/^[^*?]*/.exec(pattern.word)?.[0] ?? '') : pattern.word;
}
