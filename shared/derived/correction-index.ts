import type { Node } from 'prosemirror-model';
import { changedRuns, movedStretches, placedWords } from '../document/align-words.ts';
import type { PlacedBlock } from '../document/block-text.ts';
import { type Correction, markersOf } from '../document/corrections.ts';
import type { BlockAlignment, ChangedPart, PartChanges } from './block-alignment.ts';
import { firstIndex } from './block-facts.ts';
import type { BlockIndex } from './block-index.ts';
import type { BlockTree, PlacedLeaf } from './block-tree.ts';

/** A place that goes along with its text block. */
interface LeafPlace {
  /** Null where a document has no block. */
  readonly leaf: PlacedLeaf | null;
  /** Offset in the block's content; null for its end. */
  readonly offset: number | null;
}

/** A correction that goes along with its text blocks. */
export interface LeafCorrection {
  /** What the import reads there; empty where words were added. */
  readonly before: string;
  /** What the document reads there; empty where words were taken away. */
  readonly after: string;
  readonly from: LeafPlace;
  readonly to: LeafPlace;
}

/** The corrections of a document against its imported state, as `corrections` finds them: only the parts that a change touches are
 *  compared again. */
export class CorrectionIndex {
  readonly #tree: BlockTree;
  readonly #alignment: BlockAlignment;
  readonly #markers: ReadonlySet<string>;
  /** What is changed in each part. */
  readonly #found = new Map<ChangedPart, readonly LeafCorrection[]>();
  #list: readonly LeafCorrection[];

  constructor(imported: Node, { tree }: BlockIndex, alignment: BlockAlignment) {
    this.#tree = tree;
    this.#alignment = alignment;
    this.#markers = markersOf(imported);
    for (const part of alignment.parts()) this.#found.set(part, changesIn(part, tree));
    this.#list = this.#listed();
  }

  /** In the order of the document; the same object as long as no correction has come or gone. */
  get list(): readonly LeafCorrection[] {
    return this.#list;
  }

  /** Where a correction stands now. */
  placed({ from, to, before, after }: LeafCorrection): Correction {
    return { from: this.#positionOf(from), to: this.#positionOf(to), before, after };
  }

  /** Those that stand between two positions, or beside them, in order. */
  between(from: number, to: number): readonly Correction[] {
    const list = this.#list;
    const first = firstIndex(list.length, (index) => this.#positionOf((list[index] as LeafCorrection).to) >= from);
    const found: Correction[] = [];
    for (let index = first; index < list.length; index++) {
      const placed = this.placed(list[index] as LeafCorrection);
      if (placed.from > to) break;
      found.push(placed);
    }
    return found;
  }

  follow({ gone, come }: PartChanges): void {
    const changes = [...gone.flatMap((part) => this.#found.get(part) ?? [])];
    for (const part of gone) this.#found.delete(part);
    for (const part of come) {
      const found = changesIn(part, this.#tree);
      this.#found.set(part, found);
      changes.push(...found);
    }
    if (changes.length > 0) this.#list = this.#listed();
  }

  /** O(corrections). */
  #listed(): readonly LeafCorrection[] {
    const all = this.#alignment.parts().flatMap((part) => this.#found.get(part) ?? []);
    const moved = movedStretches(all);
    // Someone who undoes a recognition gets the marker back as text.
    return all.filter((one) => !moved.has(one) && !(one.before === '' && this.#markers.has(one.after)));
  }

  #positionOf({ leaf, offset }: LeafPlace): number {
    return leaf ? this.#tree.startOf(leaf) + (offset ?? leaf.block.content.size) : 0;
  }
}

interface LeafWord {
  readonly word: string;
  readonly from: LeafPlace;
  readonly to: LeafPlace;
}

function changesIn(part: ChangedPart, tree: BlockTree): readonly LeafCorrection[] {
  const oldWords = part.old.flatMap(wordsOf).map(({ word }) => word);
  const words = part.leaves.flatMap((leaf) =>
    wordsOf({ block: leaf.block, start: 0 }).map(
      ({ word, from, to }): LeafWord => ({ word, from: { leaf, offset: from }, to: { leaf, offset: to } }),
    ),
  );
  const beginning: LeafPlace = part.behind ? { leaf: part.behind, offset: null } : { leaf: tree.at(0), offset: 0 };
  const changed = changedRuns(
    oldWords,
    words.map(({ word }) => word),
  );
  return changed.map(({ oldFrom, oldTo, newFrom, newTo }) => {
    const at = words[newFrom - 1]?.to ?? beginning;
    const own = words.slice(newFrom, newTo);
    return {
      before: oldWords.slice(oldFrom, oldTo).join(' '),
      after: own.map(({ word }) => word).join(' '),
      from: own[0]?.from ?? at,
      to: own.at(-1)?.to ?? at,
    };
  });
}

const wordsOf = (block: PlacedBlock) => placedWords([block]);
