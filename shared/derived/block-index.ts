import type { Node } from 'prosemirror-model';
import { BlockTree, type NoteOfLeaf, PlacedLeaf } from './block-tree.ts';
import type { ChangedRange } from './changed-ranges.ts';

/** What became of neighbouring text blocks. Blocks that were only touched at their edges are in none of the lists. */
export interface LeafSplice {
  /** Blocks that are other ones now, with what they were, in order. */
  readonly changed: readonly { readonly leaf: PlacedLeaf; readonly before: Node }[];
  /** Where the blocks stood that changed or are gone: positions of their first inline places in the document before. */
  readonly starts: ReadonlyMap<PlacedLeaf, number>;
  /** The block that stands before those that are gone and those that have come; null at the beginning of the document. */
  readonly behind: PlacedLeaf | null;
  /** Blocks behind it that are gone. */
  readonly removed: readonly PlacedLeaf[];
  /** Blocks that have come in their place. */
  readonly added: readonly PlacedLeaf[];
}

/** The text blocks of a document, and how they follow its changes. What a change costs follows what it changed. */
export class BlockIndex {
  readonly tree: BlockTree;
  #doc: Node;

  constructor(doc: Node) {
    this.#doc = doc;
    this.tree = new BlockTree(leavesBetween(doc, -1, doc.content.size, 0));
  }

  /** The document that positions are of. */
  get doc(): Node {
    return this.#doc;
  }

  /** @param ranges what has changed since the document that it has
   *  @returns what became of its blocks, in order */
  follow(doc: Node, ranges: readonly ChangedRange[]): readonly LeafSplice[] {
    const old = this.#doc;
    this.#doc = doc;
    // The last first: the positions of what lies before are still those of the document before.
    return this.#touched(ranges, old)
      .toReversed()
      .map((touched) => this.#replace(touched, doc))
      .toReversed();
  }

  /** The blocks that changed stretches touch; stretches that touch the same or neighbouring blocks are one. */
  #touched(ranges: readonly ChangedRange[], old: Node): readonly Touched[] {
    const found: Touched[] = [];
    for (const range of ranges) {
      const { fromA, toA } = range;
      const leaves = this.#leavesTouching(fromA, toA);
      const [first] = leaves;
      const reaching = this.tree.reaching(fromA);
      const end = this.tree.at(this.tree.count - 1);
      const behind = first ? this.tree.previous(first) : reaching ? this.tree.previous(reaching) : end;
      const last = leaves.at(-1) ?? behind;
      const next = last ? this.tree.next(last) : this.tree.at(0);
      const touched: Touched = {
        behind,
        next,
        leaves: new Map(leaves.map((leaf) => [leaf, this.tree.startOf(leaf)])),
        fromA: behind ? this.tree.startOf(behind) + behind.block.content.size : -1,
        toA: next ? this.tree.startOf(next) : old.content.size,
        shiftBefore: range.fromB - fromA,
        shiftBehind: range.toB - toA,
      };
      const before = found.at(-1);
      if (before && before.toA >= touched.fromA) found[found.length - 1] = this.#together(before, touched);
      else found.push(touched);
    }
    return found;
  }

  #together(first: Touched, second: Touched): Touched {
    const leaves = new Map<PlacedLeaf, number>();
    const begin = first.behind ? this.tree.next(first.behind) : this.tree.at(0);
    for (let leaf = begin; leaf && leaf !== second.next; leaf = this.tree.next(leaf))
      leaves.set(leaf, this.tree.startOf(leaf));
    return { ...second, behind: first.behind, leaves, fromA: first.fromA, shiftBefore: first.shiftBefore };
  }

  /** A block of a note behind what changed is touched, too: it may have become the first. */
  #leavesTouching(from: number, to: number): readonly PlacedLeaf[] {
    const leaves: PlacedLeaf[] = [];
    let leaf = this.tree.reaching(from);
    for (; leaf && this.tree.startOf(leaf) <= to; leaf = this.tree.next(leaf)) leaves.push(leaf);
    if (leaf?.note) leaves.push(leaf);
    return leaves;
  }

  #replace({ behind, next, leaves, fromA, toA, shiftBefore, shiftBehind }: Touched, doc: Node): LeafSplice {
    const from = behind ? fromA + shiftBefore : -1;
    const to = next ? toA + shiftBehind : doc.content.size;
    const present = leavesBetween(doc, from, to, Math.max(0, from));
    const end = present.reduce((sum, leaf) => sum + leaf.size, Math.max(0, from));
    const splice = this.#take([...leaves.keys()], present, behind);
    if (next) this.tree.update(next, { block: next.block, note: next.note, lead: to - end });
    return { ...splice, starts: leaves };
  }

  /** Puts the blocks that are there now in the place of others. */
  #take(old: readonly PlacedLeaf[], present: readonly PlacedLeaf[], behind: PlacedLeaf | null) {
    const most = Math.min(old.length, present.length);
    let [start, end] = [0, 0];
    while (start < most && isSame(old[start], present[start])) start += 1;
    while (end < most - start && isSame(old.at(-1 - end), present.at(-1 - end))) end += 1;
    const changed: { readonly leaf: PlacedLeaf; readonly before: Node }[] = [];
    const stay = (leaf: PlacedLeaf | undefined, now: PlacedLeaf | undefined): void => {
      if (!leaf || !now) return;
      if (!isSame(leaf, now)) changed.push({ leaf, before: leaf.block });
      this.tree.update(leaf, now);
    };
    for (let index = 0; index < most - end; index++) stay(old[index], present[index]);
    for (let index = end; index > 0; index--) stay(old.at(-index), present.at(-index));
    const removed = old.slice(most - end, old.length - end);
    const added = present.slice(most - end, present.length - end);
    for (const leaf of removed) this.tree.remove(leaf);
    const standing = old[most - end - 1] ?? behind;
    let before = standing;
    for (const leaf of added) {
      this.tree.insert(leaf, before);
      before = leaf;
    }
    return { behind: standing, changed, removed, added };
  }
}

const isSame = (a: PlacedLeaf | undefined, b: PlacedLeaf | undefined): boolean =>
  a !== undefined && b !== undefined && a.block === b.block && isSameNote(a.note, b.note);

/** Blocks of the document before that a change touched, between two that it did not. */
interface Touched {
  readonly behind: PlacedLeaf | null;
  readonly next: PlacedLeaf | null;
  /** With the positions of their first inline places. */
  readonly leaves: ReadonlyMap<PlacedLeaf, number>;
  /** Where the block before ends, and where the block behind begins: positions in the document before. */
  readonly fromA: number;
  readonly toA: number;
  /** How far the two stand further on now. */
  readonly shiftBefore: number;
  readonly shiftBehind: number;
}

const isSameNote = (a: NoteOfLeaf | null, b: NoteOfLeaf | null): boolean =>
  a === b || (a !== null && b !== null && a.isFirst === b.isFirst && a.node.sameMarkup(b.node));

/** The text blocks whose content begins behind one position and before another.
 *  @param end where the block before them ends */
function leavesBetween(doc: Node, from: number, to: number, end: number): readonly PlacedLeaf[] {
  const leaves: PlacedLeaf[] = [];
  let last = end;
  let note: { readonly node: Node; readonly start: number } | null = null;
  doc.nodesBetween(Math.max(0, from), Math.min(to, doc.content.size), (node, pos) => {
    if (node.type.name === 'note') note = { node, start: pos + 2 };
    if (!node.isTextblock) return true;
    const start = pos + 1;
    if (start > from && start < to) {
      const own: NoteOfLeaf | null =
        note && pos < note.start + note.node.content.size ? { node: note.node, isFirst: start === note.start } : null;
      leaves.push(new PlacedLeaf(node, start - last, own));
      last = start + node.content.size;
    }
    return false;
  });
  return leaves;
}
