import type { Node } from 'prosemirror-model';
import type { ActId, AnnotationId, EntityId, GroupId, TagTypeId } from './identifier.ts';
import { isAnchor } from './page-anchor.ts';

/** What a tag says its passage is. TEI: `persName placeName orgName date term`. */
export type AnnotationKind = 'person' | 'place' | 'organisation' | 'date' | 'term';

export const annotationKinds: readonly AnnotationKind[] = ['person', 'place', 'organisation', 'date', 'term'];

/** One act upon an annotation, as the journal keeps it. Who and when are the record's. */
export type AnnotationAct =
  | { readonly kind: 'created'; readonly id: AnnotationId; readonly as: AnnotationKind; readonly text: string }
  | { readonly kind: 'retagged'; readonly id: AnnotationId; readonly as: AnnotationKind }
  | { readonly kind: 'retargeted'; readonly id: AnnotationId; readonly text: string }
  | { readonly kind: 'commented'; readonly id: AnnotationId; readonly comment: string }
  /** Said to mean an entity of the collection; null: no longer. */
  | { readonly kind: 'identified'; readonly id: AnnotationId; readonly entity: EntityId | null }
  /** Said to be of a type of the collection, which refines its kind; null: of none any more. */
  | { readonly kind: 'typed'; readonly id: AnnotationId; readonly type: TagTypeId | null }
  /** Looked at beside another one that says something else of its words: both stand, or the other was withdrawn for this one. */
  | {
      readonly kind: 'settled';
      readonly id: AnnotationId;
      readonly beside: AnnotationId;
      readonly keeps: 'this' | 'both';
    }
  | { readonly kind: 'withdrawn'; readonly id: AnnotationId }
  /** Brought back as it was in an earlier version. */
  | { readonly kind: 'restored'; readonly id: AnnotationId; readonly as: AnnotationKind; readonly text: string };

/** An act with who did it, when, and whether it was undone since. */
export interface AnnotationEvent {
  readonly id: ActId;
  readonly act: AnnotationAct;
  /** The act of a person that it belongs to. */
  readonly group: GroupId;
  /** Siglum of the editor. */
  readonly editor: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly seq: number;
  readonly undone: boolean;
}

/** An annotation as its records leave it. Where it stands is the document's to say (`annotationRanges`). */
export interface AnnotationState {
  readonly id: AnnotationId;
  readonly as: AnnotationKind;
  readonly comment: string;
  /** Who or what it means, as it was said; where that was merged with another, the collection's entities say with which. */
  readonly entity: EntityId | null;
  /** The type of the collection as it was said; `TagTypes.of` says what it means now. */
  readonly type: TagTypeId | null;
  readonly withdrawn: boolean;
  readonly history: readonly AnnotationEvent[];
}

/** A stretch of the document that one annotation covers. One annotation may have several, in document order. */
export interface AnnotationRange {
  readonly id: AnnotationId;
  readonly as: AnnotationKind;
  readonly from: number;
  readonly to: number;
}

/** Where the annotations of a document are: touching stretches of one annotation are one range, which neither begins nor
 *  ends on a page anchor. What is found in a block is kept with it: only what was changed is looked through again. */
export function annotationRanges(doc: Node): readonly AnnotationRange[] {
  return rangesPassing(doc, () => true);
}

/** Where one annotation is, in document order; empty when its words are gone. */
export function rangesOfAnnotation(doc: Node, id: AnnotationId): readonly AnnotationRange[] {
  return rangesPassing(doc, (range) => range.id === id);
}

function rangesPassing(doc: Node, passes: (range: AnnotationRange) => boolean): readonly AnnotationRange[] {
  if (doc.inlineContent) return rangesWithin(doc).filter(passes);
  const found: AnnotationRange[] = [];
  doc.forEach((child, offset) => {
    for (const range of rangesWithin(child))
      if (passes(range)) found.push({ ...range, from: range.from + offset + 1, to: range.to + offset + 1 });
  });
  return found;
}

/** By the block that they are in, from the start of its content. */
const knownRanges = new WeakMap<Node, readonly AnnotationRange[]>();
const none: readonly AnnotationRange[] = [];

function rangesWithin(block: Node): readonly AnnotationRange[] {
  const known = knownRanges.get(block);
  if (known) return known;
  const ranges = block.isLeaf ? none : rangesOf(block);
  knownRanges.set(block, ranges);
  return ranges;
}

function rangesOf(block: Node): readonly AnnotationRange[] {
  const ranges: GrowingRange[] = [];
  const open = new Map<string, GrowingRange>();
  block.descendants((node, pos) => {
    if (!node.isInline) return;
    for (const mark of node.marks) {
      if (mark.type.name !== 'annotation') continue;
      const markId = mark.attrs.id as AnnotationId;
      const last = open.get(markId);
      if (last && last.reach === pos) {
        last.reach = pos + node.nodeSize;
        if (!isAnchor(node)) last.to = last.reach;
      } else if (!isAnchor(node)) {
        const end = pos + node.nodeSize;
        const range = { id: markId, as: mark.attrs.kind as AnnotationKind, from: pos, to: end, reach: end };
        open.set(markId, range);
        ranges.push(range);
      }
    }
  });
  return ranges.length === 0 ? none : ranges.map(({ id, as, from, to }) => ({ id, as, from, to }));
}

interface GrowingRange {
  readonly id: AnnotationId;
  readonly as: AnnotationKind;
  readonly from: number;
  to: number;
  /** Where the mark ends, page anchors included. */
  reach: number;
}
