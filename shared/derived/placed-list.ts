import type { Node } from 'prosemirror-model';
import { firstIndex } from './block-facts.ts';
import type { LeafSplice } from './block-index.ts';
import type { BlockTree, PlacedLeaf } from './block-tree.ts';

/** Something that stands in a text block. */
export interface PlacedEntry<Thing> {
  readonly leaf: PlacedLeaf;
  thing: Thing;
}

/** Whether a list has other things now, or the same ones that stand or read otherwise. */
export type ListChange = 'none' | 'moved' | 'others';

/** Things that stand in the text blocks of a document, in document order. It follows changes at their cost. */
export class PlacedList<Thing extends { readonly from: number }> {
  readonly #tree: BlockTree;
  readonly #of: (block: Node) => readonly Thing[];
  readonly #isSame: (one: Thing, other: Thing) => boolean;
  #entries: PlacedEntry<Thing>[] = [];

  /** @param of the things of a text block, in order; `from` is an offset in its content
   *  @param isSame whether a thing that has changed is still the one it was */
  constructor(tree: BlockTree, of: (block: Node) => readonly Thing[], isSame: (one: Thing, other: Thing) => boolean) {
    this.#tree = tree;
    this.#of = of;
    this.#isSame = isSame;
    for (let leaf = tree.at(0); leaf; leaf = tree.next(leaf)) this.#entries.push(...this.#entriesOf(leaf));
  }

  get entries(): readonly PlacedEntry<Thing>[] {
    return this.#entries;
  }

  /** Position in the document. */
  positionOf({ leaf, thing }: PlacedEntry<Thing>): number {
    return this.#tree.startOf(leaf) + thing.from;
  }

  /** How many stand before a position. */
  countBefore(pos: number): number {
    const entries = this.#entries;
    return firstIndex(entries.length, (index) => this.positionOf(entries[index] as PlacedEntry<Thing>) >= pos);
  }

  /** What became of it through changes of the blocks. */
  follow(splices: readonly LeafSplice[]): ListChange {
    const hasAny = ({ block }: PlacedLeaf): boolean => this.#of(block).length > 0;
    const gone = new Set(splices.flatMap(({ removed }) => removed.filter(hasAny)));
    // First of all: blocks that are gone have no place among the others.
    if (gone.size > 0) this.#entries = this.#entries.filter(({ leaf }) => !gone.has(leaf));
    let change: ListChange = gone.size > 0 || splices.some(({ added }) => added.some(hasAny)) ? 'others' : 'none';
    for (const { changed, added } of splices) {
      for (const { leaf, before } of changed) change = worse(change, this.#change(leaf, this.#of(before)));
      for (const leaf of added) this.#put(leaf, 0);
    }
    return change;
  }

  /** Reads a block again whose things were not known when it came.
   *  @param count how many of it are in the list */
  reread(leaf: PlacedLeaf, count: number): void {
    this.#put(leaf, count);
  }

  #change(leaf: PlacedLeaf, before: readonly Thing[]): ListChange {
    const now = this.#of(leaf.block);
    if (before.length === 0 && now.length === 0) return 'none';
    const isSame =
      before.length === now.length && now.every((thing, index) => this.#isSame(thing, before[index] as Thing));
    this.#put(leaf, before.length);
    return isSame ? 'moved' : 'others';
  }

  /** @param count how many entries of the block there are so far */
  #put(leaf: PlacedLeaf, count: number): void {
    const own = this.#entriesOf(leaf);
    if (own.length === 0 && count === 0) return;
    const place = this.#tree.indexOf(leaf);
    const at = firstIndex(this.#entries.length, (index) => {
      const other = this.#entries[index]?.leaf;
      return other === undefined || this.#tree.indexOf(other) >= place;
    });
    if (own.length !== count) this.#entries.splice(at, count, ...own);
    else
      for (const [index, { thing }] of own.entries()) {
        const entry = this.#entries[at + index];
        if (entry) entry.thing = thing;
      }
  }

  #entriesOf(leaf: PlacedLeaf): PlacedEntry<Thing>[] {
    return this.#of(leaf.block).map((thing) => ({ leaf, thing }));
  }
}

const worse = (one: ListChange, other: ListChange): ListChange => (one === 'others' || other === 'none' ? one : other);
