import { isEditorsNote } from '../alignment/misreadings.ts';
import { blockLines, isReadWithNext, lineKey, lineOfKey, type ReadingLine } from '../proofreading/reading-lines.ts';
import { firstIndex } from './block-facts.ts';
import type { BlockIndex, LeafSplice } from './block-index.ts';
import type { PlacedLeaf } from './block-tree.ts';

/** A line that ends in a block. */
interface LeafLine {
  /** Where it begins and ends: in this block, or in a label before it. */
  readonly first: PlacedLeaf;
  readonly last: PlacedLeaf;
  /** Offsets in the content of the one and of the other. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A line at its place in the document. */
export interface IndexedLine extends ReadingLine {
  readonly leaf: PlacedLeaf;
  /** Which one of those that end in the block, from 0. */
  readonly index: number;
}

/** The lines of a document that are read, as `readingLines` gives them, and how many of them were. It follows changes at their cost. */
export class LineIndex {
  readonly #index: BlockIndex;
  readonly #lines = new Map<PlacedLeaf, readonly LeafLine[]>();
  /** The blocks that hold lines of a text, in order; a block that holds two stands there twice. */
  readonly #alike = new Map<string, PlacedLeaf[]>();
  /** Of each text which of its lines were read, in order, from 1. */
  readonly #readNumbers = new Map<string, number[]>();
  #count = 0;
  #countRead = 0;

  private constructor(index: BlockIndex) {
    this.#index = index;
    for (let leaf = index.tree.at(0); leaf; leaf = index.tree.next(leaf)) {
      const lines = this.#endingIn(leaf);
      if (lines.length === 0) continue;
      this.#lines.set(leaf, lines);
      this.#count += lines.length;
      for (const { text } of lines) {
        const alike = this.#alike.get(text);
        if (alike) alike.push(leaf);
        else this.#alike.set(text, [leaf]);
      }
    }
  }

  /** Reads a document for the first time, block by block: whoever asks for the next step may do something else first. */
  static *reading(index: BlockIndex): Generator<undefined, LineIndex> {
    for (let leaf = index.tree.at(0); leaf; leaf = index.tree.has(leaf) ? index.tree.next(leaf) : null)
      yield void blockLines(leaf.block);
    return new LineIndex(index);
  }

  get count(): number {
    return this.#count;
  }

  /** How many were read as they stand now. */
  get countRead(): number {
    return this.#countRead;
  }

  /** Says whether a line was read, by its key. */
  note(key: string, isRead: boolean): void {
    const { text, number } = lineOfKey(key);
    const numbers = this.#readNumbers.get(text) ?? [];
    const before = this.#readWith(text);
    const at = firstIndex(numbers.length, (index) => (numbers[index] ?? 0) >= number);
    if ((numbers[at] === number) === isRead) return;
    if (isRead) numbers.splice(at, 0, number);
    else numbers.splice(at, 1);
    this.#readNumbers.set(text, numbers);
    this.#countRead += this.#readWith(text) - before;
  }

  /** The line that a position stands in or at, or else the next; the last behind all of them. Null when there are none. */
  at(pos: number): IndexedLine | null {
    const { tree } = this.#index;
    for (let leaf = tree.reaching(pos); leaf; leaf = tree.next(leaf)) {
      const index = (this.#lines.get(leaf) ?? []).findIndex(({ last, to }) => tree.startOf(last) + to >= pos);
      if (index >= 0) return this.#placed(leaf, index);
    }
    return this.#from(tree.at(tree.count - 1), -1);
  }

  next({ leaf, index }: IndexedLine): IndexedLine | null {
    return this.#placed(leaf, index + 1) ?? this.#from(this.#index.tree.next(leaf), 1);
  }

  previous({ leaf, index }: IndexedLine): IndexedLine | null {
    return this.#placed(leaf, index - 1) ?? this.#from(this.#index.tree.previous(leaf), -1);
  }

  first(): IndexedLine | null {
    return this.#from(this.#index.tree.at(0), 1);
  }

  /** The lines between two positions, or beside them, in order. */
  *between(from: number, to: number): Iterable<IndexedLine> {
    for (let line = this.at(from); line && line.from <= to; line = this.next(line)) if (line.to >= from) yield line;
  }

  follow(splices: readonly LeafSplice[]): void {
    const touched = new Set<PlacedLeaf>();
    const changes = new Map<string, number>();
    for (const splice of splices) {
      for (const leaf of splice.removed) this.#take(leaf, changes);
      for (const leaf of this.#depending(splice)) touched.add(leaf);
    }
    for (const leaf of touched) this.#take(leaf, changes);
    for (const leaf of touched) this.#put(leaf, changes);
    for (const [text, before] of changes) this.#countRead += this.#readWith(text) - before;
  }

  /** The blocks whose lines a change may have made others: a label is read with the block behind it. */
  *#depending({ behind, changed, added }: LeafSplice): Iterable<PlacedLeaf> {
    const { tree } = this.#index;
    for (const leaf of [behind, ...changed.map((one) => one.leaf), ...added]) {
      if (leaf) yield leaf;
      // What is before the note of an editor may be a label that is the last now.
      const label = leaf && !isOnPage(leaf) ? this.#before(leaf) : null;
      if (label) yield label;
      let next = leaf ? tree.next(leaf) : tree.at(0);
      for (; next; next = tree.next(next)) {
        yield next;
        if (isOnPage(next) && !isReadWithNext(next.block)) break;
      }
    }
  }

  /** @param changes takes in how many lines of each text were read before */
  #take(leaf: PlacedLeaf, changes: Map<string, number>): void {
    const lines = this.#lines.get(leaf) ?? [];
    this.#lines.delete(leaf);
    this.#count -= lines.length;
    for (const { text } of lines) {
      if (!changes.has(text)) changes.set(text, this.#readWith(text));
      const alike = this.#alike.get(text) ?? [];
      alike.splice(alike.indexOf(leaf), 1);
      if (alike.length === 0) this.#alike.delete(text);
    }
  }

  #put(leaf: PlacedLeaf, changes: Map<string, number>): void {
    const lines = this.#endingIn(leaf);
    if (lines.length === 0) return;
    this.#lines.set(leaf, lines);
    this.#count += lines.length;
    for (const { text } of lines) {
      if (!changes.has(text)) changes.set(text, this.#readWith(text));
      const alike = this.#alike.get(text) ?? [];
      alike.splice(this.#placeAmong(alike, leaf), 0, leaf);
      this.#alike.set(text, alike);
    }
  }

  #placeAmong(alike: readonly PlacedLeaf[], leaf: PlacedLeaf): number {
    const { tree } = this.#index;
    const place = tree.indexOf(leaf);
    return firstIndex(alike.length, (index) => tree.indexOf(alike[index] as PlacedLeaf) >= place);
  }

  /** How many lines of a text there are that were read. */
  #readWith(text: string): number {
    const numbers = this.#readNumbers.get(text);
    if (!numbers) return 0;
    const count = this.#alike.get(text)?.length ?? 0;
    return firstIndex(numbers.length, (index) => (numbers[index] ?? 0) > count);
  }

  #endingIn(leaf: PlacedLeaf): readonly LeafLine[] {
    if (!isOnPage(leaf) || (isReadWithNext(leaf.block) && this.#behind(leaf))) return [];
    const [first, ...rest] = blockLines(leaf.block).map((line): LeafLine => ({ ...line, first: leaf, last: leaf }));
    const led = first ? [...this.#labelsBefore(leaf), first] : this.#labelsBefore(leaf);
    const [begin, end] = [led[0], led.at(-1)];
    if (!begin || !end) return rest;
    const text = led.map((line) => line.text).join(' ');
    return [{ first: begin.first, from: begin.from, last: end.last, to: end.to, text }, ...rest];
  }

  /** The lines of the labels right before a block. */
  #labelsBefore(leaf: PlacedLeaf): readonly LeafLine[] {
    const labels: LeafLine[] = [];
    for (let label = this.#before(leaf); label && isReadWithNext(label.block); label = this.#before(label)) {
      const [line] = blockLines(label.block);
      if (line) labels.unshift({ ...line, first: label, last: label });
    }
    return labels;
  }

  /** The block of the page before another. */
  #before(leaf: PlacedLeaf): PlacedLeaf | null {
    const { tree } = this.#index;
    let before = tree.previous(leaf);
    while (before && !isOnPage(before)) before = tree.previous(before);
    return before;
  }

  /** The block of the page behind another. */
  #behind(leaf: PlacedLeaf): PlacedLeaf | null {
    const { tree } = this.#index;
    let behind = tree.next(leaf);
    while (behind && !isOnPage(behind)) behind = tree.next(behind);
    return behind;
  }

  #from(start: PlacedLeaf | null, direction: -1 | 1): IndexedLine | null {
    const { tree } = this.#index;
    for (let leaf = start; leaf; leaf = direction > 0 ? tree.next(leaf) : tree.previous(leaf)) {
      const count = this.#lines.get(leaf)?.length ?? 0;
      if (count > 0) return this.#placed(leaf, direction > 0 ? 0 : count - 1);
    }
    return null;
  }

  #placed(leaf: PlacedLeaf, index: number): IndexedLine | null {
    const lines = this.#lines.get(leaf) ?? [];
    const line = lines[index];
    if (!line) return null;
    const { tree } = this.#index;
    const { text } = line;
    const before = this.#placeAmong(this.#alike.get(text) ?? [], leaf);
    const beforeHere = lines.slice(0, index).filter((other) => other.text === text).length;
    return {
      leaf,
      index,
      text,
      from: tree.startOf(line.first) + line.from,
      to: tree.startOf(line.last) + line.to,
      key: lineKey(text, before + beforeHere + 1),
    };
  }
}

/** No page has the notes of editors. */
const isOnPage = ({ note }: PlacedLeaf): boolean => note === null || !isEditorsNote(note.node);
