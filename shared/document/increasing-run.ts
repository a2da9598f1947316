/** Which members of a sequence to keep so that what stays strictly increases and as much as possible stays. Negative numbers
 *  never stay. O(n log n).
 *  @returns the indexes kept */
export function increasingRun(values: readonly number[]): ReadonlySet<number> {
  // tails[k] is the index of the smallest value that ends an increasing run of k + 1 members.
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, index) => {
    if (value < 0) return;
    const length = firstNotBelow(tails, values, value);
    previous[index] = length > 0 ? (tails[length - 1] ?? -1) : -1;
    tails[length] = index;
  });
  const kept = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) kept.add(index);
  return kept;
}

function firstNotBelow(tails: readonly number[], values: readonly number[], value: number): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
