import type { Node } from 'prosemirror-model';
import { increasingRun, matchSequences } from '../../text/sequences.ts';
import { blockTokens, type FlatToken, holdSame, keyOf, nodeAt, textOfTokens, wordTokens } from './flat-tokens.ts';

/** Tokens of both documents, and the positions at which they begin. */
export interface Stretch {
  readonly old: readonly FlatToken[];
  readonly new: readonly FlatToken[];
  readonly oldAt: number;
  readonly newAt: number;
}

/** A token of the old document, and the one of the new that is the same. */
export type Pair = readonly [FlatToken, FlatToken];

/** What decides first what of one document is what of another: where the same words stand, or where the same structure is. */
export type Alignment = 'by words' | 'by structure';

/** Two documents taken apart as far as they differ: all tokens from the first child that differs to the last, and which of them are the
 *  same. */
interface Compared {
  readonly tokens: Stretch;
  /** In order; none crosses another. */
  readonly pairs: readonly Pair[];
}

/** Pairs what two documents have in common, in the order of both. Blocks that read the same are paired first, and within what is left
 *  words, then signs, what else stands among the letters, and nodes. */
export function pairTokens(before: Node, after: Node, alignment: Alignment): Compared {
  const { first, oldAfter, newAfter, start } = differingChildren(before, after);
  const whole = {
    old: blockTokens(before, first, oldAfter),
    new: blockTokens(after, first, newAfter),
    oldAt: start,
    newAt: start,
  };
  // An empty block says nothing of where it belongs.
  const isCompared = ({ kind, size }: FlatToken): boolean =>
    alignment === 'by structure' || (kind === 'block' && size > emptyBlock);
  const takenApart = (stretch: Stretch): Compared => {
    const tokens = { ...stretch, old: wordTokens(before, stretch.old), new: wordTokens(after, stretch.new) };
    return { tokens, pairs: likelyPairs(tokens).filter(isHeld) };
  };
  const compared = partsOf(whole, pairsOf(whole, isCompared)).flatMap(({ part, end }) => {
    if (!end) return [takenApart(part)];
    const [old, fresh] = end;
    const both = { old: [old], new: [fresh], oldAt: old.pos, newAt: fresh.pos };
    if (old.kind !== 'block') return [takenApart(part), { tokens: both, pairs: [end].filter(isHeld) }];
    if (holdSame(nodeAt(before, old), nodeAt(after, fresh))) return [takenApart(part), { tokens: both, pairs: [end] }];
    return [takenApart(part), withEnds(takenApart(both))];
  });
  const tokens = {
    ...whole,
    old: compared.flatMap((part) => part.tokens.old),
    new: compared.flatMap((part) => part.tokens.new),
  };
  const held = compared.flatMap(({ pairs }) => pairs);
  return { tokens, pairs: withNodes(tokens, held) };
}

/** What is within nodes, unlike the nodes themselves. */
const isHeld = ([{ kind }]: Pair): boolean => kind !== 'open' && kind !== 'close';

/** A block with the same letters is the same block. */
function withEnds({ tokens, pairs }: Compared): Compared {
  const [begins, beginsNow, ends, endsNow] = [tokens.old[0], tokens.new[0], tokens.old.at(-1), tokens.new.at(-1)];
  if (!begins || !beginsNow || !ends || !endsNow) return { tokens, pairs };
  return { tokens, pairs: [[begins, beginsNow], ...pairs, [ends, endsNow]] };
}

/** The children of two documents from the first that differs to the last: indexes, and the position before the first. */
interface DifferingChildren {
  readonly first: number;
  readonly oldAfter: number;
  readonly newAfter: number;
  readonly start: number;
}

export function differingChildren(before: Node, after: Node): DifferingChildren {
  const most = Math.min(before.childCount, after.childCount);
  let first = 0;
  let start = 0;
  while (first < most && before.child(first).eq(after.child(first))) {
    start += before.child(first).nodeSize;
    first += 1;
  }
  let same = 0;
  while (same < most - first && before.child(before.childCount - 1 - same).eq(after.child(after.childCount - 1 - same)))
    same += 1;
  return { first, oldAfter: before.childCount - same, newAfter: after.childCount - same, start };
}

/** Positions that a block without content takes. */
const emptyBlock = 2;

/** The tokens that both sides have in the same order.
 *  @param isCompared which of them are looked at */
function pairsOf(stretch: Stretch, isCompared: (token: FlatToken) => boolean): readonly Pair[] {
  const [old, fresh] = [stretch.old.filter(isCompared), stretch.new.filter(isCompared)];
  return pairedBy(old, old.map(keyOf), fresh, fresh.map(keyOf));
}

const pairedBy = (
  old: readonly FlatToken[],
  oldKeys: readonly string[],
  fresh: readonly FlatToken[],
  newKeys: readonly string[],
): readonly Pair[] =>
  matchSequences(oldKeys, newKeys).flatMap((run) =>
    old.slice(run.old, run.old + run.count).flatMap((token, index) => {
      const partner = fresh[run.new + index];
      return partner ? [[token, partner] as const] : [];
    }),
  );

/** Pairs words and structure, then what stands between them, page anchors last: they may well have moved. Words that are no more in
 *  common than chance gives are left apart. */
function likelyPairs(stretch: Stretch): readonly Pair[] {
  const framed = pairsOf(stretch, ({ kind }) => kind !== 'sign' && kind !== 'atom');
  return partsOf(stretch, framed, isFrame).flatMap(({ part, inner, end }) => {
    const isOther = isUnlike(part, inner);
    const signed = withMore(part, isOther ? [] : inner, ({ kind }) => kind === 'sign' && !isOther);
    const whole = partsOf(part, signed).flatMap((gap) => [...atomPairs(gap.part), ...(gap.end ? [gap.end] : [])]);
    return [...whole, ...(end ? [end] : [])];
  });
}

/** Pairs what stands among letters; where these are the same, a page anchor among others of them has moved. */
function atomPairs({ old, new: fresh }: Stretch): readonly Pair[] {
  const [oldAtoms, newAtoms] = [placedAtoms(old), placedAtoms(fresh)];
  const isPlaced = oldAtoms.letters === newAtoms.letters;
  const keysOf = ({ atoms, places }: typeof oldAtoms): readonly string[] =>
    atoms.map(({ key }, index) => (isPlaced ? `${key} ${places[index]}` : key));
  return pairedBy(oldAtoms.atoms, keysOf(oldAtoms), newAtoms.atoms, keysOf(newAtoms));
}

/** What stands among letters, with the number of letters before each, and the letters. */
function placedAtoms(tokens: readonly FlatToken[]) {
  const atoms: FlatToken[] = [];
  const places: number[] = [];
  let letters = '';
  for (const token of tokens) {
    if (token.kind === 'atom') {
      atoms.push(token);
      places.push(letters.length);
    }
    letters += textOfTokens(token);
  }
  return { atoms, places, letters };
}

/** Pairs more tokens between those that are paired. */
const withMore = (
  stretch: Stretch,
  pairs: readonly Pair[],
  isCompared: (token: FlatToken) => boolean,
): readonly Pair[] =>
  partsOf(stretch, pairs).flatMap(({ part, end }) => [...pairsOf(part, isCompared), ...(end ? [end] : [])]);

/** Pairs nodes as well: those that hold the same of what is paired, then those of a sort that begin between the same; and the ends of
 *  all that are paired where that crosses no other pair.
 *  @param held pairs of what nodes hold */
function withNodes(stretch: Stretch, held: readonly Pair[]): readonly Pair[] {
  const oldEnds = endsOf(stretch.old);
  const newEnds = endsOf(stretch.new);
  const bySpan = spansOf(held, 1, newEnds);
  const begun: Pair[] = [];
  for (const [span, nodes] of spansOf(held, 0, oldEnds)) {
    const others = bySpan.get(span) ?? [];
    // Of several, one within the other, the innermost stay.
    const count = Math.min(nodes.length, others.length);
    for (let index = 1; index <= count; index++) {
      const [node, other] = [nodes.at(-index), others.at(-index)];
      if (node && other) begun.push([node, other]);
    }
  }
  const opened = withMore(stretch, inOrder([...held, ...begun]), ({ kind }) => kind === 'open');
  const placeOf = (side: 0 | 1, pos: number): number =>
    lowerBound(opened.length, (index) => (opened[index]?.[side].pos ?? 0) < pos);
  const ended = opened.flatMap(([old, fresh]): readonly Pair[] => {
    const [oldEnd, newEnd] = [oldEnds.get(old), newEnds.get(fresh)];
    return oldEnd && newEnd && placeOf(0, oldEnd.pos) === placeOf(1, newEnd.pos) ? [[oldEnd, newEnd]] : [];
  });
  return inOrder([...opened, ...inOrder(ended)]);
}

/** Pairs by their places in both documents, without those that cross others. */
function inOrder(pairs: readonly Pair[]): readonly Pair[] {
  const sorted = [...pairs].sort(([one], [other]) => one.pos - other.pos);
  const kept = increasingRun(sorted.map(([, { pos }]) => pos));
  return sorted.filter((_, index) => kept.has(index));
}

/** The nodes of one side by their sort and by the first and the last of the pairs that they hold, outer ones first; without those that
 *  hold none. */
function spansOf(
  held: readonly Pair[],
  side: 0 | 1,
  ends: ReadonlyMap<FlatToken, FlatToken>,
): ReadonlyMap<string, readonly FlatToken[]> {
  const spans = new Map<string, FlatToken[]>();
  const placeOf = (pos: number): number => lowerBound(held.length, (index) => (held[index]?.[side].pos ?? 0) < pos);
  for (const [node, end] of [...ends].sort(([one], [other]) => one.pos - other.pos)) {
    const [first, after] = [placeOf(node.pos), placeOf(end.pos)];
    if (first === after) continue;
    const span = `${node.key} ${first} ${after}`;
    spans.set(span, [...(spans.get(span) ?? []), node]);
  }
  return spans;
}

/** Which token ends the node that a token begins. */
function endsOf(tokens: readonly FlatToken[]): ReadonlyMap<FlatToken, FlatToken> {
  const open: FlatToken[] = [];
  const ends = new Map<FlatToken, FlatToken>();
  for (const token of tokens) {
    if (token.kind === 'open') open.push(token);
    const opening = token.kind === 'close' ? open.pop() : undefined;
    if (opening) ends.set(opening, token);
  }
  return ends;
}

/** How many of some members in a row come before a place. */
function lowerBound(count: number, isBefore: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A part of a stretch up to a pair that ends it, and the pairs within. */
interface Part {
  readonly part: Stretch;
  readonly inner: readonly Pair[];
  readonly end: Pair | null;
}

const isFrame = ([{ kind }]: Pair): boolean => kind === 'open' || kind === 'close';

/** The parts of a stretch between pairs.
 *  @param isEnd which of them end a part; all unless given */
export function partsOf(
  stretch: Stretch,
  pairs: readonly Pair[],
  isEnd: (pair: Pair) => boolean = () => true,
): readonly Part[] {
  const parts: Part[] = [];
  let [old, fresh, oldAt, newAt] = [0, 0, stretch.oldAt, stretch.newAt];
  let inner: Pair[] = [];
  const add = (oldAfter: number, newAfter: number, end: Pair | null): void => {
    const part = { old: stretch.old.slice(old, oldAfter), new: stretch.new.slice(fresh, newAfter), oldAt, newAt };
    parts.push({ part, inner, end });
    inner = [];
  };
  let [oldIndex, newIndex] = [0, 0];
  for (const pair of pairs) {
    oldIndex = stretch.old.indexOf(pair[0], oldIndex);
    newIndex = stretch.new.indexOf(pair[1], newIndex);
    if (!isEnd(pair)) {
      inner.push(pair);
      continue;
    }
    add(oldIndex, newIndex, pair);
    [old, fresh, oldAt, newAt] = [oldIndex + 1, newIndex + 1, endOf(pair[0]), endOf(pair[1])];
  }
  add(stretch.old.length, stretch.new.length, null);
  return parts;
}

export const endOf = ({ pos, size }: FlatToken): number => pos + size;

/** A few words in common, such as `the` and `of`, do not make two texts the same text corrected. */
const leastShare = 1 / 4;
/** Fewer words may all have been corrected. */
const fewWords = 4;

function isUnlike(part: Stretch, pairs: readonly Pair[]): boolean {
  const most = Math.max(wordsIn(part.old), wordsIn(part.new));
  return (
    most > fewWords &&
    lettersIn(pairs.map(([old]) => old)) < leastShare * Math.max(lettersIn(part.old), lettersIn(part.new))
  );
}

const wordsIn = (tokens: readonly FlatToken[]): number => tokens.filter(({ kind }) => kind === 'word').length;

const lettersIn = (tokens: readonly FlatToken[]): number =>
  tokens.reduce((sum, { kind, size }) => sum + (kind === 'word' ? size : 0), 0);
