import { textOfBlock, uniquePlaces } from '../alignment/align-blocks.ts';
import { increasingRun } from '../text/sequences.ts';
import type { LeafSplice } from './block-index.ts';
import type { BlockTree, PlacedLeaf } from './block-tree.ts';

/** A text that stands once in the earlier document, and the blocks that read so now. */
interface Home {
  readonly old: number;
  readonly leaves: Set<PlacedLeaf>;
}

/** The blocks of a document that read as no other of it does, and as one alone of an earlier document: as many as keep the order of both
 *  are anchors, between which everything else is aligned. */
export class UniqueBlocks {
  readonly #tree: BlockTree;
  readonly #homes: ReadonlyMap<string, Home>;
  readonly #anchorAt: (PlacedLeaf | null)[];
  readonly #anchors = new Map<PlacedLeaf, number>();
  /** Whether some stand in another order than before, so that not all of them are anchors. */
  #isTangled = true;

  /** @param oldTexts what the blocks of the earlier document read */
  constructor(oldTexts: readonly string[], tree: BlockTree) {
    this.#tree = tree;
    this.#anchorAt = oldTexts.map(() => null);
    this.#homes = new Map(
      [...uniquePlaces(oldTexts)].flatMap(([text, old]) =>
        old === null || text === '' ? [] : [[text, { old, leaves: new Set<PlacedLeaf>() }] as const],
      ),
    );
    for (let leaf = tree.at(0); leaf; leaf = tree.next(leaf)) this.#homeOf(leaf)?.leaves.add(leaf);
    this.#untangle(new Set());
  }

  /** The index of the earlier block that an anchor is paired with; null for a block that is none. */
  anchor(leaf: PlacedLeaf): number | null {
    return this.#anchors.get(leaf) ?? null;
  }

  /** The same of a block that may stand in another order than before. */
  pair(leaf: PlacedLeaf): number | null {
    const home = this.#homeOf(leaf);
    return home && pairOf(home) === leaf ? home.old : null;
  }

  /** @returns the blocks that have become anchors, or are none any more */
  follow(splices: readonly LeafSplice[]): ReadonlySet<PlacedLeaf> {
    const homes = this.#move(splices);
    const turned = new Set<PlacedLeaf>();
    const changed = [...homes].filter((home) => pairOf(home) !== this.#anchorAt[home.old]);
    for (const { old } of changed) this.#set(old, null, turned);
    for (const home of changed) this.#isTangled ||= !this.#take(home, turned);
    if (this.#isTangled && changed.length > 0) this.#untangle(turned);
    return turned;
  }

  /** Lets blocks read what they read now.
   *  @returns the texts that other blocks read now */
  #move(splices: readonly LeafSplice[]): ReadonlySet<Home> {
    const homes = new Set<Home>();
    const note = (home: Home | undefined, act: (leaves: Set<PlacedLeaf>) => void): void => {
      if (!home) return;
      act(home.leaves);
      homes.add(home);
    };
    for (const { changed, removed } of splices) {
      for (const { leaf, before } of changed) note(this.#homeOf({ block: before }), (leaves) => leaves.delete(leaf));
      for (const leaf of removed) note(this.#homeOf(leaf), (leaves) => leaves.delete(leaf));
    }
    for (const { changed, added } of splices)
      for (const leaf of [...changed.map((one) => one.leaf), ...added])
        note(this.#homeOf(leaf), (leaves) => leaves.add(leaf));
    return homes;
  }

  #homeOf(leaf: Pick<PlacedLeaf, 'block'>): Home | undefined {
    return this.#homes.get(textOfBlock({ block: leaf.block }));
  }

  /** Makes the block of a text an anchor.
   *  @returns whether it stands between the anchors before and behind it */
  #take(home: Home, turned: Set<PlacedLeaf>): boolean {
    const leaf = pairOf(home);
    if (!leaf) return true;
    const place = this.#tree.indexOf(leaf);
    const [before, behind] = [this.#nearest(home.old, -1), this.#nearest(home.old, 1)];
    if (before && this.#tree.indexOf(before) > place) return false;
    if (behind && this.#tree.indexOf(behind) < place) return false;
    this.#set(home.old, leaf, turned);
    return true;
  }

  #nearest(old: number, step: -1 | 1): PlacedLeaf | null {
    for (let at = old + step; at >= 0 && at < this.#anchorAt.length; at += step) {
      const leaf = this.#anchorAt[at];
      if (leaf) return leaf;
    }
    return null;
  }

  #set(old: number, leaf: PlacedLeaf | null, turned: Set<PlacedLeaf>): void {
    const before = this.#anchorAt[old] ?? null;
    if (before === leaf) return;
    this.#anchorAt[old] = leaf;
    if (before) {
      this.#anchors.delete(before);
      turned.add(before);
    }
    if (leaf) {
      this.#anchors.set(leaf, old);
      turned.add(leaf);
    }
  }

  /** Chooses the anchors among all. O(blocks log blocks), but reads none. */
  #untangle(turned: Set<PlacedLeaf>): void {
    const pairs = [...this.#homes.values()].flatMap((home) => {
      const leaf = pairOf(home);
      return leaf ? [{ leaf, old: home.old, place: this.#tree.indexOf(leaf) }] : [];
    });
    pairs.sort((a, b) => a.place - b.place);
    const kept = increasingRun(pairs.map(({ old }) => old));
    const chosen = new Map(pairs.filter((_, index) => kept.has(index)).map(({ old, leaf }) => [old, leaf]));
    for (const old of this.#anchorAt.keys()) if (!chosen.has(old)) this.#set(old, null, turned);
    for (const [old, leaf] of chosen) this.#set(old, leaf, turned);
    this.#isTangled = kept.size < pairs.length;
  }
}

/** The only block that reads so; null when there is none, or more than one. */
function pairOf({ leaves }: Home): PlacedLeaf | null {
  const [leaf] = leaves;
  return leaves.size === 1 && leaf ? leaf : null;
}
