import type { Node } from 'prosemirror-model';
import type { LeafSplice } from '../../../shared/derived/block-index.ts';
import type { PlacedLeaf } from '../../../shared/derived/block-tree.ts';
import { type PlacedEntry, PlacedList } from '../../../shared/derived/placed-list.ts';
import { blockText } from '../../../shared/document/reading-text.ts';
import { type Match, placeHit, type TextHit } from '../../../shared/find/find.ts';
import type { DerivedDocument } from './derived-document.ts';

/** What a search finds in an open document, block by block: after an edit only the blocks that it touched are searched again. Positions are of
 *  the document that everything has followed to. */
export class SearchHits {
  readonly #derived: DerivedDocument;
  #read = new WeakMap<Node, readonly Match[]>();
  #list: PlacedList<Match> | null = null;
  readonly #unread = new Set<PlacedLeaf>();

  constructor(derived: DerivedDocument) {
    this.#derived = derived;
    derived.attach(({ splices }) => this.#follow(splices));
  }

  /** Looks for something else: nothing is read yet. */
  begin(): void {
    this.end();
    const { tree } = this.#derived.settled().index;
    this.#list = new PlacedList(
      tree,
      (block) => this.#read.get(block) ?? [],
      () => true,
    );
    for (let leaf = tree.at(0); leaf; leaf = tree.next(leaf)) this.#unread.add(leaf);
  }

  end(): void {
    this.#list = null;
    this.#read = new WeakMap();
    this.#unread.clear();
  }

  /** The blocks that are to be searched. */
  get unread(): ReadonlySet<PlacedLeaf> {
    return this.#unread;
  }

  /** Takes what was found in a text block.
   *  @param hits in its reading text */
  take(leaf: PlacedLeaf, hits: readonly TextHit[]): void {
    if (!this.#unread.delete(leaf)) return;
    this.#read.set(
      leaf.block,
      hits.flatMap((hit) => placeHit(leaf.block, hit) ?? []),
    );
    this.#list?.reread(leaf, 0);
  }

  get count(): number {
    return this.#list?.entries.length ?? 0;
  }

  at(index: number): Match | null {
    const entry = this.#list?.entries[index];
    return entry ? this.#placed(entry) : null;
  }

  /** How many begin before a position. */
  countBefore(pos: number): number {
    return this.#list?.countBefore(pos) ?? 0;
  }

  /** Those that begin between two positions, in order. */
  *between(from: number, to: number): Iterable<Match> {
    for (let index = this.countBefore(from); ; index++) {
      const match = this.at(index);
      if (!match || match.from > to) return;
      yield match;
    }
  }

  /** @param most how many at most */
  first(most: number): readonly Match[] {
    return (this.#list?.entries ?? []).slice(0, most).map((entry) => this.#placed(entry));
  }

  #placed({ leaf, thing }: PlacedEntry<Match>): Match {
    const start = this.#derived.known?.index.tree.startOf(leaf) ?? 0;
    return { ...thing, from: start + thing.from, to: start + thing.to };
  }

  #follow(splices: readonly LeafSplice[]): void {
    if (!this.#list) return;
    this.#list.follow(splices);
    for (const { changed, removed, added } of splices) {
      for (const leaf of removed) this.#unread.delete(leaf);
      // A block that is as it was before, after an undo, is known.
      for (const leaf of [...changed.map((one) => one.leaf), ...added])
        if (!this.#read.has(leaf.block)) this.#unread.add(leaf);
    }
  }
}

/** What is searched of a block. */
export const searchedText = ({ block }: PlacedLeaf): string => blockText(block).text;
