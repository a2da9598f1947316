import { Mark, type Node, type ResolvedPos } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';

/** Puts an anchor at the position nearest to the wanted one that can hold it, not before `floor` and not after `ceiling`,
 *  without crossing text.
 *  @returns the position it stands at */
export function nearestAnchorPlace(
  transaction: Transaction,
  anchor: Node,
  wanted: number,
  floor: number,
  ceiling: number,
): number {
  const { doc } = transaction;
  const pos = Math.max(floor, Math.min(wanted, ceiling));
  const place = inlinePlace(doc, pos, floor, ceiling);
  if (place === null) return insertParagraph(transaction, anchor, pos);
  transaction.insert(place, anchor.mark(Mark.none));
  return place;
}

/** Between two blocks the start of the next and the end of the one before are the same place to a reader. The text comes
 *  before its notes, so an anchor of the text never moves on into a note. */
function inlinePlace(doc: Node, pos: number, floor: number, ceiling: number): number | null {
  const $pos = doc.resolve(pos);
  if ($pos.parent.inlineContent) return pos;
  const after = nextInlinePlace(doc, pos, ceiling);
  const before = previousInlinePlace(doc, pos, floor);
  if (after !== null && (before === null || inNotes(doc.resolve(after)) === inNotes($pos))) return after;
  return before ?? after;
}

const inNotes = ($pos: ResolvedPos): boolean => {
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type.name === 'notes') return true;
  return false;
};

function nextInlinePlace(doc: Node, pos: number, ceiling: number): number | null {
  let place: number | null = null;
  doc.nodesBetween(pos, ceiling, (node, at) => {
    if (place !== null) return false;
    if (node.inlineContent && at >= pos && at + 1 <= ceiling) place = at + 1;
    return place === null;
  });
  return place;
}

function previousInlinePlace(doc: Node, pos: number, floor: number): number | null {
  let place: number | null = null;
  doc.nodesBetween(floor, pos, (node, at) => {
    const end = at + node.nodeSize - 1;
    if (node.inlineContent && end <= pos && end >= floor) place = end;
    return !node.inlineContent;
  });
  return place;
}

function insertParagraph(transaction: Transaction, anchor: Node, pos: number): number {
  const paragraph = transaction.doc.type.schema.node('paragraph', null, [anchor]);
  const mapsBefore = transaction.mapping.maps.length;
  transaction.insert(pos, paragraph);
  let place = pos;
  transaction.mapping.maps[mapsBefore]?.forEach((_oldStart, _oldEnd, newStart) => {
    place = newStart + 1;
  });
  return place;
}
