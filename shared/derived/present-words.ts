import type { Node } from 'prosemirror-model';
import type { PageImageId } from '../document/identifier.ts';
import type { PlacedPage } from '../document/placed-page.ts';
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
} from '../document/present-places.ts';
import type { BlockAlignment, ChangedPart } from './block-alignment.ts';
import type { BlockIndex } from './block-index.ts';
import type { BlockTree, PlacedLeaf } from './block-tree.ts';

/** The words of page images in a document that is edited, as `presentPlaces` finds them in a whole one. Blocks are looked at when they are
 *  asked for, and again only when they have changed. */
export class PresentWords {
  readonly origin: PlaceOrigin;
  readonly #tree: BlockTree;
  readonly #alignment: BlockAlignment;
  readonly #inBlocks = new WeakMap<Node, { readonly old: number; readonly places: readonly BlockPlace[] }>();
  readonly #inParts = new WeakMap<ChangedPart, PlacedPart>();
  /** What was found of words that were moved, and among which parts. */
  #moved: { readonly parts: readonly ChangedPart[]; readonly places: ReadonlyMap<Node, readonly BlockPlace[]> } | null =
    null;

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
    const more = this.#movedPlaces().get(leaf.block);
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

  #movedPlaces(): ReadonlyMap<Node, readonly BlockPlace[]> {
    const parts = this.#alignment.parts();
    const known = this.#moved;
    if (known?.parts.length === parts.length && parts.every((part, index) => part === known.parts[index]))
      return known.places;
    const places = movedPlaces(parts.map((part) => this.#placedPart(part)));
    this.#moved = { parts, places };
    return places;
  }
}
