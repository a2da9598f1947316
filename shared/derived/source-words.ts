/** The words that a document, as it was imported, shares with the text of its source: three numbers each, in the order of the document. The
 *  index of the block, the UTF-16 unit of its reading text with calls at which the word begins, and its offset in the source. */
export type SourceWords = Int32Array<ArrayBuffer>;

/** How many numbers tell of a word. */
export const numbersOfWord = 3;

interface Word {
  readonly word: string;
  /** Index of its block; 0 in the source. */
  readonly block: number;
  readonly unit: number;
}

/** Aligns a document with the text it was imported from. Three words that follow one another and occur only once on either side
 *  belong together wherever they stand, so that notes and other parts that the import moved are found as well; from there the
 *  neighbours are followed as long as they are the same. O(words): for a thread of its own.
 *  @param texts what each block of the imported document reads, with its calls (`blockTextWithCalls`) */
export function alignWithSource(texts: readonly string[], source: string): SourceWords {
  const here = texts.flatMap(wordsOf);
  const there = wordsOf(source, 0);
  const pairs = [...extended(here, there, uniqueTriples(here, there))].sort(([a], [b]) => a - b);
  return Int32Array.from(pairs.flatMap(([a, b]) => [here[a]?.block ?? 0, here[a]?.unit ?? 0, there[b]?.unit ?? 0]));
}

const wordsOf = (text: string, block: number): readonly Word[] =>
  [...text.matchAll(/\S+/g)].map((match) => ({ word: match[0], block, unit: match.index }));

/** Pairs of indices at which triples of words begin that occur once on either side. */
function uniqueTriples(here: readonly Word[], there: readonly Word[]): ReadonlyMap<number, number> {
  const onlyHere = uniqueStarts(here);
  const onlyThere = uniqueStarts(there);
  const pairs = new Map<number, number>();
  for (const [triple, index] of onlyHere) {
    const other = onlyThere.get(triple);
    if (index !== null && other !== undefined && other !== null) pairs.set(index, other);
  }
  return pairs;
}

/** Where each triple of words begins; null when it occurs twice. */
function uniqueStarts(words: readonly Word[]): ReadonlyMap<string, number | null> {
  const starts = new Map<string, number | null>();
  for (let index = 0; index + 2 < words.length; index++) {
    const triple = `${words[index]?.word} ${words[index + 1]?.word} ${words[index + 2]?.word}`;
    starts.set(triple, starts.has(triple) ? null : index);
  }
  return starts;
}

function extended(
  here: readonly Word[],
  there: readonly Word[],
  seeds: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const pairs = new Map(seeds);
  const taken = new Set(seeds.values());
  const follow = (a: number, b: number, step: -1 | 1): void => {
    for (let i = a + step, j = b + step; here[i] && here[i]?.word === there[j]?.word; i += step, j += step) {
      if (pairs.has(i) || taken.has(j)) return;
      pairs.set(i, j);
      taken.add(j);
    }
  };
  for (const [a, b] of seeds) {
    follow(a, b, -1);
    follow(a, b, 1);
  }
  return pairs;
}
