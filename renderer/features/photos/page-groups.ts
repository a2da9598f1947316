/** Which pages of a row of them begin a document, by their places from 0. The first page of all always does. */
export type Starts = ReadonlySet<number>;

/** Makes one document of the pages from one place to another, both included; what follows begins another. */
export function madeOne(starts: Starts, from: number, to: number, count: number): Starts {
  const inside = (place: number): boolean => place > from && place <= to;
  return new Set(
    [...starts, from, ...(to + 1 < count ? [to + 1] : [])].filter((place) => !inside(place)).sort(byPlace),
  );
}

/** Lets a document begin at a page. */
export const splitAt = (starts: Starts, place: number): Starts => new Set([...starts, place].sort(byPlace));

/** Where the document of a page begins. */
export const startOf = (starts: Starts, place: number): number =>
  [...starts].reduce((found, start) => (start <= place && start > found ? start : found), 0);

/** Puts the document of a page behind the one before it. */
export function mergedWithPrevious(starts: Starts, place: number): Starts {
  const start = startOf(starts, place);
  return new Set([...starts].filter((one) => one === 0 || one !== start));
}

/** Moves pages to the document of another page: those between go along, because the order of the pages stays. Pages that lead over several
 *  documents take those with them. */
export function movedTo(starts: Starts, from: number, to: number, target: number, count: number): Starts {
  if (target >= from && target <= to) return starts;
  if (target < from) {
    // All behind the target's document up to here become part of it.
    const kept = [...starts].filter((one) => one <= startOf(starts, target) || one > to);
    return new Set([...kept, ...(to + 1 < count ? [to + 1] : [])].sort(byPlace));
  }
  const kept = [...starts].filter((one) => one < from || one > target);
  return new Set([...kept, from].sort(byPlace));
}

const byPlace = (one: number, other: number): number => one - other;
