import type { UnnamedConflict } from '../document/document-state.ts';
import type { Piece } from './assemble.ts';
import { hasWord, type MergeToken } from './merge-tokens.ts';

/** What is to be done to our line so that it has what the other did: some of its tokens give way to others. */
export interface Operation {
  readonly from: number;
  readonly to: number;
  readonly pieces: readonly Piece[];
  /** To be told when it is done. */
  readonly told: Told | null;
  /** To be told when it cannot be done. */
  readonly otherwise: Told;
  /** Operations with the same bond are done together or not at all. */
  readonly bond?: object;
}

export type Told = Omit<UnnamedConflict, 'from' | 'to'> & { readonly at: number; readonly size: number };

/** Operations that only make sense together: those that go deeper into the document with those that come out again. */
export function operationGroups(
  operations: readonly Operation[],
  tokens: readonly MergeToken[],
): readonly (readonly Operation[])[] {
  const groups: Operation[][] = [];
  let depth = 0;
  for (const operation of operations) {
    const { from, to, pieces } = operation;
    const gain = gainOf(pieces.map(({ token }) => token)) - gainOf(tokens.slice(from, to));
    if (depth === 0 || groups.length === 0) groups.push([operation]);
    else groups.at(-1)?.push(operation);
    depth += gain;
  }
  return bonded(groups);
}

function bonded(groups: readonly (readonly Operation[])[]): readonly (readonly Operation[])[] {
  const joined: (readonly Operation[])[] = [];
  for (const group of groups) {
    const bonds = new Set(group.flatMap(({ bond }) => bond ?? []));
    const at = joined.findIndex((one) => one.some(({ bond }) => bond && bonds.has(bond)));
    if (at < 0) joined.push(group);
    else joined[at] = [...(joined[at] ?? []), ...group];
  }
  return joined;
}

const gainOf = (tokens: readonly MergeToken[]): number =>
  tokens.reduce((gain, { kind }) => gain + (kind === 'open' ? 1 : kind === 'close' ? -1 : 0), 0);

/** How often each word stands in our line, in the other, and in what they share. */
export type WordCounts = readonly [
  ours: ReadonlyMap<string, number>,
  theirs: ReadonlyMap<string, number>,
  base: ReadonlyMap<string, number>,
];

export function countWords(tokens: readonly MergeToken[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) if (hasWord(token)) counts.set(token.key, (counts.get(token.key) ?? 0) + 1);
  return counts;
}

type Readings = Pick<Told, 'base' | 'ours' | 'theirs'>;

const joinedReadings = (one: Readings, other: Readings): Readings => ({
  base: `${one.base} ${other.base}`,
  ours: `${one.ours} ${other.ours}`.trim(),
  theirs: `${one.theirs} ${other.theirs}`.trim(),
});

/** Words with nothing but a blank, or a sign and a blank, between them are one passage. */
const mostBetween = 3;

/** Words that are there although one line took them away, or more often than either line has them, as where a passage was moved by one
 *  and taken apart by the other: whatever is otherwise than in one of the lines is told. */
export function untoldWords(
  pieces: readonly Piece[],
  told: readonly Told[],
  [us, them, base]: WordCounts,
): readonly Told[] {
  const now = countWords(pieces.map(({ token }) => token));
  const known = told.flatMap((one) => [one.base, one.ours, one.theirs]).join(' ');
  const found: Told[] = [];
  let at = 0;
  for (const { token, ours } of pieces) {
    if (ours >= 0) at = ours;
    if (!hasWord(token)) continue;
    const [mine, other, count] = [us, them, now].map((counts) => counts.get(token.key) ?? 0) as [
      number,
      number,
      number,
    ];
    const isBack = base.get(token.key) === 1 && (mine === 0 || other === 0);
    const isDoubled = count > 1 && mine <= 1 && other <= 1 && base.get(token.key) === 1;
    if ((!isBack && !isDoubled) || known.includes(token.text)) continue;
    const last = found.at(-1);
    const readings = { base: token.text, ours: mine > 0 ? token.text : '', theirs: other > 0 ? token.text : '' };
    const isNext = last !== undefined && at - last.at - last.size <= mostBetween;
    if (last && isNext && (last.ours === '') === (mine === 0) && (last.theirs === '') === (other === 0))
      found[found.length - 1] = { ...last, ...joinedReadings(last, readings), size: at + 1 - last.at };
    else found.push({ kind: 'removed', at, size: ours >= 0 ? 1 : 0, ...readings, kept: mine > 0 ? 'ours' : 'theirs' });
  }
  return found;
}
