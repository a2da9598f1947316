import { Fragment, type Node, Slice } from 'prosemirror-model';
import { ReplaceAroundStep, ReplaceStep, type Step } from 'prosemirror-transform';
import { anchorsOf } from '../../document/page-anchor.ts';
import { AnchorStep } from '../../document/steps.ts';
import { differingStretches } from './differing-stretches.ts';
import { type Hunk, hunksBetween } from './hunks-between.ts';
import { markingSteps } from './marking-steps.ts';
import { type Alignment, differingChildren } from './pair-tokens.ts';

/** Steps that make one document another and touch no more than what differs: words by words, structure by structure, attributes by
 *  attribute steps and marks by mark steps, so that positions in what both have stay with it. What they lead to is canonically
 *  equal to `after`. Those that bring, take away, move or change page anchors are anchor steps.
 *  @param before a document of the same schema; both satisfy it */
export function stepsBetween(before: Node, after: Node): readonly Step[] {
  const byWords = new Rewriting(before, after, 'by words');
  if (byWords.isDone && !byWords.isCoarse) return byWords.steps;
  const found = [byWords, new Rewriting(before, after, 'by structure')].filter(({ isDone }) => isDone);
  const [finest] = found.map(({ steps }) => steps).sort((one, other) => touchedBy(one) - touchedBy(other));
  return finest ?? [wholeChange(before, after)];
}

/** How many positions steps replace. */
function touchedBy(steps: readonly Step[]): number {
  let touched = 0;
  for (const step of steps)
    step.getMap().forEach((oldStart, oldEnd, newStart, newEnd) => {
      touched += oldEnd - oldStart + newEnd - newStart;
    });
  return touched;
}

/** Everything from the first child that differs to the last. */
function wholeChange(before: Node, after: Node): Step {
  const { first, oldAfter, newAfter, start } = differingChildren(before, after);
  const end = (doc: Node, index: number): number => start + sizeOf(doc.children.slice(first, index));
  return new AnchorStep(new ReplaceStep(start, end(before, oldAfter), after.slice(start, end(after, newAfter))));
}

const sizeOf = (nodes: readonly Node[]): number => nodes.reduce((size, { nodeSize }) => size + nodeSize, 0);

type Place = readonly [from: number, to: number];

/** A place between children of a document: before the change, in the new document, and by now. */
interface Boundary {
  readonly pos: number;
  readonly newPos: number;
  readonly present: number;
}

/** One document made another. */
class Rewriting {
  readonly steps: Step[] = [];
  /** Whether the steps lead there. */
  readonly isDone: boolean;
  /** Whether some of them had to replace more than what differs. */
  isCoarse = false;
  #doc: Node;
  readonly #after: Node;
  /** The document whose positions the hunks name, and which of them are done. */
  #origin: Node;
  #hunks: readonly Hunk[];
  readonly #done = new Set<Hunk>();

  constructor(before: Node, after: Node, alignment: Alignment) {
    this.#doc = before;
    this.#after = after;
    this.#hunks = hunksBetween(before, after, alignment);
    // Without them, others may turn out to have moved.
    while (this.#takeOutMovedAnchors()) this.#hunks = hunksBetween(this.#doc, after, alignment);
    this.#origin = this.#doc;
    const marking = this.#changeWords() ? markingSteps(this.#doc, after) : null;
    for (const step of marking ?? []) this.steps.push(step);
    this.isDone = marking !== null;
  }

  /** Gives the document the words and the structure of the other one.
   *  @returns false when that cannot be done */
  #changeWords(): boolean {
    // From the end, so that places before stay right.
    for (const hunk of this.#hunks.toReversed()) this.#replace(hunk, [hunk.from, hunk.to]);
    do
      for (let done = -1; done !== this.#done.size; ) {
        done = this.#done.size;
        for (const [opening, closing] of this.#wrappings()) this.#rewrap(opening, closing);
        for (const hunk of this.#left()) this.#replace(hunk, this.#placeOf(hunk));
      }
    while (this.#partWrapping());
    return groupsOf(this.#left())
      .toReversed()
      .every((group) => this.#replaceAll(group));
  }

  /** A page anchor that has another place among the words is taken out first: it never stands in the document twice. */
  #takeOutMovedAnchors(): boolean {
    const touching = this.#hunks.filter(({ hasAnchor }) => hasAnchor);
    if (touching.length === 0) return false;
    const coming = anchorsOf(this.#after).filter(({ pos }) =>
      touching.some(({ newFrom, newTo }) => pos >= newFrom && pos < newTo),
    );
    const ids = new Set(coming.map(({ anchor }) => anchor.id));
    const moved = anchorsOf(this.#doc).filter(
      ({ pos, anchor }) => ids.has(anchor.id) && touching.some(({ from, to }) => pos >= from && pos < to),
    );
    for (const { pos } of moved.toReversed()) this.#try(new AnchorStep(new ReplaceStep(pos, pos + 1, Slice.empty)), []);
    return moved.length > 0;
  }

  #left(): readonly Hunk[] {
    return this.#hunks.filter((hunk) => !this.#done.has(hunk));
  }

  /** Where a stretch is by now. */
  #placeOf(hunk: Hunk): Place {
    let growth = 0;
    for (const done of this.#done) if (isBefore(done, hunk)) growth += growthOf(done);
    return [hunk.from + growth, hunk.to + growth];
  }

  /** Two of what is left of which one goes as much deeper into the document as the other comes out, the nearest first. */
  #wrappings(): readonly (readonly [Hunk, Hunk])[] {
    const left = this.#left().filter(({ gain }) => gain !== 0);
    const pairs = left.flatMap((opening, index) =>
      left.slice(index + 1).map((closing, distance) => ({ opening, closing, distance })),
    );
    return pairs
      .filter(({ opening, closing }) => opening.gain + closing.gain === 0)
      .sort((one, other) => one.distance - other.distance)
      .map(({ opening, closing }) => [opening, closing] as const);
  }

  /** Takes a hunk apart of which a part alone belongs to another one: a wrapping that begins between two blocks that were one, or
   *  with another one that ends elsewhere.
   *  @returns whether there was one */
  #partWrapping(): boolean {
    const left = this.#left().filter(({ gain }) => gain !== 0);
    for (const [index, hunk] of left.entries()) {
      const parts = partedAtCore(hunk, this.#origin, this.#after) ?? partedBy(hunk, left[index - 1], left[index + 1]);
      if (!parts) continue;
      this.#hunks = this.#hunks.flatMap((one) => (one === hunk ? parts : [one]));
      return true;
    }
    return false;
  }

  #replace(hunk: Hunk, [from, to]: Place): void {
    if (hunk.gain !== 0 || this.#done.has(hunk)) return;
    this.#try(new ReplaceStep(from, to, this.#after.slice(hunk.newFrom, hunk.newTo)), [hunk]);
  }

  /** Changes what is wrapped around the content between two hunks. */
  #rewrap(opening: Hunk, closing: Hunk): void {
    if (this.#done.has(opening) || this.#done.has(closing)) return;
    const [[from, gapFrom], [gapTo, to]] = [this.#placeOf(opening), this.#placeOf(closing)];
    const insert = opening.newTo - opening.newFrom;
    const around = wrapping(this.#after, opening, closing);
    if (around) this.#try(new ReplaceAroundStep(from, to, gapFrom, gapTo, around, insert), [opening, closing]);
  }

  /** Replaces what cannot be changed bit by bit: all between the first and the last of some hunks, or, where that does not go
   *  either, the children of the document that they stand in. */
  #replaceAll(group: readonly Hunk[]): boolean {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last || this.#done.has(first)) return true;
    this.isCoarse = true;
    const [[from], [, to]] = [this.#placeOf(first), this.#placeOf(last)];
    // Page anchors that both have, with other attributes, may stand in what is replaced.
    const replaced = (place: Place, slice: Slice): Step => new AnchorStep(new ReplaceStep(...place, slice));
    if (this.#try(replaced([from, to], this.#after.slice(first.newFrom, last.newTo)), group)) return true;
    const start = this.#boundary(first.from, -1);
    const end = this.#boundary(last.to, 1);
    const within = this.#hunks.filter((hunk) => hunk.from >= start.pos && hunk.to <= end.pos);
    const [old, fresh] = [
      this.#doc.slice(start.present, end.present).content,
      this.#after.slice(start.newPos, end.newPos).content,
    ];
    return differingStretches(this.#doc.copy(old), this.#after.copy(fresh)).some(([from, to, newTo]) => {
      const slice = this.#after.slice(start.newPos + from, start.newPos + newTo);
      return this.#try(replaced([start.present + from, start.present + to], slice), within);
    });
  }

  /** The nearest place between children of the document that is one in both.
   *  @param direction −1 to look before a position, 1 to look behind it */
  #boundary(pos: number, direction: -1 | 1): Boundary {
    const places = boundariesOf(this.#origin).filter((place) => (direction < 0 ? place <= pos : place >= pos));
    for (const place of direction < 0 ? places.toReversed() : places) {
      if (this.#hunks.some(({ from, to }) => from < place && place < to)) continue;
      // What was added at the place itself is between it and `pos`.
      const isOutside = ({ from, to }: Hunk): boolean => (direction < 0 ? from < place : to <= place);
      const growth = (hunks: readonly Hunk[]): number =>
        hunks.filter(isOutside).reduce((sum, hunk) => sum + growthOf(hunk), 0);
      const newPos = place + growth(this.#hunks);
      if (this.#after.resolve(newPos).depth === 0)
        return { pos: place, newPos, present: place + growth([...this.#done]) };
    }
    throw new RangeError('a document has no beginning, or no end');
  }

  /** Applies a step where it leaves a document that the schema allows. */
  #try(step: Step, hunks: readonly Hunk[]): boolean {
    const isPlain = step instanceof AnchorStep || !hunks.some(({ hasAnchor }) => hasAnchor);
    const made = isPlain ? step : new AnchorStep(step);
    const { doc } = made.apply(this.#doc);
    if (!doc || !isAllowed(doc, made)) return false;
    this.#doc = doc;
    this.steps.push(made);
    for (const hunk of hunks) this.#done.add(hunk);
    return true;
  }
}

const growthOf = ({ from, to, newFrom, newTo }: Hunk): number => newTo - newFrom - (to - from);

function boundariesOf(doc: Node): readonly number[] {
  const places = [0];
  doc.forEach((child, offset) => void places.push(offset + child.nodeSize));
  return places;
}

const isBefore = (one: Hunk, other: Hunk): boolean =>
  one.from < other.from || (one.from === other.from && one.newFrom < other.newFrom);

/** The parts of a hunk up to a number of positions of what goes, or comes, and behind it. Only for one in which nothing else does. */
function parted(hunk: Hunk, size: number, gain: number): readonly [Hunk, Hunk] {
  const at = hunk.from + Math.min(size, hunk.to - hunk.from);
  const newAt = hunk.newFrom + Math.min(size, hunk.newTo - hunk.newFrom);
  return [
    { ...hunk, to: at, newTo: newAt, gain },
    { ...hunk, from: at, newFrom: newAt, gain: hunk.gain - gain },
  ];
}

/** Takes off a hunk of several beginnings, or ends, of nodes as many as a neighbour takes back; null when it is no such one. */
function partedBy(hunk: Hunk, before: Hunk | undefined, behind: Hunk | undefined): readonly Hunk[] | null {
  const { from, to, newFrom, newTo, gain } = hunk;
  const size = Math.abs(gain);
  if (size !== to - from + newTo - newFrom || (from < to && newFrom < newTo)) return null;
  const isTaken = (other: Hunk | undefined): other is Hunk =>
    other !== undefined && other.gain * gain < 0 && Math.abs(other.gain) < size;
  if (isTaken(behind)) return parted(hunk, size + Math.sign(gain) * behind.gain, gain + behind.gain);
  if (isTaken(before)) return parted(hunk, Math.abs(before.gain), -before.gain);
  return null;
}

/** Takes what goes deeper, or comes out, out of a hunk that ends some nodes and begins others; null when it does not. */
function partedAtCore(hunk: Hunk, old: Node, after: Node): readonly Hunk[] | null {
  const { from, to, newFrom, newTo, gain } = hunk;
  if (from < to && newFrom < newTo) return null;
  const [doc, start, end] = from < to ? [old, from, to] : [after, newFrom, newTo];
  const { ends, begins } = halves(doc, start, end);
  if (ends.length === 0 || begins.length === 0) return null;
  const core = ends.length > begins.length ? ends.slice(begins.length) : begins.slice(0, begins.length - ends.length);
  const [first, last] = [core[0], core.at(-1)];
  if (first === undefined || last === undefined || last - first !== core.length - 1) return null;
  const depth = Math.min(ends.length, begins.length) * (from < to ? 1 : -1);
  const [outer, rest] = parted(hunk, first - start, depth);
  return [outer, ...parted(rest, core.length, gain)];
}

/** Where, within a stretch, nodes end that begin before it, and nodes begin that end behind it. */
function halves(
  doc: Node,
  from: number,
  to: number,
): { readonly ends: readonly number[]; readonly begins: readonly number[] } {
  const ends: number[] = [];
  const begins: number[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.isLeaf) return;
    const end = pos + node.nodeSize - 1;
    if (pos < from && end >= from && end < to) ends.push(end);
    if (pos >= from && pos < to && end >= to) begins.push(pos);
  });
  return { ends: ends.sort((one, other) => one - other), begins };
}

/** What a document has before and behind the content between two hunks, without that; null when these are not of one depth there. */
function wrapping(doc: Node, opening: Hunk, closing: Hunk): Slice | null {
  if (opening.newFrom === opening.newTo && closing.newFrom === closing.newTo && isUnwrapping(opening, closing))
    return Slice.empty;
  const before = wholeSlice(doc, opening);
  const behind = wholeSlice(doc, closing);
  if (before.openEnd !== behind.openStart) return null;
  let content = joinedAt(before.content, behind.content, before.openEnd);
  let [openStart, openEnd] = [before.openStart, behind.openEnd];
  // What is around both is no part of it.
  for (let only = onlyChild(content); only && openStart > 0 && openEnd > 0; only = onlyChild(content)) {
    content = only.content;
    openStart -= 1;
    openEnd -= 1;
  }
  return new Slice(content, openStart, openEnd);
}

/** Whether beginnings of nodes go, and ends as many, and nothing else. */
const isUnwrapping = (opening: Hunk, closing: Hunk): boolean =>
  -opening.gain === opening.to - opening.from && closing.gain === closing.to - closing.from;

/** What a hunk brings with all nodes around it, open. */
function wholeSlice(doc: Node, { newFrom, newTo }: Hunk): Slice {
  if (newFrom < newTo) return doc.slice(newFrom, newTo, true);
  const $at = doc.resolve(newFrom);
  let content = Fragment.empty;
  for (let depth = $at.depth; depth > 0; depth--) content = Fragment.from($at.node(depth).copy(content));
  return new Slice(content, $at.depth, $at.depth);
}

/** Two contents put together within the nodes that are open between them. */
function joinedAt(before: Fragment, behind: Fragment, depth: number): Fragment {
  const [last, first] = [before.lastChild, behind.firstChild];
  if (depth === 0 || !last || !first) return before.append(behind);
  const joined = last.copy(joinedAt(last.content, first.content, depth - 1));
  return Fragment.from([...before.content.slice(0, -1), joined, ...behind.content.slice(1)]);
}

const onlyChild = ({ childCount, firstChild }: Fragment): Node | null => (childCount === 1 ? firstChild : null);

/** Hunks in a row that come out at the depth at which they begin. */
function groupsOf(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = [];
  let depth = 0;
  for (const hunk of hunks) {
    if (depth === 0) groups.push([]);
    groups.at(-1)?.push(hunk);
    depth += hunk.gain;
  }
  return groups;
}

/** `Step.apply` does not look into the nodes that come with a step. */
function isAllowed(doc: Node, step: Step): boolean {
  let isValid = true;
  step.getMap().forEach((_oldStart, _oldEnd, from, to) => {
    doc.nodesBetween(from, to, (node) => {
      isValid &&= node.type.validContent(node.content);
      return isValid;
    });
  });
  return isValid;
}
