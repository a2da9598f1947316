import { folded, wordShape } from './word-shape.ts';

/** How often words, and two words in a row, occur. Small letters, without punctuation around them. What was taken out again keeps its
 *  place in the order, so that the order is that in which words came first, whatever was looked at meanwhile. */
export class WordCounts {
  readonly #words = new Map<string, number>();
  readonly #pairs = new Map<string, number>();
  /** Words before a word, for phrases that end alike: by the last word, the two before it. */
  readonly #phrases = new Map<string, Map<string, number>>();
  #total = 0;

  /** All words that were counted together. */
  get total(): number {
    return this.#total;
  }

  /** The words that occur. */
  *words(): Iterable<string> {
    for (const [word, count] of this.#words) if (count > 0) yield word;
  }

  count(word: string): number {
    return this.#words.get(word) ?? 0;
  }

  pairs(before: string, after: string): number {
    return this.#pairs.get(`${before} ${after}`) ?? 0;
  }

  /** The two words that stand before a word, joined by a space, and how often: 0 where they do not any more. */
  before(word: string): ReadonlyMap<string, number> {
    return this.#phrases.get(word) ?? none;
  }

  /** Counts the words of a block, or takes them out again.
   *  @param by how often it counts: 1, or -1 */
  add(words: readonly string[], by = 1): void {
    for (const [index, word] of words.entries()) {
      bump(this.#words, word, by);
      this.#total += by;
      const [one, two] = [words[index - 1], words[index - 2]];
      if (one === undefined) continue;
      bump(this.#pairs, `${one} ${word}`, by);
      if (two === undefined) continue;
      let phrases = this.#phrases.get(word);
      if (!phrases) {
        phrases = new Map();
        this.#phrases.set(word, phrases);
      }
      bump(phrases, `${two} ${one}`, by);
    }
  }
}

const none: ReadonlyMap<string, number> = new Map();

function bump(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** A text as `WordCounts` counts it. */
export const countedWords = (words: readonly string[]): readonly string[] =>
  words.map((word) => folded(wordShape(word).core)).filter((core) => core !== '');
