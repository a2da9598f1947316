import { diffArrays } from 'diff';
import type { Node } from 'prosemirror-model';
import { type AlignedPart, alignBlocks, type PlacedWord, placedWords } from '../../shared/alignment/align-blocks.ts';
import type { PlacedBlock } from '../../shared/document/reading-text.ts';
import type { ComparedRow, ComparedRun } from '../../shared/journal/compare-documents.ts';
import { increasingRun, type MatchedRun } from '../../shared/text/sequences.ts';

/** What a comparison has to find, written for being read and not for being quick: every word is a string of its own. */
export const plainRows = (older: Node, newer: Node): readonly ComparedRow[] =>
  alignBlocks(older, newer).flatMap((part) =>
    part.kind === 'same'
      ? part.new.map((block, index) => row('same', part.old.slice(index, index + 1), [block]))
      : changedRows(part),
  );

/** The same for the alignment of two sequences. */
export function plainMatches(old: readonly string[], present: readonly string[]): readonly MatchedRun[] {
  const runs: MatchedRun[] = [];
  for (const pair of pairedBetween({ old, present, oldAt: 0, newAt: 0 })) {
    const last = runs.at(-1);
    if (last && last.old + last.count === pair.old && last.new + last.count === pair.new)
      runs[runs.length - 1] = { ...last, count: last.count + 1 };
    else runs.push({ ...pair, count: 1 });
  }
  return runs;
}

interface Gap {
  readonly old: readonly string[];
  readonly present: readonly string[];
  readonly oldAt: number;
  readonly newAt: number;
}

interface Pair {
  readonly old: number;
  readonly new: number;
}

function pairedBetween(gap: Gap): readonly Pair[] {
  const most = Math.min(gap.old.length, gap.present.length);
  let start = 0;
  while (start < most && gap.old[start] === gap.present[start]) start += 1;
  let end = 0;
  while (end < most - start && gap.old.at(-1 - end) === gap.present.at(-1 - end)) end += 1;
  const [oldEnd, newEnd] = [gap.old.length - end, gap.present.length - end];
  return [
    ...inARow(gap.oldAt, gap.newAt, start),
    ...pairedInMiddle(part(gap, start, oldEnd, start, newEnd)),
    ...inARow(gap.oldAt + oldEnd, gap.newAt + newEnd, end),
  ];
}

const inARow = (old: number, present: number, count: number): readonly Pair[] =>
  Array.from({ length: count }, (_, index) => ({ old: old + index, new: present + index }));

const part = (
  { old, present, oldAt, newAt }: Gap,
  oldFrom: number,
  oldTo: number,
  newFrom: number,
  newTo: number,
): Gap => ({
  old: old.slice(oldFrom, oldTo),
  present: present.slice(newFrom, newTo),
  oldAt: oldAt + oldFrom,
  newAt: newAt + newFrom,
});

function pairedInMiddle(gap: Gap): readonly Pair[] {
  const size = gap.old.length * gap.present.length;
  if (size === 0) return [];
  const unique =
    size <= 10_000 ? [] : ([3, 1].map((length) => uniquePairs(gap, length)).find(({ length }) => length > 0) ?? []);
  if (unique.length === 0) return pairedExactly(gap);
  const ends = [...unique, { old: gap.old.length, new: gap.present.length }];
  return ends.flatMap((end, index) => {
    const begin = ends[index - 1] ?? { old: 0, new: 0 };
    return pairedBetween(part(gap, begin.old, end.old, begin.new, end.new));
  });
}

function uniquePairs({ old, present }: Gap, length: number): readonly Pair[] {
  const oldPlaces = uniquePlaces(old, length);
  const pairs = [...uniquePlaces(present, length)].flatMap(([key, place]) => {
    const partner = oldPlaces.get(key);
    return partner === undefined ? [] : [{ old: partner, new: place }];
  });
  const kept = increasingRun(pairs.map((pair) => pair.old));
  return pairs.filter((_, index) => kept.has(index));
}

function uniquePlaces(items: readonly string[], length: number): ReadonlyMap<string, number> {
  const places = new Map<string, number[]>();
  for (let at = 0; at + length <= items.length; at++) {
    const key = items.slice(at, at + length).join('\u0000');
    places.set(key, [...(places.get(key) ?? []), at]);
  }
  return new Map([...places].flatMap(([key, [at = 0, ...more]]) => (more.length > 0 ? [] : [[key, at] as const])));
}

function pairedExactly({ old, present, oldAt, newAt }: Gap): readonly Pair[] {
  const places = (items: readonly string[], other: readonly string[]): readonly number[] =>
    items.flatMap((item, index) => (other.includes(item) ? [index] : []));
  const oldPlaces = places(old, present);
  const newPlaces = places(present, old);
  const compared = diffArrays(
    oldPlaces.map((place) => old[place]),
    newPlaces.map((place) => present[place]),
    { maxEditLength: 4_000 },
  );
  const pairs: Pair[] = [];
  let [oldNext, newNext] = [0, 0];
  for (const { count, added, removed } of compared ?? []) {
    for (let index = 0; !added && !removed && index < count; index++)
      pairs.push({ old: oldAt + (oldPlaces[oldNext + index] ?? 0), new: newAt + (newPlaces[newNext + index] ?? 0) });
    if (!added) oldNext += count;
    if (!removed) newNext += count;
  }
  return pairs;
}

function changedRows({ old, new: present }: AlignedPart): readonly ComparedRow[] {
  const pairs = present.map((block, index) => [old.slice(index, index + 1), [block]] as const);
  const isPaired = old.length === present.length && pairs.every(([before, now]) => areAlike(before, now));
  return (isPaired ? pairs : [[old, present] as const]).map(([before, now]) => row('changed', before, now));
}

const wordsOf = (blocks: readonly PlacedBlock[]): readonly string[] => placedWords(blocks).map(({ word }) => word);

function areAlike(old: readonly PlacedBlock[], present: readonly PlacedBlock[]): boolean {
  const [oldWords, newWords] = [wordsOf(old), wordsOf(present)];
  const longer = Math.max(oldWords.length, newWords.length);
  return longer <= 2 || oldWords.filter((word) => newWords.includes(word)).length >= longer / 3;
}

function row(kind: ComparedRow['kind'], old: readonly PlacedBlock[], present: readonly PlacedBlock[]): ComparedRow {
  const [oldWords, newWords] = [placedWords(old), placedWords(present)];
  const runs: (ComparedRun | null)[] = [];
  let [oldAt, newAt] = [0, 0];
  const ends = [
    ...plainMatches(wordsOf(old), wordsOf(present)),
    { old: oldWords.length, new: newWords.length, count: 0 },
  ];
  for (const match of ends) {
    runs.push(run('removed', oldWords.slice(oldAt, match.old)), run('added', newWords.slice(newAt, match.new)));
    oldAt = match.old + match.count;
    newAt = match.new + match.count;
    runs.push(run('same', newWords.slice(match.new, newAt)));
  }
  const before = ({ start }: PlacedBlock): number => start - 1;
  return { kind, runs: runs.filter((one) => one !== null), older: old.map(before), newer: present.map(before) };
}

function run(kind: ComparedRun['kind'], words: readonly PlacedWord[]): ComparedRun | null {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return null;
  return { kind, text: words.map(({ word }) => word).join(' '), from: first.from, to: last.to };
}
