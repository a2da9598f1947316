import type { Node } from 'prosemirror-model';
import type { AnchorStep } from '../document/anchor-step.ts';
import { anchorOf, isAnchor } from '../document/page-anchor.ts';
import { touchedBy } from '../document/step-positions.ts';

/** A page anchor of one state of a document. */
export interface SequencedAnchor {
  readonly pos: number;
  readonly node: Node;
}

/** What makes two anchor nodes the same anchor saying the same page. Marks and placement may differ. */
export function anchorKey(node: Node): string {
  const { id, kind, label } = anchorOf(node);
  return `${id} ${kind} ${label}`;
}

/** The anchors between two positions, in order. */
export function anchorsBetween(doc: Node, from: number, to: number): SequencedAnchor[] {
  const found: SequencedAnchor[] = [];
  if (from >= to) return found;
  doc.nodesBetween(from, to, (node, pos) => {
    if (isAnchor(node) && pos >= from && pos < to) found.push({ pos, node });
    return !node.isLeaf;
  });
  return found;
}

/** The sequence after a step that may change it: the anchors that the step touched stand as the step's own result has them,
 *  each after the anchor that precedes it there; all others stay. */
export function sequenceAfter(step: AnchorStep, before: Node, after: Node, sequence: readonly Node[]): readonly Node[] {
  const touchedBefore = new Set(touchedAnchors(step, before, 'before').map(({ node }) => anchorKey(node)));
  const next = sequence.filter((node) => !touchedBefore.has(anchorKey(node)));
  for (const { pos, node } of touchedAnchors(step, after, 'after'))
    next.splice(placeInSequence(after, pos, next), 0, node);
  return next;
}

function placeInSequence(doc: Node, pos: number, sequence: readonly Node[]): number {
  const order = new Map(sequence.map((node, index) => [anchorKey(node), index]));
  for (const earlier of anchorsBetween(doc, 0, pos).reverse()) {
    const index = order.get(anchorKey(earlier.node));
    if (index !== undefined) return index + 1;
  }
  return 0;
}

/** The anchors in what a step touches, in the document before or after it. */
const touchedAnchors = (step: AnchorStep, doc: Node, side: 'before' | 'after'): readonly SequencedAnchor[] =>
  touchedBy(step).flatMap(({ oldFrom, oldTo, newFrom, newTo }) =>
    side === 'before' ? anchorsBetween(doc, oldFrom, oldTo) : anchorsBetween(doc, newFrom, newTo),
  );
