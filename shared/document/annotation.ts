import type { Node } from 'prosemirror-model';
import type { ActId, AnnotationId, EntityId, GroupId } from './identifier.ts';
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

/** Where the annotations of a document stand: touching stretches of one annotation are one range, which neither begins nor
 *  ends on a page anchor. O(nodes). */
export function annotationRanges(doc: Node): readonly AnnotationRange[] {
  const ranges: GrowingRange[] = [];
  const open = new Map<string, GrowingRange>();
  doc.descendants((node, pos) => {
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
  return ranges.map(({ id, as, from, to }) => ({ id, as, from, to }));
}

interface GrowingRange {
  readonly id: AnnotationId;
  readonly as: AnnotationKind;
  readonly from: number;
  to: number;
  /** Where the mark ends, page anchors included. */
  reach: number;
}
