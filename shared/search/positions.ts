/** Numbers of words in a field of a document, ascending, of a length that is known. */
export type Positions = readonly number[];

/** Some of the numbers of a list. */
export interface PositionRange {
  readonly values: ArrayLike<number>;
  readonly from: number;
  /** One past the last. */
  readonly to: number;
}

/** Where phrases begin.
 *  @param words for each word of the phrase, where it stands */
export function phraseStarts(words: readonly PositionRange[]): Positions {
  const [first, ...others] = words;
  if (!first) return [];
  const places = others.map(({ from }) => from);
  const starts: number[] = [];
  for (let at = first.from; at < first.to; at++) {
    const start = first.values[at] ?? 0;
    let following = 0;
    for (; following < others.length; following++) {
      const { values, to } = others[following] as PositionRange;
      const wanted = start + following + 1;
      let place = places[following] ?? 0;
      while (place < to && (values[place] ?? 0) < wanted) place += 1;
      places[following] = place;
      // No later phrase has this word either.
      if (place === to) return starts;
      if (values[place] !== wanted) break;
    }
    if (following === others.length) starts.push(start);
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
