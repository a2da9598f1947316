import type { Node } from 'prosemirror-model';
import { textOfBlock } from '../alignment/align-blocks.ts';
import { textBlocks } from '../document/reading-text.ts';
import { BlockAlignment, type PartChanges } from './block-alignment.ts';
import { blockFacts } from './block-facts.ts';
import { BlockIndex, type LeafSplice } from './block-index.ts';
import type { ChangedRange } from './changed-ranges.ts';
import { CorrectionIndex } from './correction-index.ts';
import { AnchorIndex, NoteIndex, TagIndex, ZoneIndex } from './outline.ts';

/** A change of a document, as everything that is computed from its text is given it. */
export interface FollowedChange {
  readonly before: Node;
  readonly after: Node;
  readonly ranges: readonly ChangedRange[];
  readonly splices: readonly LeafSplice[];
  /** What of it reads otherwise than in the import now. */
  readonly parts: PartChanges;
}

/** What is computed from the text of a document that is edited, and follows its changes: each costs what it changed, not what the document
 *  holds.
 *  @example
 *  const followed = finished(FollowedDocument.reading(doc, imported));
 *  followed.follow(transaction.doc, rangesAfter([], transaction));
 *  followed.tags.all(); // as they are in `transaction.doc` */
export class FollowedDocument {
  readonly tags: TagIndex;
  readonly anchors: AnchorIndex;
  readonly notes: NoteIndex;
  readonly zones: ZoneIndex;
  readonly corrections: CorrectionIndex;
  #words = 0;

  private constructor(
    readonly index: BlockIndex,
    /** With the blocks of the import. */
    readonly alignment: BlockAlignment,
    imported: Node,
  ) {
    this.tags = new TagIndex(index);
    this.anchors = new AnchorIndex(index);
    this.notes = new NoteIndex(index);
    this.zones = new ZoneIndex(index);
    this.corrections = new CorrectionIndex(imported, index, alignment);
    for (let leaf = index.tree.at(0); leaf; leaf = index.tree.next(leaf)) this.#words += blockFacts(leaf.block).words;
  }

  /** Reads a document for the first time, block by block: whoever asks for the next step may do something else first. */
  static *reading(doc: Node, imported: Node): Generator<undefined, FollowedDocument> {
    for (const { block } of textBlocks(imported)) yield void textOfBlock({ block });
    const index = new BlockIndex(doc);
    for (let leaf = index.tree.at(0); leaf; leaf = index.tree.next(leaf)) yield void blockFacts(leaf.block);
    const alignment = new BlockAlignment(imported, index);
    yield;
    return new FollowedDocument(index, alignment, imported);
  }

  get doc(): Node {
    return this.index.doc;
  }

  /** How many words it reads. */
  get words(): number {
    return this.#words;
  }

  /** @param ranges what has changed since the document that it has */
  follow(after: Node, ranges: readonly ChangedRange[]): FollowedChange {
    const before = this.index.doc;
    const splices = this.index.follow(after, ranges);
    for (const { changed, removed, added } of splices) {
      for (const { leaf, before: was } of changed) this.#words += blockFacts(leaf.block).words - blockFacts(was).words;
      for (const { block } of removed) this.#words -= blockFacts(block).words;
      for (const { block } of added) this.#words += blockFacts(block).words;
    }
    this.tags.follow(splices);
    this.anchors.follow(splices);
    this.notes.follow(splices);
    this.zones.follow(splices);
    const parts = this.alignment.follow(splices);
    this.corrections.follow(parts);
    return { before, after, ranges, splices, parts };
  }
}
