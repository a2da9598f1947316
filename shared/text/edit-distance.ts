/** How many characters (UTF-16 units) have to be put in, taken out or replaced to make one text of another. O(length²).
 *  @param most gives up beyond this many and returns one more */
export function editDistance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    const unit = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (unit === b.charCodeAt(j - 1) ? 0 : 1);
      const cost = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    row = next;
  }
  return Math.min(row[b.length] ?? 0, most + 1);
}

/** Where each place between characters of one text stands in another that reads nearly the same: a list of
 *  `from.length + 1` places in `to`, that begins with 0, never falls and ends with `to.length`. O(length²). */
export function characterPlaces(from: string, to: string): readonly number[] {
  if (from === to) return Array.from({ length: from.length + 1 }, (_, index) => index);
  const costs = distanceTable(from, to);
  const places = new Array<number>(from.length + 1).fill(0);
  let [i, j] = [from.length, to.length];
  places[i] = j;
  while (i > 0) {
    const cost = costs[i]?.[j] ?? 0;
    const isSame = j > 0 && from.charCodeAt(i - 1) === to.charCodeAt(j - 1);
    if (j > 0 && cost === (costs[i - 1]?.[j - 1] ?? 0) + (isSame ? 0 : 1)) {
      i -= 1;
      j -= 1;
      places[i] = j;
    } else if (cost === (costs[i - 1]?.[j] ?? 0) + 1) {
      i -= 1;
      places[i] = j;
    } else {
      j -= 1;
    }
  }
  places[0] = 0;
  return places;
}

function distanceTable(a: string, b: string): readonly (readonly number[])[] {
  const table = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const above = table[i - 1] ?? [];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    table.push(row);
  }
  return table;
}
