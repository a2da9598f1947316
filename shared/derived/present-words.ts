import type { Node } from 'prosemirror-model';
import type { PageImageId } from '../document/identifier.ts';
import type { PlacedPage } from '../tracking/placed-words.ts';
import {
  type BlockPlace,
  changedPart,
  movedPlaces,
  type PlacedPart,
  type PlaceOrigin,
  presentPage,
  type ShownWord,
  samePlaces,
  shownWordIn,
  withMore,
} from '../tracking/word-tracking.ts';
import type { BlockAlignment, ChangedPart } from './block-alignment.ts';
import type { BlockIndex } from './block-index.ts';
import type { BlockTree, PlacedLeaf } from './block-tree.ts';

/** The words of page images in a document that is edited, as `presentPlaces` finds them in a whole one. Blocks are looked at when they are
 *  asked for, and again only when they have changed; words that were moved to elsewhere are found when they are looked for. */
export class PresentWords {
  readonly origin: PlaceOrigin;
  readonly #tree: BlockTree;
  readonly #alignment: BlockAlignment;
  readonly #inBlocks = new WeakMap<Node, { readonly old: number; readonly places: readonly BlockPlace[] }>();
  readonly #inParts = new WeakMap<ChangedPart, PlacedPart>();
  /** What was found of words that were moved, and among which parts. */
  #moved: ReadonlyMap<Node, readonly BlockPlace[]> = new Map();
  #movedAmong: readonly ChangedPart[] = [];

  /** @param alignment with the imported document, as the origin has it */
  constructor(origin: PlaceOrigin, { tree }: BlockIndex, alignment: BlockAlignment) {
    this.origin = origin;
    this.#tree = tree;
    this.#alignment = alignment;
  }

  /** The word that a position of the document stands in, or behind the last letter of; null when no image shows it. */
  wordAt(pos: number): ShownWord | null {
    const leaf = this.#tree.beginningBefore(pos);
    return leaf && shownWordIn(this.origin, this.#placed(leaf), pos);
  }

  /** Looks for words that were moved to elsewhere since it was done last, step by step. It costs all that reads otherwise than in the import.
   *  @returns whether there are others */
  *lookForMoved(): Generator<undefined, boolean> {
    const parts = this.#alignment.parts();
    const among = this.#movedAmong;
    if (among.length === parts.length && parts.every((part, index) => part === among[index])) return false;
    const placed: PlacedPart[] = [];
    for (const part of parts) {
      placed.push(this.#placedPart(part));
      yield;
    }
    this.#moved = yield* movedPlaces(placed);
    this.#movedAmong = parts;
    return true;
  }

  /** The words and lines of a page. O(words), so only for the pages that are shown. Null when nothing is known of the page. */
  page(page: PageImageId): PlacedPage | null {
    const blocks: { readonly block: Node; readonly start: number; readonly places: readonly BlockPlace[] }[] = [];
    for (let leaf = this.#tree.at(0); leaf; leaf = this.#tree.next(leaf)) blocks.push(this.#placed(leaf));
    return presentPage({ blocks, origin: this.origin }, page);
  }

  #placed(leaf: PlacedLeaf) {
    return { block: leaf.block, start: this.#tree.startOf(leaf), places: this.#placesIn(leaf) };
  }

  #placesIn(leaf: PlacedLeaf): readonly BlockPlace[] {
    const old = this.#alignment.oldOf(leaf);
    if (old !== null) return this.#samePlaces(leaf.block, old);
    const part = this.#alignment.partOf(leaf);
    if (!part) return [];
    const places = this.#placedPart(part).places[part.leaves.indexOf(leaf)] ?? [];
    const more = this.#moved.get(leaf.block);
    return more ? withMore(places, more) : places;
  }

  #samePlaces(block: Node, old: number): readonly BlockPlace[] {
    const known = this.#inBlocks.get(block);
    if (known?.old === old) return known.places;
    const origin = this.origin.blocks.get(this.#alignment.old[old]?.start ?? -1);
    const places = origin ? samePlaces(origin, block) : [];
    this.#inBlocks.set(block, { old, places });
    return places;
  }

  #placedPart(part: ChangedPart): PlacedPart {
    const known = this.#inParts.get(part);
    if (known) return known;
    const old = part.old.flatMap(({ start }) => this.origin.blocks.get(start) ?? []);
    const placed = changedPart(
      old,
      part.blocks.map((block) => ({ block, start: 0 })),
    );
    this.#inParts.set(part, placed);
    return placed;
  }
}
