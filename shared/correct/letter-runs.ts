/** How likely three letters follow one another in the words of a language. */
export interface LetterRuns {
  /** How odd the oddest three letters in a row of a word are: 0 for ordinary ones, growing; about 10 for what no word has.
   *  @param word small letters */
  oddity(word: string): number;
}

/** Learns from a list of words.
 *  @param words small letters */
export function letterRuns(words: Iterable<string>): LetterRuns {
  const runs = new Map<string, number>();
  const contexts = new Map<string, number>();
  for (const word of words) {
    const text = `^${word}$`;
    for (let at = 0; at + 3 <= text.length; at++) {
      const run = text.slice(at, at + 3);
      runs.set(run, (runs.get(run) ?? 0) + 1);
      const context = run.slice(0, 2);
      contexts.set(context, (contexts.get(context) ?? 0) + 1);
    }
  }
  return {
    oddity(word) {
      const text = `^${word}$`;
      let oddest = 0;
      for (let at = 0; at + 3 <= text.length; at++) {
        const run = text.slice(at, at + 3);
        const share = ((runs.get(run) ?? 0) + 0.1) / ((contexts.get(run.slice(0, 2)) ?? 0) + 3);
        oddest = Math.max(oddest, -Math.log(share) - 3);
      }
      return Math.max(0, oddest);
    },
  };
}
