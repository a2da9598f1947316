/** Works on one item while what came of the one before is used: two at a time are under way at most, and what comes of them comes in their
 *  order. Whoever stops early hands what was begun to `discard`.
 *  @example for await (const made of oneAhead(groups, (group) => prepare(group), discard)) await keep(made); */
export async function* oneAhead<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  work: (item: Item) => Promise<Result>,
  discard: (result: Result) => Promise<void> = async () => undefined,
): AsyncGenerator<Result> {
  let ahead: Promise<Result> | null = null;
  try {
    for await (const item of items) {
      const before: Promise<Result> | null = ahead;
      ahead = work(item);
      // Whoever waits for it hears of it.
      ahead.catch(() => undefined);
      if (before) yield await before;
    }
    const last = ahead;
    ahead = null;
    if (last) yield await last;
  } finally {
    if (ahead) await ahead.then(discard, () => undefined);
  }
}
