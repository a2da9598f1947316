import { folded } from './party.ts';

/** What of a document tells who wrote to whom. */
export interface SentPaper {
  readonly from: string;
  readonly to: string;
  /** In the form of `att.datable.w3c`; empty when it is not known. */
  readonly when: string;
}

/** A sender and an addressee with what went between them this way. */
export interface PartyPair {
  /** As most documents have it; empty where they do not say. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** How many went the other way. */
  readonly back: number;
  /** Dates of the first and the last; empty when none has one. */
  readonly first: string;
  readonly last: string;
}

/** What the pairs stand in the order of. */
export type PairOrder = 'count' | 'from' | 'to' | 'first';

export const pairOrders: readonly PairOrder[] = ['count', 'from', 'to', 'first'];

interface Counted {
  readonly from: Map<string, number>;
  readonly to: Map<string, number>;
  count: number;
  first: string;
  last: string;
}

/** Tells a pair from others, however its names are spelled: letters, accents and stops do not count. */
export const pairKey = (from: string, to: string): string => `${folded(from)}\n${folded(to)}`;

/** Who wrote to whom, and how often. Those who write most come first. One pass over the documents. */
export function whoToWhom(papers: Iterable<SentPaper>): readonly PartyPair[] {
  const pairs = new Map<string, Counted>();
  const keys = new Map<string, string>();
  const keyOf = (name: string): string => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = folded(name);
    keys.set(name, key);
    return key;
  };
  for (const { from, to, when } of papers) {
    const key = `${keyOf(from)}\n${keyOf(to)}`;
    const pair = pairs.get(key) ?? { from: new Map(), to: new Map(), count: 0, first: '', last: '' };
    pairs.set(key, pair);
    pair.count += 1;
    pair.from.set(from, (pair.from.get(from) ?? 0) + 1);
    pair.to.set(to, (pair.to.get(to) ?? 0) + 1);
    if (when === '') continue;
    if (pair.first === '' || when < pair.first) pair.first = when;
    if (when > pair.last) pair.last = when;
  }
  const backOf = (key: string): number => pairs.get(key.split('\n').reverse().join('\n'))?.count ?? 0;
  const found = [...pairs].map(([key, { from, to, ...pair }]) => ({
    ...pair,
    from: mostCommon(from),
    to: mostCommon(to),
    back: backOf(key),
  }));
  return inPairOrder(found, 'count', true);
}

const mostCommon = (spellings: ReadonlyMap<string, number>): string => {
  let [best, times] = ['', 0];
  for (const [spelling, count] of spellings) if (count > times) [best, times] = [spelling, count];
  return best.trim();
};

/** Pairs in another order; names that are not known come last either way. */
export function inPairOrder(
  pairs: readonly PartyPair[],
  order: PairOrder,
  isDescending: boolean,
): readonly PartyPair[] {
  const way = isDescending ? -1 : 1;
  if (order === 'count')
    return pairs.toSorted((a, b) => way * (a.count - b.count) || names.compare(a.from + a.to, b.from + b.to));
  const empty = (pair: PartyPair): number => (pair[order] === '' ? 1 : 0);
  return pairs.toSorted((a, b) => empty(a) - empty(b) || way * names.compare(a[order], b[order]) || b.count - a.count);
}

const names = new Intl.Collator('en');
