import type { Node } from 'prosemirror-model';
import { textOfBlock } from '../alignment/align-blocks.ts';
import { type PlacedBlock, textBlocks } from '../document/reading-text.ts';
import { matchSequences } from '../text/sequences.ts';
import type { BlockIndex, LeafSplice } from './block-index.ts';
import type { BlockTree, PlacedLeaf } from './block-tree.ts';
import { UniqueBlocks } from './unique-blocks.ts';

/** Neighbouring blocks of a document that read otherwise than those that stood there in an earlier one; either may be none. It stays the
 *  same object as long as its blocks do. */
export interface ChangedPart {
  readonly old: readonly PlacedBlock[];
  readonly leaves: readonly PlacedLeaf[];
  /** What the blocks of `leaves` are. */
  readonly blocks: readonly Node[];
  /** The block before them; null at the beginning of the document. */
  readonly behind: PlacedLeaf | null;
}

/** The parts of a document that are otherwise than before. */
export interface PartChanges {
  readonly gone: readonly ChangedPart[];
  readonly come: readonly ChangedPart[];
}

/** What lies between two anchors. */
interface Gap {
  readonly parts: readonly ChangedPart[];
  /** Blocks that read the same as one of the earlier document, and its index. */
  readonly same: readonly { readonly leaf: PlacedLeaf; readonly old: number }[];
}

/** Pairs the text blocks of a document with those of an earlier one, as `alignBlocks` does, and follows changes at their cost. */
export class BlockAlignment {
  /** The blocks of the earlier document. */
  readonly old: readonly PlacedBlock[];
  readonly #oldTexts: readonly string[];
  readonly #tree: BlockTree;
  readonly #unique: UniqueBlocks;
  /** What follows an anchor, or the beginning (null), up to the next: only where there is something. */
  readonly #gaps = new Map<PlacedLeaf | null, Gap>();
  readonly #parts = new Map<PlacedLeaf, ChangedPart>();
  readonly #same = new Map<PlacedLeaf, number>();

  constructor(earlier: Node, { tree }: BlockIndex) {
    this.#tree = tree;
    this.old = textBlocks(earlier);
    this.#oldTexts = this.old.map(textOfBlock);
    this.#unique = new UniqueBlocks(this.#oldTexts, tree);
    this.#measure(null);
    for (let leaf = tree.at(0); leaf; leaf = tree.next(leaf)) if (this.#isAnchor(leaf)) this.#measure(leaf);
  }

  /** The index of the block of the earlier document that a block reads the same as and is paired with; null when there is none. */
  oldOf(leaf: PlacedLeaf): number | null {
    return this.#unique.anchor(leaf) ?? this.#same.get(leaf) ?? null;
  }

  /** The same, or of a block that was moved, when it reads as no other does on either side. */
  originOf(leaf: PlacedLeaf): number | null {
    return this.oldOf(leaf) ?? this.#unique.pair(leaf);
  }

  /** The part of the document that a block stands in that reads otherwise than before; null when the block reads the same. */
  partOf(leaf: PlacedLeaf): ChangedPart | null {
    return this.#parts.get(leaf) ?? null;
  }

  /** All parts that read otherwise, in the order of the document. O(changed parts). */
  parts(): readonly ChangedPart[] {
    return [...this.#gaps]
      .map(([leaf, { parts }]) => ({ place: leaf ? this.#tree.indexOf(leaf) : -1, parts }))
      .sort((a, b) => a.place - b.place)
      .flatMap(({ parts }) => parts);
  }

  follow(splices: readonly LeafSplice[]): PartChanges {
    const turned = this.#unique.follow(splices);
    const starts = this.#startsBeside(splices, turned);
    const before = [...turned, ...starts].flatMap((start) => this.#forget(start));
    const known = new Map(before.map((part) => [keyOf(part), part]));
    const now = [...starts].flatMap((start) => this.#measure(start, known));
    const [wasThere, isThere] = [new Set(before), new Set(now)];
    return { gone: before.filter((part) => !isThere.has(part)), come: now.filter((part) => !wasThere.has(part)) };
  }

  #isAnchor(leaf: PlacedLeaf): boolean {
    return this.#unique.anchor(leaf) !== null;
  }

  /** The anchors behind which something may be otherwise. */
  #startsBeside(splices: readonly LeafSplice[], turned: ReadonlySet<PlacedLeaf>): ReadonlySet<PlacedLeaf | null> {
    const starts = new Set<PlacedLeaf | null>();
    let [last, start]: [PlacedLeaf | null, PlacedLeaf | null] = [null, null];
    const addBeside = (leaf: PlacedLeaf): void => {
      const before = this.#tree.previous(leaf);
      // Many that come together stand in one gap.
      start = before !== null && before === last && !this.#isAnchor(before) ? start : this.#anchorUpTo(before);
      last = leaf;
      starts.add(start);
      if (this.#isAnchor(leaf)) starts.add(leaf);
    };
    for (const { behind, changed, added } of splices) {
      starts.add(this.#anchorUpTo(behind));
      for (const { leaf } of changed) addBeside(leaf);
      for (const leaf of added) addBeside(leaf);
    }
    for (const leaf of turned) if (this.#tree.has(leaf)) addBeside(leaf);
    return starts;
  }

  /** The last anchor up to a block, itself included. */
  #anchorUpTo(from: PlacedLeaf | null): PlacedLeaf | null {
    let leaf = from;
    while (leaf && !this.#isAnchor(leaf)) leaf = this.#tree.previous(leaf);
    return leaf;
  }

  #forget(start: PlacedLeaf | null): readonly ChangedPart[] {
    const gap = this.#gaps.get(start);
    if (!gap) return [];
    this.#gaps.delete(start);
    for (const { leaf } of gap.same) this.#same.delete(leaf);
    for (const part of gap.parts) for (const leaf of part.leaves) this.#parts.delete(leaf);
    return gap.parts;
  }

  /** @param known parts that are taken over where they are the same */
  #measure(start: PlacedLeaf | null, known: ReadonlyMap<PartKey, ChangedPart> = new Map()): readonly ChangedPart[] {
    const leaves: PlacedLeaf[] = [];
    let leaf = start ? this.#tree.next(start) : this.#tree.at(0);
    for (; leaf && !this.#isAnchor(leaf); leaf = this.#tree.next(leaf)) leaves.push(leaf);
    const oldFrom = start ? (this.#unique.anchor(start) ?? 0) + 1 : 0;
    const oldTo = (leaf && this.#unique.anchor(leaf)) ?? this.old.length;
    if (leaves.length === 0 && oldFrom === oldTo) return [];
    const gap = this.#aligned(leaves, oldFrom, oldTo, start);
    const parts = gap.parts.map((part) => {
      const before = known.get(keyOf(part));
      return before && isSamePart(before, part) ? before : part;
    });
    this.#gaps.set(start, { ...gap, parts });
    for (const { leaf: own, old } of gap.same) this.#same.set(own, old);
    for (const part of parts) for (const own of part.leaves) this.#parts.set(own, part);
    return parts;
  }

  #aligned(leaves: readonly PlacedLeaf[], oldFrom: number, oldTo: number, start: PlacedLeaf | null): Gap {
    const parts: ChangedPart[] = [];
    const same: { readonly leaf: PlacedLeaf; readonly old: number }[] = [];
    let [oldAt, at] = [oldFrom, 0];
    const changedUpTo = (oldEnd: number, end: number): void => {
      if (oldEnd === oldAt && end === at) return;
      const own = leaves.slice(at, end);
      const behind = leaves[at - 1] ?? start;
      parts.push({ old: this.old.slice(oldAt, oldEnd), leaves: own, blocks: own.map(({ block }) => block), behind });
    };
    for (const run of matchSequences(this.#oldTexts.slice(oldFrom, oldTo), leaves.map(textOfBlock))) {
      changedUpTo(oldFrom + run.old, run.new);
      for (let index = 0; index < run.count; index++) {
        const leaf = leaves[run.new + index];
        if (leaf) same.push({ leaf, old: oldFrom + run.old + index });
      }
      oldAt = oldFrom + run.old + run.count;
      at = run.new + run.count;
    }
    changedUpTo(oldTo, leaves.length);
    return { parts, same };
  }
}

/** What a part is found again by. */
const keyOf = ({ leaves: [leaf], old: [block] }: ChangedPart): PartKey => leaf ?? block;

type PartKey = PlacedLeaf | PlacedBlock | undefined;

const isSamePart = (one: ChangedPart, other: ChangedPart): boolean =>
  one.behind === other.behind &&
  one.old.length === other.old.length &&
  one.leaves.length === other.leaves.length &&
  one.old.every((block, index) => block === other.old[index]) &&
  one.leaves.every((leaf, index) => leaf === other.leaves[index] && one.blocks[index] === other.blocks[index]);
