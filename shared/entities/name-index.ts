import { foldedName, nameWords } from './names.ts';

/** What an index is asked for. */
export interface NameSearch {
  /** Words, or beginnings of words, that a name must have all of; in any order. */
  readonly text: string;
  readonly limit: number;
  /** Which entries are wanted; all unless given. */
  readonly wanted?: (entry: number) => boolean;
}

/** So many entries are weighed against one another in some milliseconds. */
const mostWeighed = 10_000;

/** Finds entries of a list by their names as a person types: a name that is just the words first, then one that begins with them, then those that
 *  have them anywhere. The index is a sorted list of words with the entries of each: a search costs the entries of the rarest word typed. */
export class NameIndex {
  readonly #names: (readonly string[])[] = [];
  readonly #entriesOf = new Map<string, number[]>();
  #words: readonly string[] | null = null;
  /** By the names under which they are listed. */
  #sorted: readonly number[] | null = null;

  get size(): number {
    return this.#names.length;
  }

  /** Adds the next entry of the list with all of its names.
   *  @returns its number, from 0 */
  add(names: readonly string[]): number {
    const entry = this.#names.length;
    const folded = names.map(foldedName);
    this.#names.push(folded);
    const seen = new Set<string>();
    for (const name of folded)
      for (const word of name.split(' ')) {
        if (word === '' || seen.has(word)) continue;
        seen.add(word);
        const entries = this.#entriesOf.get(word);
        if (entries) entries.push(entry);
        else {
          this.#entriesOf.set(word, [entry]);
          this.#words = null;
        }
      }
    return entry;
  }

  /** The entries that have one of the words in a name, in no order. */
  withWord(word: string): readonly number[] {
    return this.#entriesOf.get(word) ?? [];
  }

  /** The words of all names, sorted. */
  get words(): readonly string[] {
    this.#words ??= [...this.#entriesOf.keys()].sort();
    return this.#words;
  }

  /** The numbers of the best entries, best first. Nothing typed finds the first ones of the list. */
  search({ text, limit, wanted = () => true }: NameSearch): readonly number[] {
    const typed = nameWords(text);
    if (typed.length === 0) return firstOf(this.#names.length, limit, wanted);
    const ranges = typed.map((word) => this.#range(word));
    // The rarest first: only its entries are looked at.
    const [rarest] = [...ranges].sort((a, b) => a.entries - b.entries);
    if (!rarest) return [];
    const whole = typed.join(' ');
    // Of a letter or two there are too many to weigh each: the first ones of the alphabet, as in a printed index.
    if (rarest.entries > mostWeighed) return this.#beginningWith(whole, limit, wanted);
    const best = new BestEntries(limit);
    const seen = new Set<number>();
    for (let at = rarest.from; at < rarest.to; at++)
      for (const entry of this.withWord(this.words[at] ?? '')) {
        if (seen.has(entry)) continue;
        seen.add(entry);
        if (!wanted(entry)) continue;
        const rank = rankOf(this.#names[entry] ?? [], typed, whole);
        if (rank !== null) best.offer(entry, rank);
      }
    return best.entries();
  }

  /** The entries that are listed under names which begin so, by the alphabet. */
  #beginningWith(text: string, limit: number, wanted: (entry: number) => boolean): readonly number[] {
    const sorted = this.#alphabetical;
    const nameAt = (at: number): string => this.#names[sorted[at] ?? -1]?.[0] ?? '';
    const found: number[] = [];
    for (
      let at = firstAt(sorted.length, (middle) => nameAt(middle) >= text);
      at < sorted.length && found.length < limit;
      at++
    ) {
      if (!nameAt(at).startsWith(text)) break;
      const entry = sorted[at] ?? 0;
      if (wanted(entry)) found.push(entry);
    }
    return found;
  }

  get #alphabetical(): readonly number[] {
    if (this.#sorted?.length !== this.#names.length) {
      const first = this.#names.map(([name = '']) => name);
      this.#sorted = first
        .map((_, entry) => entry)
        .sort((a, b) => {
          const [one = '', other = ''] = [first[a], first[b]];
          return one < other ? -1 : one > other ? 1 : a - b;
        });
    }
    return this.#sorted;
  }

  #range(word: string): { readonly from: number; readonly to: number; readonly entries: number } {
    const { words } = this;
    const from = lowerBound(words, word);
    // No letter of a folded name comes behind this one.
    const to = lowerBound(words, `${word}\uffff`);
    let entries = 0;
    for (let at = from; at < to; at++) entries += this.withWord(words[at] ?? '').length;
    return { from, to, entries };
  }
}

function firstOf(count: number, limit: number, wanted: (entry: number) => boolean): readonly number[] {
  const found: number[] = [];
  for (let entry = 0; entry < count && found.length < limit; entry++) if (wanted(entry)) found.push(entry);
  return found;
}

const lowerBound = (sorted: readonly string[], word: string): number =>
  firstAt(sorted.length, (at) => (sorted[at] ?? '') >= word);

/** The first number at which something holds that holds for all behind it; `count` when for none. */
function firstAt(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The smaller the better; null when no name has all words. */
function rankOf(names: readonly string[], typed: readonly string[], whole: string): number | null {
  let best: number | null = null;
  for (const [index, name] of names.entries()) {
    const words = ` ${name}`;
    if (!typed.every((word) => words.includes(` ${word}`))) continue;
    const kind = name === whole ? 0 : name.startsWith(`${whole} `) ? 1 : name.startsWith(whole) ? 2 : 3;
    // Among equals a name in the list goes before a variant, and a short one before a long one.
    const rank = kind * 1_000_000 + (index === 0 ? 0 : 1_000) + Math.min(name.length, 999);
    if (best === null || rank < best) best = rank;
  }
  return best;
}

/** Keeps the best of many without sorting all. */
class BestEntries {
  readonly #limit: number;
  readonly #kept: { readonly entry: number; readonly rank: number }[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(entry: number, rank: number): void {
    const kept = this.#kept;
    const last = kept.at(-1);
    if (kept.length >= this.#limit && last && last.rank <= rank) return;
    let at = kept.length;
    while (at > 0 && (kept[at - 1]?.rank ?? 0) > rank) at -= 1;
    kept.splice(at, 0, { entry, rank });
    if (kept.length > this.#limit) kept.pop();
  }

  entries(): readonly number[] {
    return this.#kept.map(({ entry }) => entry);
  }
}
