import { Mark, type Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { isAnchor } from '../document/page-anchor.ts';
import { anchorsBetween } from './anchor-sequence.ts';

/** The marks that a page anchor at a place has to have: those of the text on both sides of it. Inside a marked passage the
 *  anchor belongs to it, so that the passage stays whole; at its edge it does not, because no passage begins or ends on an
 *  anchor. */
function marksOfPlace(parent: Node, indexBefore: number, indexAfter: number): readonly Mark[] {
  let before = indexBefore;
  let after = indexAfter;
  while (before >= 0 && isAnchor(parent.child(before))) before -= 1;
  while (after < parent.childCount && isAnchor(parent.child(after))) after += 1;
  if (before < 0 || after >= parent.childCount) return Mark.none;
  const around = parent.child(after).marks;
  return parent.child(before).marks.filter((mark) => mark.isInSet(around));
}

/** Gives the anchors between two positions, and those that stand right beside them, the marks of their places. */
export function settleAnchorMarks(transaction: Transaction, from: number, to: number): void {
  const { doc } = transaction;
  const { start, end } = widened(doc, Math.max(0, from), Math.min(to, doc.content.size));
  for (const { pos, node } of anchorsBetween(doc, start, end)) {
    const $pos = doc.resolve(pos);
    const wanted = marksOfPlace($pos.parent, $pos.index() - 1, $pos.index() + 1);
    if (Mark.sameSet(wanted, node.marks)) continue;
    for (const mark of node.marks) if (!mark.isInSet(wanted)) transaction.removeMark(pos, pos + 1, mark);
    for (const mark of wanted) if (!mark.isInSet(node.marks)) transaction.addMark(pos, pos + 1, mark);
  }
}

/** An edit at one end of a row of anchors can change the marks of all of them. */
function widened(doc: Node, from: number, to: number): { readonly start: number; readonly end: number } {
  let start = from;
  let end = to;
  for (let before = doc.resolve(start).nodeBefore; before && isAnchor(before); before = doc.resolve(start).nodeBefore)
    start -= 1;
  for (let after = doc.resolve(end).nodeAfter; after && isAnchor(after); after = doc.resolve(end).nodeAfter) end += 1;
  return { start, end };
}
