import type { Node } from 'prosemirror-model';
import type { Suspect } from '../../../shared/correct/suspects/suspects.ts';
import type { PlacedLeaf } from '../../../shared/derived/block-tree.ts';
import { type ChangedRange, positionAfter } from '../../../shared/derived/changed-ranges.ts';
import type { FollowedChange } from '../../../shared/derived/followed-document.ts';
import type { DerivedDocument } from './derived-document.ts';

/** A suspect in a text block. */
export interface SuspectMark {
  readonly suspect: Suspect;
  /** Offsets in the block's content. */
  readonly from: number;
  readonly to: number;
  /** Whether a person's own change raised it. */
  readonly isOwn: boolean;
}

interface KeptMark extends SuspectMark {
  /** The characters under it when it was found: when they change the mark goes. */
  readonly characters: string;
}

/** A suspect at its place in the document. */
export interface PlacedMark extends KeptMark {}

/** The doubtful words of an open document, block by block. They go along with the text, and one whose word is changed goes. Positions are of the
 *  document that everything has followed to. */
export class SuspectMarks {
  readonly #derived: DerivedDocument;
  readonly #marks = new Map<PlacedLeaf, readonly KeptMark[]>();
  readonly #leafOf = new Map<Suspect, PlacedLeaf>();
  readonly #edited = new Set<PlacedLeaf>();
  /** Blocks with marks that a person's own changes raised. */
  readonly #own = new Set<PlacedLeaf>();
  #count = 0;

  constructor(derived: DerivedDocument) {
    this.#derived = derived;
    derived.attach((change) => this.#follow(change));
  }

  /** Text blocks that were edited: what was found in them before may be otherwise. Whoever has found it anew takes them off. */
  get edited(): Set<PlacedLeaf> {
    return this.#edited;
  }

  get count(): number {
    return this.#count;
  }

  /** The marks between two positions, or beside them, in order. */
  *between(from: number, to: number): Iterable<PlacedMark> {
    const tree = this.#derived.known?.index.tree;
    for (let leaf = tree?.reaching(from) ?? null; leaf && tree; leaf = tree.next(leaf)) {
      const start = tree.startOf(leaf);
      if (start > to) return;
      yield* this.#placed(leaf, start);
    }
  }

  /** The mark that follows a stretch of the text, or comes before it; round the ends of the document. Null when there is none. */
  beside(from: number, to: number, direction: -1 | 1): { readonly mark: PlacedMark; readonly isRound: boolean } | null {
    const mark = this.#upToEnd(from, to, direction);
    if (mark) return { mark, isRound: false };
    const end = this.#derived.known?.doc.content.size ?? 0;
    const round = direction > 0 ? this.#upToEnd(0, 0, 1) : this.#upToEnd(end, end, -1);
    return round && { mark: round, isRound: true };
  }

  #upToEnd(from: number, to: number, direction: -1 | 1): PlacedMark | null {
    const tree = this.#derived.known?.index.tree;
    if (!tree || this.#count === 0) return null;
    let leaf = direction > 0 ? tree.reaching(to) : tree.beginningBefore(from);
    for (; leaf; leaf = direction > 0 ? tree.next(leaf) : tree.previous(leaf)) {
      const placed = this.#placed(leaf, tree.startOf(leaf));
      const found = direction > 0 ? placed.find((mark) => mark.from >= to) : placed.findLast((mark) => mark.to <= from);
      if (found) return found;
    }
    return null;
  }

  /** Where a suspect stands; null when it is gone. */
  placeOf(suspect: Suspect): PlacedMark | null {
    const leaf = this.#leafOf.get(suspect);
    const tree = this.#derived.known?.index.tree;
    if (!leaf || !tree?.has(leaf)) return null;
    return this.#placed(leaf, tree.startOf(leaf)).find((mark) => mark.suspect === suspect) ?? null;
  }

  /** The suspects that a person's own changes raised, in the order of the document. */
  own(): readonly Suspect[] {
    const tree = this.#derived.known?.index.tree;
    if (!tree) return [];
    return [...this.#own]
      .map((leaf) => ({ place: tree.indexOf(leaf), marks: this.#marks.get(leaf) ?? [] }))
      .sort((a, b) => a.place - b.place)
      .flatMap(({ marks }) => marks.flatMap(({ isOwn, suspect }) => (isOwn ? [suspect] : [])));
  }

  /** All marks in the order of the document. O(blocks). */
  all(): readonly PlacedMark[] {
    return [...this.between(0, Number.POSITIVE_INFINITY)];
  }

  clear(): void {
    this.#marks.clear();
    this.#leafOf.clear();
    this.#own.clear();
    this.#count = 0;
  }

  /** Says where a text block has suspects now.
   *  @returns whether they are drawn otherwise than before */
  set(leaf: PlacedLeaf, marks: readonly SuspectMark[]): boolean {
    const fitting = marks.filter(({ from, to }) => from < to && to <= leaf.block.content.size);
    const kept = fitting.map((mark) => ({ ...mark, characters: charactersAt(leaf.block, mark.from, mark.to) }));
    const before = this.#marks.get(leaf) ?? [];
    const now = kept.toSorted(inOrder);
    this.#put(leaf, now);
    return before.length !== now.length || now.some((mark, index) => !isDrawnAlike(mark, before[index]));
  }

  /** Adds a mark at a place of the document, where none of the same place is. */
  add(suspect: Suspect, from: number, to: number): void {
    const tree = this.#derived.known?.index.tree;
    const leaf = tree?.beginningBefore(from);
    if (!tree || !leaf) return;
    const start = tree.startOf(leaf);
    this.set(leaf, [...(this.#marks.get(leaf) ?? []), { suspect, from: from - start, to: to - start, isOwn: false }]);
  }

  /** Takes the marks of suspects off. */
  remove(suspects: readonly Suspect[]): void {
    for (const gone of suspects) {
      const leaf = this.#leafOf.get(gone);
      const marks = leaf && this.#marks.get(leaf);
      if (leaf && marks)
        this.#put(
          leaf,
          marks.filter(({ suspect }) => suspect !== gone),
        );
    }
  }

  #placed(leaf: PlacedLeaf, start: number): readonly PlacedMark[] {
    const marks = this.#marks.get(leaf);
    return marks ? marks.map((mark) => ({ ...mark, from: start + mark.from, to: start + mark.to })) : [];
  }

  #put(leaf: PlacedLeaf, marks: readonly KeptMark[]): void {
    const before = this.#marks.get(leaf) ?? [];
    for (const { suspect } of before) this.#leafOf.delete(suspect);
    for (const { suspect } of marks) this.#leafOf.set(suspect, leaf);
    this.#count += marks.length - before.length;
    if (marks.length > 0) this.#marks.set(leaf, marks);
    else this.#marks.delete(leaf);
    if (marks.some(({ isOwn }) => isOwn)) this.#own.add(leaf);
    else this.#own.delete(leaf);
  }

  /** Looks only at blocks that changed. */
  #follow({ splices, ranges }: FollowedChange): void {
    for (const { changed, removed, added, starts } of splices) {
      for (const leaf of [...changed.map((one) => one.leaf), ...added]) this.#edited.add(leaf);
      for (const leaf of removed) this.#edited.delete(leaf);
      const moving = [...changed.map((one) => one.leaf), ...removed].flatMap((leaf) => {
        const marks = this.#placed(leaf, starts.get(leaf) ?? 0);
        this.#put(leaf, []);
        return marks;
      });
      for (const mark of moving) this.#carry(mark, ranges);
    }
  }

  /** Puts a mark where its word stands after a change; one whose word is another goes. */
  #carry(mark: PlacedMark, ranges: readonly ChangedRange[]): void {
    const tree = this.#derived.known?.index.tree;
    const [from, to] = [positionAfter(ranges, mark.from, 1), positionAfter(ranges, mark.to, -1)];
    const leaf = from < to ? tree?.beginningBefore(from) : null;
    if (!tree || !leaf) return;
    const start = tree.startOf(leaf);
    const moved = { ...mark, from: from - start, to: to - start };
    if (moved.to > leaf.block.content.size) return;
    if (charactersAt(leaf.block, moved.from, moved.to) !== mark.characters) return;
    this.#put(leaf, [...(this.#marks.get(leaf) ?? []), moved].sort(inOrder));
  }
}

const isDrawnAlike = (one: KeptMark, other: KeptMark | undefined): boolean =>
  one.from === other?.from &&
  one.to === other.to &&
  one.isOwn === other.isOwn &&
  one.characters === other.characters &&
  one.suspect.score === other.suspect.score;

const inOrder = (a: KeptMark, b: KeptMark): number => a.from - b.from || a.to - b.to;

/** The characters between two positions; what is no text is one character. */
export const charactersAt = (node: Node, from: number, to: number): string =>
  node.textBetween(from, to, '\n', '\uFFFC');
