import type { Vocabulary } from '../../document/vocabulary.ts';
import { folded, type WordShape, wordShape } from '../../text/word-shape.ts';
import type { BlockWord } from '../language/block-words.ts';
import { Confusions, type LetterRuns } from '../language/confusions.ts';
import { isCompound, type WordList } from '../language/lexicon.ts';
import type { WordCounts, WordUsage } from '../language/word-usage.ts';
import type { WordEvidence } from './word-evidence.ts';

/** A word with all that a ranking looks at. */
export interface Token extends WordShape {
  readonly word: BlockWord;
  /** Its core in small letters, as `WordCounts` counts it; empty when it has no letter or figure. */
  readonly small: string;
  readonly evidence: WordEvidence | null;
}

/** Words of a block for a ranking.
 *  @param evidence one for each word */
export const tokensOf = (words: readonly BlockWord[], evidence: readonly (WordEvidence | null)[]): readonly Token[] =>
  words.map((word, index) => {
    const shape = wordShape(word.text);
    return { word, ...shape, small: folded(shape.core), evidence: evidence[index] ?? null };
  });

/** A language as a ranking knows it. */
export interface Language {
  readonly lexicon: WordList;
  /** Whether words may be right that the lexicon does not list: there is no dictionary for some of them. */
  readonly isOpen: boolean;
  /** Whether words are put together of others without end. */
  readonly hasCompounds: boolean;
  readonly runs: LetterRuns;
  readonly usage: WordUsage;
  /** The places of the commonest words among them, from 0; none where they are not known. */
  readonly common: ReadonlyMap<string, number>;
  /** What words are made of, in small letters, the apostrophe last. */
  readonly letters: string;
}

/** What a ranking knows beside the words it looks at: the language, the words of document and collection, what editors taught. */
export class Knowledge {
  readonly language: Language;
  /** Words of the document and the collection, those that are looked at among them. */
  readonly counts: WordCounts;
  readonly confusions: Confusions;
  readonly #vocabulary: ReadonlySet<string>;
  readonly #learned: ReadonlyMap<string, string>;

  constructor(language: Language, counts: WordCounts, vocabulary: Vocabulary) {
    this.language = language;
    this.counts = counts;
    this.confusions = new Confusions(vocabulary.corrections);
    this.#vocabulary = new Set(vocabulary.words.map((word) => folded(wordShape(word).core)));
    this.#learned = new Map(vocabulary.corrections.map(({ from, to }) => [from, to]));
  }

  /** Whether a word needs no second look: the collection has it in its vocabulary. */
  isTaught(small: string): boolean {
    return this.#vocabulary.has(small);
  }

  /** What editors made of a word or words that read so; undefined when they met none. */
  learned(text: string): string | undefined {
    return this.#learned.get(text);
  }

  isKnown(small: string): boolean {
    const { isOpen, hasCompounds, lexicon } = this.language;
    return isOpen || this.isListed(small) || (hasCompounds && isCompound(small, lexicon));
  }

  /** Whether a dictionary or the vocabulary lists a word. */
  isListed(small: string): boolean {
    return this.#vocabulary.has(small) || this.language.lexicon.known(small);
  }

  /** Whether people write a word: it is not only in the dictionary. */
  isUsual(small: string): boolean {
    if (!this.isKnown(small)) return false;
    const { common } = this.language;
    if (common.has(small) || this.isTaught(small)) return true;
    return (
      (small.length > 3 || common.size === 0) && (this.elsewhere(small) > 0 || this.language.usage.count(small) > 0)
    );
  }

  /** How often a word occurs elsewhere.
   *  @param own how many of its occurrences are the one that is looked at */
  elsewhere(small: string, own = 1): number {
    return Math.max(0, this.counts.count(small) - own);
  }

  /** How likely a word is before one has looked at it: a logarithm, about −4 for what is no word to 4 for the commonest.
   *  @param own as in `elsewhere` */
  likelihood(small: string, own = 0): number {
    const seen = this.elsewhere(small, own);
    const common = Math.max(listedShare(this.language.common.get(small)), usedShare(small, this.language.usage));
    const isKnown = this.isKnown(small);
    const believed = isKnown ? seen + 0.3 : Math.max(0, seen - 1) * 0.4;
    return Math.log(0.02 + common + believed);
  }

  /** How much its neighbours speak for a word: a logarithm, 0 when nothing does, less when such words would be expected beside each other
   *  and are not.
   *  @param own how many of the occurrences are the one that is looked at */
  fits(before: string, small: string, after: string, own = 0): number {
    return this.#beside(before, small, own) + this.#beside(small, after, own);
  }

  #beside(before: string, after: string, own: number): number {
    if (before === '' || after === '') return 0;
    const { usage } = this.language;
    const seen = Math.max(0, this.counts.pairs(before, after) - own);
    const expected = usage.total === 0 ? 0 : (usage.count(before) * usage.count(after)) / usage.total;
    const usual = Math.log((usage.pairs(before, after) + unseen) / (expected + unseen));
    return Math.max(-2, Math.min(3, usual + Math.log(1 + 2 * seen)));
  }
}

/** Pairs of the language are counted from this number on, about. */
const unseen = 2;

/** What the commonest word counts for, as though the collection had it so often. */
const mostCommon = 30;
/** The share of the commonest word in a text of English, about. */
const mostUsed = 1 / 14;

/** How much the language speaks for a word: rare words more than their share, because a collection has its own. */
const usedShare = (small: string, { total, count }: WordUsage): number =>
  total === 0 ? 0 : mostCommon * (count(small) / total / mostUsed) ** 0.6;

/** The same by its place among the common words. */
const listedShare = (rank: number | undefined): number => (rank === undefined ? 0 : mostCommon / (1 + rank / 20));
