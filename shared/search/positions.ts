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
  const [first, second] = words;
  if (!first) return none;
  if (!second) return Array.from({ length: first.to - first.from }, (_, at) => first.values[first.from + at] ?? 0);
  let starts = followed(first, second, 1);
  for (let index = 2; index < words.length && starts.length > 0; index++)
    starts = followed({ values: starts, from: 0, to: starts.length }, words[index] ?? first, index);
  return starts;
}

const none: Positions = [];

/** Those of the numbers that have another one so far behind them. Makes nothing while there is none: most documents have both words
 *  somewhere else. */
function followed({ values, from, to }: PositionRange, other: PositionRange, behind: number): Positions {
  let found: number[] | null = null;
  let place = other.from;
  for (let at = from; at < to; at++) {
    const start = values[at] ?? 0;
    while (place < other.to && (other.values[place] ?? 0) < start + behind) place += 1;
    if (place === other.to) break;
    if (other.values[place] !== start + behind) continue;
    if (found) found.push(start);
    else found = [start];
  }
  return found ?? none;
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
