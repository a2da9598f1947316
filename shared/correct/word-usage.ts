import { type WordList, wordList } from './lexicon.ts';

/** How often words of a language, and two words in a row, occur in a large text. Small letters. */
export interface WordUsage {
  /** All words of the text. */
  readonly total: number;
  /** The words that are counted. */
  readonly words: WordList;
  /** 0 for a word that is too rare to be counted. */
  count(word: string): number;
  /** 0 for what is too rare to be counted. */
  pairs(before: string, after: string): number;
}

/** Nothing is known of how the language is used. */
export const unknownUsage: WordUsage = { total: 0, words: wordList([]), count: () => 0, pairs: () => 0 };

/** More words than any list has: a pair is one number. */
const most = 2 ** 20;

/** Reads a list of words, the commonest first: a line each, with its count, then the number of the line, from 0, of each word that
 *  stands after it, a full stop, and how often. Numbers are to the base of 36. */
export function readWordUsage(text: string): WordUsage {
  const counts = new Map<string, number>();
  const places = new Map<string, number>();
  const pairs = new Map<number, number>();
  let total = 0;
  for (const [place, line] of text.split('\n').entries()) {
    const [word = '', count = '', ...after] = line.split(' ');
    if (word === '') continue;
    counts.set(word, Number.parseInt(count, 36));
    places.set(word, place);
    total += Number.parseInt(count, 36);
    for (const pair of after) {
      const point = pair.indexOf('.');
      pairs.set(place * most + Number.parseInt(pair.slice(0, point), 36), Number.parseInt(pair.slice(point + 1), 36));
    }
  }
  return {
    total,
    words: wordList(counts.keys()),
    count: (word) => counts.get(word) ?? 0,
    pairs(before, after) {
      const [from, to] = [places.get(before), places.get(after)];
      return from === undefined || to === undefined ? 0 : (pairs.get(from * most + to) ?? 0);
    },
  };
}
