import { type AnnotationKind, annotationKinds } from '../document/annotation.ts';
import type { AnchorId, AnnotationId, NoteId, ZoneId } from '../document/identifier.ts';
import {
  type AnchorKind,
  anchorKinds,
  anchorName,
  type PageAnchor,
  type PlacedAnchor,
} from '../document/page-anchor.ts';
import { blockText } from '../document/reading-text.ts';
import { type BlockAnchor, type BlockCall, type BlockTag, type BlockZone, blockFacts } from './block-facts.ts';
import type { BlockIndex, LeafSplice } from './block-index.ts';
import type { PlacedLeaf } from './block-tree.ts';
import { PlacedList } from './placed-list.ts';

/** A tag as a line of a list. */
export interface PlacedTag {
  readonly id: AnnotationId;
  readonly kind: AnnotationKind;
  /** The tagged words; the stretches of one tag are joined by `…`. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The tags of a document by their kinds, each in the order of the document. */
export type TagsByKind = Readonly<Record<AnnotationKind, readonly AnnotationId[]>>;

/** The tags of a document. */
export class TagIndex {
  readonly #index: BlockIndex;
  readonly #stretches: PlacedList<BlockTag>;
  /** Where the stretches of each tag stand. */
  readonly #leaves = new Map<AnnotationId, PlacedLeaf[]>();
  #byKind: TagsByKind;

  constructor(index: BlockIndex) {
    this.#index = index;
    this.#stretches = new PlacedList(
      index.tree,
      tagsOf,
      (one, other) => one.id === other.id && one.kind === other.kind,
    );
    for (const { leaf, thing } of this.#stretches.entries) this.#add(thing.id, leaf);
    this.#byKind = this.#kinds();
  }

  get count(): number {
    return this.#leaves.size;
  }

  /** The same object as long as no tag has come, gone or become another. */
  get byKind(): TagsByKind {
    return this.#byKind;
  }

  /** Null when the tag covers no words. */
  tag(id: AnnotationId): PlacedTag | null {
    const { tree } = this.#index;
    const leaves = [...new Set(this.#leaves.get(id) ?? [])].sort((a, b) => tree.indexOf(a) - tree.indexOf(b));
    const stretches = leaves.flatMap((leaf) => {
      const start = tree.startOf(leaf);
      return tagsOf(leaf.block).flatMap((tag) =>
        tag.id === id ? [{ ...tag, from: start + tag.from, to: start + tag.to }] : [],
      );
    });
    const [first, last] = [stretches[0], stretches.at(-1)];
    if (!first || !last) return null;
    return { id, kind: first.kind, text: stretches.map(({ text }) => text).join(' … '), from: first.from, to: last.to };
  }

  /** How long the words of a tag are, in positions. */
  lengthOf(id: AnnotationId): number {
    const stretches = [...new Set(this.#leaves.get(id) ?? [])].flatMap(({ block }) => tagsOf(block));
    return stretches.reduce((sum, tag) => (tag.id === id ? sum + tag.to - tag.from : sum), 0);
  }

  /** All tags in the order of the document. O(tags). */
  all(): readonly PlacedTag[] {
    return [...new Set(this.#stretches.entries.map(({ thing }) => thing.id))].flatMap((id) => this.tag(id) ?? []);
  }

  /** @returns the tags of which something may be otherwise; null when there are others now */
  follow(splices: readonly LeafSplice[]): ReadonlySet<AnnotationId> | null {
    const touched = new Set<AnnotationId>();
    for (const { changed, removed, added } of splices) {
      for (const { leaf, before } of changed) this.#exchange(leaf, tagsOf(before), tagsOf(leaf.block), touched);
      for (const leaf of removed) this.#exchange(leaf, tagsOf(leaf.block), [], touched);
      for (const leaf of added) this.#exchange(leaf, [], tagsOf(leaf.block), touched);
    }
    if (this.#stretches.follow(splices) !== 'others') return touched;
    this.#byKind = this.#kinds();
    return null;
  }

  #exchange(leaf: PlacedLeaf, before: readonly BlockTag[], now: readonly BlockTag[], touched: Set<AnnotationId>): void {
    for (const { id } of before) {
      touched.add(id);
      const left = this.#leaves.get(id) ?? [];
      left.splice(left.indexOf(leaf), 1);
      if (left.length === 0) this.#leaves.delete(id);
    }
    for (const { id } of now) {
      touched.add(id);
      this.#add(id, leaf);
    }
  }

  #add(id: AnnotationId, leaf: PlacedLeaf): void {
    const known = this.#leaves.get(id);
    if (known) known.push(leaf);
    else this.#leaves.set(id, [leaf]);
  }

  #kinds(): TagsByKind {
    const seen = new Set<AnnotationId>();
    const kinds = Object.fromEntries(annotationKinds.map((kind) => [kind, [] as AnnotationId[]])) as Record<
      AnnotationKind,
      AnnotationId[]
    >;
    for (const { thing } of this.#stretches.entries) {
      if (seen.has(thing.id)) continue;
      seen.add(thing.id);
      kinds[thing.kind].push(thing.id);
    }
    return kinds;
  }
}

const tagsOf = (block: PlacedLeaf['block']): readonly BlockTag[] => blockFacts(block).tags;

/** The page anchors of a document. */
export class AnchorIndex {
  readonly #all: PlacedList<BlockAnchor>;
  readonly #byKind: ReadonlyMap<AnchorKind, PlacedList<BlockAnchor>>;
  #generation = 0;

  constructor({ tree }: BlockIndex) {
    const listOf = (has: (one: BlockAnchor) => boolean): PlacedList<BlockAnchor> =>
      new PlacedList(
        tree,
        (block) => blockFacts(block).anchors.filter(has),
        (one, other) => one.anchor === other.anchor,
      );
    this.#all = listOf(() => true);
    this.#byKind = new Map(anchorKinds.map((kind) => [kind, listOf(({ anchor }) => anchor.kind === kind)]));
  }

  /** Another number whenever anchors have come, gone or become others. */
  get generation(): number {
    return this.#generation;
  }

  /** All anchors in the order of the document. O(anchors). */
  all(): readonly PlacedAnchor[] {
    return this.#all.entries.map((entry) => ({ pos: this.#all.positionOf(entry), anchor: entry.thing.anchor }));
  }

  /** The pages that a position stands on, one of each kind that has begun before it: `Facsimile 2 · Typeset 1359`.
   *  @param nameOf what an anchor is called in the language of the person */
  pagesAt(pos: number, nameOf: (anchor: PageAnchor) => string = anchorName): string {
    return anchorKinds
      .flatMap((kind) => this.#pageAt(kind, pos) ?? [])
      .map(nameOf)
      .join(' · ');
  }

  /** How many stand up to a position. */
  countUpTo(pos: number): number {
    return this.#all.countBefore(pos + 1);
  }

  /** Null when there are not so many. */
  anchorAt(index: number): AnchorId | null {
    return this.#all.entries[index]?.thing.anchor.id ?? null;
  }

  #pageAt(kind: AnchorKind, pos: number): PageAnchor | null {
    const list = this.#byKind.get(kind);
    if (!list) return null;
    const count = list.countBefore(pos);
    const [here, before] = [list.entries[count], list.entries[count - 1]];
    // At the very start of a block the page that begins there counts already.
    const isHere = here && list.positionOf(here) === pos && here.thing.anchor.placement !== 'text';
    const entry = isHere ? here : before;
    return entry?.thing.anchor ?? null;
  }

  /** @returns whether there are others now */
  follow(splices: readonly LeafSplice[]): boolean {
    for (const list of this.#byKind.values()) list.follow(splices);
    const isOther = this.#all.follow(splices) === 'others';
    if (isOther) this.#generation += 1;
    return isOther;
  }
}

/** The passages of a document that zones of page images show. */
export class ZoneIndex {
  readonly #list: PlacedList<BlockZone>;

  constructor({ tree }: BlockIndex) {
    this.#list = new PlacedList(
      tree,
      (block) => blockFacts(block).zones,
      (one, other) => one.id === other.id,
    );
  }

  /** The words of a zone's passages, joined by `…`; empty when it is tied to none. O(zones). */
  wordsOf(id: ZoneId): string {
    return this.#list.entries.flatMap(({ thing }) => (thing.id === id ? [thing.text] : [])).join(' … ');
  }

  follow(splices: readonly LeafSplice[]): void {
    this.#list.follow(splices);
  }
}

/** A note as a line of a list. */
export interface ListedNote {
  readonly id: NoteId;
  readonly label: string;
  readonly type: string;
  readonly text: string;
  readonly isCalled: boolean;
  /** `document` or the id of a zone; null when it is about words. */
  readonly about: string | null;
  readonly isResolved: boolean;
}

/** A call of a note that has no body. */
export interface LooseCall {
  readonly label: string;
  readonly pos: number;
}

/** The notes of a document and their calls. */
export class NoteIndex {
  readonly #index: BlockIndex;
  readonly #calls: PlacedList<BlockCall>;
  /** The blocks of all notes. */
  readonly #leaves = new Set<PlacedLeaf>();
  #notes: readonly ListedNote[] = [];
  #looseLabels: readonly string[] = [];

  constructor(index: BlockIndex) {
    this.#index = index;
    this.#calls = new PlacedList(
      index.tree,
      (block) => blockFacts(block).calls,
      (one, other) => one.target === other.target && one.label === other.label,
    );
    for (let leaf = index.tree.at(0); leaf; leaf = index.tree.next(leaf)) if (leaf.note) this.#leaves.add(leaf);
    this.#list();
  }

  /** The same object as long as no note has come, gone or become another. */
  get notes(): readonly ListedNote[] {
    return this.#notes;
  }

  /** The labels of calls without a note, in the order of the document; the same object as long as they are the same. */
  get looseLabels(): readonly string[] {
    return this.#looseLabels;
  }

  /** Position of a note's first inline place; null when there is no such note. */
  positionOf(id: NoteId): number | null {
    const leaf = this.#inOrder().find(({ note }) => note?.isFirst && note.node.attrs.id === id);
    return leaf ? this.#index.tree.startOf(leaf) : null;
  }

  /** Where a note is called first; null when nothing refers to it. */
  calledAt(id: NoteId): number | null {
    const entry = this.#calls.entries.find(({ thing }) => thing.target === id);
    return entry ? this.#calls.positionOf(entry) : null;
  }

  looseCalls(): readonly LooseCall[] {
    return this.#calls.entries.flatMap((entry) =>
      entry.thing.target === null ? [{ label: entry.thing.label, pos: this.#calls.positionOf(entry) }] : [],
    );
  }

  /** What it costs follows the notes when something of them changed; else the change. */
  follow(splices: readonly LeafSplice[]): void {
    let isOther = this.#calls.follow(splices) === 'others';
    for (const { changed, removed, added } of splices) {
      for (const leaf of removed) isOther = this.#leaves.delete(leaf) || isOther;
      for (const leaf of [...changed.map((one) => one.leaf), ...added]) {
        const wasThere = this.#leaves.delete(leaf);
        if (leaf.note) this.#leaves.add(leaf);
        isOther ||= wasThere || leaf.note !== null;
      }
    }
    if (isOther) this.#list();
  }

  #inOrder(): readonly PlacedLeaf[] {
    const { tree } = this.#index;
    return [...this.#leaves]
      .map((leaf) => ({ leaf, place: tree.indexOf(leaf) }))
      .sort((a, b) => a.place - b.place)
      .map(({ leaf }) => leaf);
  }

  #list(): void {
    const called = new Set(this.#calls.entries.map(({ thing }) => thing.target));
    const notes: { node: NonNullable<PlacedLeaf['note']>['node']; texts: string[] }[] = [];
    for (const { block, note } of this.#inOrder()) {
      if (note?.isFirst) notes.push({ node: note.node, texts: [] });
      notes.at(-1)?.texts.push(blockText(block).text);
    }
    const listed = notes.map(({ node, texts }): ListedNote => {
      const { id, label, type, about, resolved } = node.attrs as {
        id: NoteId;
        label: string;
        type: string;
        about: string | null;
        resolved: boolean;
      };
      return { id, label, type, text: texts.join(' '), isCalled: called.has(id), about, isResolved: resolved };
    });
    if (!areAlike(listed, this.#notes)) this.#notes = listed;
    const loose = this.#calls.entries.flatMap(({ thing }) => (thing.target === null ? [thing.label] : []));
    if (loose.join('\n') !== this.#looseLabels.join('\n')) this.#looseLabels = loose;
  }
}

const areAlike = (some: readonly ListedNote[], others: readonly ListedNote[]): boolean =>
  some.length === others.length &&
  some.every((one, index) => {
    const other = others[index];
    return (
      other !== undefined &&
      one.id === other.id &&
      one.label === other.label &&
      one.type === other.type &&
      one.text === other.text &&
      one.isCalled === other.isCalled &&
      one.about === other.about &&
      one.isResolved === other.isResolved
    );
  });
