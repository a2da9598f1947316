/** Numbers of words in a field of a document, ascending, of a length that is known. */
export type Positions = readonly number[];

/** Where phrases begin.
 *  @param words for each word of the phrase, where it stands */
export function phraseStarts(words: readonly Positions[]): Positions {
  const [first = [], ...others] = words;
  let starts = first;
  for (const [index, positions] of others.entries()) {
    const kept: number[] = [];
    let at = 0;
    for (const start of starts) {
      const wanted = start + index + 1;
      while (at < positions.length && (positions[at] ?? 0) < wanted) at += 1;
      if (positions[at] === wanted) kept.push(start);
    }
    starts = kept;
  }
  return starts;
}

/** Phrases of one sort in a document: where they begin, and how many words each has. */
export interface PlacedPhrases {
  readonly starts: Positions;
  readonly length: number;
}

/** Which of the second phrases have one of the first with at most `distance` other words between them, on either side. */
export function nearStarts(first: PlacedPhrases, second: PlacedPhrases, distance: number): Positions {
  return second.starts.filter((start) => {
    const end = start + second.length;
    const before = start - first.length;
    return hasBetween(first.starts, before - distance, before) || hasBetween(first.starts, end, end + distance);
  });
}

function hasBetween(values: Positions, least: number, most: number): boolean {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low < values.length && (values[low] ?? 0) <= most;
}
