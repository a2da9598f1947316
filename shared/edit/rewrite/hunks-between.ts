import type { Node } from 'prosemirror-model';
import { depthGain, type FlatToken, keyOf, nodeAt, textOfTokens } from './flat-tokens.ts';
import { type Alignment, endOf, type Pair, pairTokens, partsOf, type Stretch } from './pair-tokens.ts';

/** A stretch in which two documents differ when they are written down flat: positions in the old one, and in the new one. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
  /** How much deeper the new document goes there than the old one: what another hunk has to take back. */
  readonly gain: number;
  /** Whether a page anchor stands in either stretch. */
  readonly hasAnchor: boolean;
}

/** The stretches that make one document another but for marks and attributes, in order: whatever both have in the same order stays
 *  outside of every hunk. The cost follows the children of the documents that differ. */
export function hunksBetween(before: Node, after: Node, alignment: Alignment): readonly Hunk[] {
  const { tokens, pairs } = pairTokens(before, after, alignment);
  const renamed = pairs
    .filter(([{ kind }]) => kind === 'open' || kind === 'block')
    .filter(([old, fresh]) => nodeAt(before, old).type !== nodeAt(after, fresh).type)
    .map(openingHunk);
  const changed = partsOf(tokens, pairs).map(({ part }) => withoutSameEnds(part));
  return [...renamed, ...changed.filter(isChange).flatMap(hunksOf)].sort(
    (one, other) => one.from - other.from || one.newFrom - other.newFrom,
  );
}

/** Without what is the same at both ends after all: however a block is called, where it ends it ends. */
function withoutSameEnds({ old, new: fresh, oldAt, newAt }: Stretch): Stretch {
  const isBalanced = depthGain(old) === depthGain(fresh);
  const isSame = (a: FlatToken | undefined, b: FlatToken | undefined): boolean =>
    a !== undefined && b !== undefined && (a.key === b.key || (isBalanced && a.kind === 'close' && b.kind === 'close'));
  let start = 0;
  while (isSame(old[start], fresh[start])) start += 1;
  let end = 0;
  const left = Math.min(old.length, fresh.length) - start;
  while (end < left && isSame(old[old.length - 1 - end], fresh[fresh.length - 1 - end])) end += 1;
  const trimmed = (tokens: readonly FlatToken[]): readonly FlatToken[] => tokens.slice(start, tokens.length - end);
  const sizeOf = (tokens: readonly FlatToken[]): number =>
    tokens.slice(0, start).reduce((sum, { size }) => sum + size, 0);
  return { old: trimmed(old), new: trimmed(fresh), oldAt: oldAt + sizeOf(old), newAt: newAt + sizeOf(fresh) };
}

const isChange = (stretch: Stretch): boolean => stretch.old.length + stretch.new.length > 0;

const hunksOf = (stretch: Stretch): readonly Hunk[] => hunksAmongLetters(stretch) ?? [hunkOf(stretch)];

/** Where only what stands among the letters differs, such as a page anchor within a word, the letters are no part of a hunk; null where
 *  they, or the structure, differ as well. */
function hunksAmongLetters({ old, new: fresh, oldAt, newAt }: Stretch): readonly Hunk[] | null {
  const lettersOf = (tokens: readonly FlatToken[]): string => tokens.map(textOfTokens).join('');
  if ([...old, ...fresh].some((token) => token.kind !== 'atom' && textOfTokens(token) === '')) return null;
  if (lettersOf(old) !== lettersOf(fresh)) return null;
  const [oldPlaces, newPlaces] = [placesOf(old, oldAt), placesOf(fresh, newAt)];
  const places = [...new Set([...oldPlaces.keys(), ...newPlaces.keys()])].sort((one, other) => one - other);
  return places.flatMap((place) => {
    const at = { old: oldPlaces.get(place) ?? [], new: newPlaces.get(place) ?? [] };
    if (at.old.map(keyOf).join() === at.new.map(keyOf).join()) return [];
    return hunkOf({ ...at, oldAt: positionOf(old, oldAt, place), newAt: positionOf(fresh, newAt, place) });
  });
}

/** What stands among letters, by how many of them come before it. */
function placesOf(tokens: readonly FlatToken[], at: number): ReadonlyMap<number, readonly FlatToken[]> {
  const places = new Map<number, readonly FlatToken[]>();
  let atoms = 0;
  for (const token of tokens) {
    if (token.kind !== 'atom') continue;
    const place = token.pos - at - atoms;
    places.set(place, [...(places.get(place) ?? []), token]);
    atoms += token.size;
  }
  return places;
}

/** The position behind some letters, before what stands behind the last of them. */
function positionOf(tokens: readonly FlatToken[], at: number, letters: number): number {
  let pos = at;
  let left = letters;
  for (const { kind, size } of tokens) {
    if (left === 0) break;
    const taken = kind === 'atom' ? size : Math.min(size, left);
    pos += taken;
    if (kind !== 'atom') left -= taken;
  }
  return pos;
}

function hunkOf({ old, new: fresh, oldAt, newAt }: Stretch): Hunk {
  const [start, end] = sharedLetters(old, fresh);
  const endOfAll = (tokens: readonly FlatToken[], at: number): number => {
    const last = tokens.at(-1);
    return last ? endOf(last) - end : at + start;
  };
  return {
    from: oldAt + start,
    to: endOfAll(old, oldAt),
    newFrom: newAt + start,
    newTo: endOfAll(fresh, newAt),
    gain: depthGain(fresh) - depthGain(old),
    hasAnchor: [...old, ...fresh].some(({ hasAnchor }) => hasAnchor),
  };
}

/** How many letters two stretches have in common at their first and at their last words: `Minster` and `Minister`, or a word that a
 *  page anchor parts in one of them. */
function sharedLetters(old: readonly FlatToken[], fresh: readonly FlatToken[]): readonly [number, number] {
  const start = sharedStart([...textOfTokens(old[0])], [...textOfTokens(fresh[0])]);
  const rest = (tokens: readonly FlatToken[]): readonly string[] =>
    [...textOfTokens(tokens.at(-1)).slice(tokens.length === 1 ? start : 0)].reverse();
  return [start, sharedStart(rest(old), rest(fresh))];
}

/** @returns in UTF-16 units */
function sharedStart(letters: readonly string[], others: readonly string[]): number {
  let units = 0;
  for (const [index, letter] of letters.entries()) {
    if (letter !== others[index]) break;
    units += letter.length;
  }
  return units;
}

/** A block with the same words that is another kind of block. */
const openingHunk = ([old, fresh]: Pair): Hunk => ({
  from: old.pos,
  to: old.pos + 1,
  newFrom: fresh.pos,
  newTo: fresh.pos + 1,
  gain: 0,
  hasAnchor: false,
});
