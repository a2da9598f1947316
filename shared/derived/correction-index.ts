import type { Node } from 'prosemirror-model';
import { changedRuns, movedStretches, placedWords } from '../alignment/align-blocks.ts';
import { type Correction, markersOf } from '../alignment/corrections.ts';
import { isEditorsNote, isFurniture } from '../alignment/misreadings.ts';
import type { PlacedBlock } from '../document/reading-text.ts';
import type { BlockAlignment, ChangedPart, PartChanges } from './block-alignment.ts';
import { firstIndex } from './block-facts.ts';
import type { BlockIndex } from './block-index.ts';
import type { BlockTree, PlacedLeaf } from './block-tree.ts';

/** A place that goes along with its text block. */
interface LeafPlace {
  /** Null for the beginning of the document, whichever block that is. */
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
  /** Whether a person has said that the page itself is wrong there. */
  readonly isEmended: boolean;
}

/** The corrections of the pages of a document against its imported state, as `pageCorrections` finds them: only the parts that a change touches
 *  are compared again. */
export class CorrectionIndex {
  readonly #tree: BlockTree;
  readonly #markers: ReadonlySet<string>;
  /** What is changed in each part. */
  readonly #found = new Map<ChangedPart, readonly LeafCorrection[]>();
  readonly #moves: MovedCorrections;
  #list: readonly LeafCorrection[];
  #misreadings = 0;

  constructor(imported: Node, { tree }: BlockIndex, alignment: BlockAlignment) {
    this.#tree = tree;
    this.#markers = markersOf(imported);
    this.#moves = new MovedCorrections((one, other) => this.#positionOf(one.from) - this.#positionOf(other.from));
    const all: LeafCorrection[] = [];
    for (const part of alignment.parts()) {
      const found = changesIn(part, tree);
      this.#found.set(part, found);
      all.push(...found);
    }
    this.#moves.exchange([], all);
    this.#list = all.filter((one) => this.#isListed(one));
    this.#misreadings = this.#list.filter(({ isEmended }) => !isEmended).length;
  }

  /** In the order of the document; the same object as long as no correction has come or gone. */
  get list(): readonly LeafCorrection[] {
    return this.#list;
  }

  /** How many of them are misreadings: the others mend the page itself. */
  get misreadings(): number {
    return this.#misreadings;
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
    const before = gone.flatMap((part) => this.#found.get(part) ?? []);
    for (const part of gone) this.#found.delete(part);
    const now = come.flatMap((part) => {
      const found = changesIn(part, this.#tree);
      this.#found.set(part, found);
      return found;
    });
    if (before.length === 0 && now.length === 0) return;
    const turned = this.#moves.exchange(before, now);
    const list = [...this.#list];
    for (const one of [...before, ...turned]) {
      const at = list.indexOf(one);
      if (at >= 0) list.splice(at, 1);
    }
    for (const one of [...now, ...turned]) if (this.#isListed(one)) list.splice(this.#placeIn(list, one), 0, one);
    this.#list = list;
    this.#misreadings = list.filter(({ isEmended }) => !isEmended).length;
  }

  #placeIn(list: readonly LeafCorrection[], one: LeafCorrection): number {
    const pos = this.#positionOf(one.from);
    return firstIndex(list.length, (index) => this.#positionOf((list[index] as LeafCorrection).from) >= pos);
  }

  /** Someone who undoes a recognition gets the marker back as text. */
  #isListed(one: LeafCorrection): boolean {
    return !this.#moves.has(one) && !(one.before === '' && this.#markers.has(one.after));
  }

  #positionOf({ leaf, offset }: LeafPlace): number {
    const placed = leaf ?? this.#tree.at(0);
    return placed ? this.#tree.startOf(placed) + (offset ?? placed.block.content.size) : 0;
  }
}

/** Which corrections are words that were moved, as `movedStretches` finds them among all. */
class MovedCorrections {
  readonly #inOrder: (one: LeafCorrection, other: LeafCorrection) => number;
  /** By the words that are gone, or have come. */
  readonly #alike = new Map<string, LeafCorrection[]>();
  readonly #moved = new Set<LeafCorrection>();

  constructor(inOrder: (one: LeafCorrection, other: LeafCorrection) => number) {
    this.#inOrder = inOrder;
  }

  has(one: LeafCorrection): boolean {
    return this.#moved.has(one);
  }

  /** @returns of those that stay, what was moved and is no longer, or the other way round */
  exchange(gone: readonly LeafCorrection[], come: readonly LeafCorrection[]): readonly LeafCorrection[] {
    const touched = new Set<string>();
    for (const one of gone) {
      this.#moved.delete(one);
      const text = textOfMove(one);
      const alike = this.#alike.get(text);
      if (!alike) continue;
      touched.add(text);
      alike.splice(alike.indexOf(one), 1);
      if (alike.length === 0) this.#alike.delete(text);
    }
    for (const one of come) {
      const text = textOfMove(one);
      if (text === '') continue;
      touched.add(text);
      const alike = this.#alike.get(text);
      if (alike) alike.push(one);
      else this.#alike.set(text, [one]);
    }
    const fresh = new Set(come);
    return [...touched].flatMap((text) => this.#match(text)).filter((one) => !fresh.has(one));
  }

  #match(text: string): readonly LeafCorrection[] {
    const alike = this.#alike.get(text) ?? [];
    const moved = alike.length < 2 ? new Set<LeafCorrection>() : movedStretches(alike.toSorted(this.#inOrder));
    const turned = alike.filter((one) => moved.has(one) !== this.#moved.has(one));
    for (const one of turned) if (!this.#moved.delete(one)) this.#moved.add(one);
    return turned;
  }
}

/** The words that a correction may have moved, here or from here; empty when it is none of both. */
const textOfMove = ({ before, after }: LeafCorrection): string => (before === '' ? after : after === '' ? before : '');

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
  const beginning: LeafPlace = part.behind ? { leaf: part.behind, offset: null } : { leaf: null, offset: 0 };
  const changed = changedRuns(
    oldWords,
    words.map(({ word }) => word),
  );
  return changed.flatMap(({ oldFrom, oldTo, newFrom, newTo }) => {
    const at = words[newFrom - 1]?.to ?? beginning;
    const own = words.slice(newFrom, newTo);
    const [from, to] = [own[0]?.from ?? at, own.at(-1)?.to ?? at];
    const leaf = from.leaf ?? tree.at(0);
    if (leaf && !isOnPage(leaf, from.offset, to.offset)) return [];
    return {
      before: oldWords.slice(oldFrom, oldTo).join(' '),
      after: own.map(({ word }) => word).join(' '),
      from,
      to,
      isEmended: own.length > 0 && isEmendedThere(part.leaves, from, to),
    };
  });
}

/** @param leaves those of the part that the stretch is in */
function isEmendedThere(leaves: readonly PlacedLeaf[], from: LeafPlace, to: LeafPlace): boolean {
  const [first, last] = [from.leaf, to.leaf];
  if (!first || !last) return false;
  return leaves.slice(leaves.indexOf(first), leaves.indexOf(last) + 1).some((leaf) => {
    const { block } = leaf;
    const { emendation } = block.type.schema.marks;
    const [start, end] = [
      leaf === first ? (from.offset ?? 0) : 0,
      (leaf === last ? to.offset : null) ?? block.content.size,
    ];
    return emendation !== undefined && start < end && block.rangeHasMark(start, end, emendation);
  });
}

/** Whether a page has a stretch of a block: not so of a note of an editor's, and of furniture. */
function isOnPage({ block, note }: PlacedLeaf, from: number | null, to: number | null): boolean {
  if (isFurniture(block) || (note && isEditorsNote(note.node))) return false;
  const node = from === null || to === null || from >= to ? null : block.nodeAt(from);
  return node === null || !isFurniture(node);
}

const wordsOf = (block: PlacedBlock) => placedWords([block]);
