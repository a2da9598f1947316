import type { Node } from 'prosemirror-model';

/** Somewhere in a document that another part of the window can lead to. */
export type Place =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  /** The page anchor, note, tag or other thing with this id. */
  | { readonly kind: 'id'; readonly id: string }
  /** What came of a line of the import report. */
  | { readonly kind: 'recognition'; readonly id: string };

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where a place is now; null when it is gone. A thing that covers text is a range; one that stands in it, the node's own. */
export function rangeOf(doc: Node, place: Place): Range | null {
  if (place.kind === 'range') return withinDocument(doc, place);
  const attribute = place.kind === 'id' ? 'id' : 'recognition';
  let found: Range | null = null;
  doc.descendants((node, pos) => {
    if (node.attrs[attribute] === place.id) found ??= nodeRange(node, pos);
    else if (node.marks.some((mark) => mark.attrs[attribute] === place.id))
      found = { from: found?.from ?? pos, to: pos + node.nodeSize };
  });
  return found;
}

function withinDocument(doc: Node, { from, to }: Range): Range | null {
  return from >= 0 && from <= to && to <= doc.content.size ? { from, to } : null;
}

const nodeRange = (node: Node, pos: number): Range =>
  node.isInline ? { from: pos, to: pos + node.nodeSize } : { from: pos + 1, to: pos + node.nodeSize - 1 };
