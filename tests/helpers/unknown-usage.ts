import { wordList } from '../../shared/correct/language/lexicon.ts';
import type { WordUsage } from '../../shared/correct/language/word-usage.ts';

/** Nothing is known of how the language is used. */
export const unknownUsage: WordUsage = { total: 0, words: wordList([]), count: () => 0, pairs: () => 0 };
