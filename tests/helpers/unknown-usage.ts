import { wordList } from '../../shared/correct/language/lexicon.ts';
import { englishLetters } from '../../shared/correct/language/spelling-neighbours.ts';
import { commonWordRank, type WordUsage } from '../../shared/correct/language/word-usage.ts';

/** Nothing is known of how the language is used. */
export const unknownUsage: WordUsage = { total: 0, words: wordList([]), count: () => 0, pairs: () => 0 };

/** What is known of English without a dictionary. */
export const englishWords = {
  isOpen: false,
  hasCompounds: false,
  common: commonWordRank,
  letters: englishLetters,
} as const;
