import type { Node } from 'prosemirror-model';

/** Blocks of a document inside one another, the document itself not counted. Whatever goes through a document goes through its levels
 *  by recursion, and XML readers take 256 levels at most, so nothing deeper is taken in. Lists in lists, ten times over, are twenty. */
export const mostDocumentDepth = 64;

/** Whether blocks that touch a stretch of a document are deeper. Costs what the stretch holds.
 *  @param from a position; the beginning unless given */
export function isTooDeep(doc: Node, from = 0, to: number = doc.content.size): boolean {
  const depths = new Map<Node | null, number>([[doc, 0]]);
  let isDeep = false;
  doc.nodesBetween(from, Math.min(to, doc.content.size), (node, _pos, parent) => {
    if (node.isInline) return false;
    const depth = (depths.get(parent) ?? 0) + 1;
    // The same node may stand in several places; those within it come right behind it.
    depths.set(node, depth);
    isDeep ||= depth > mostDocumentDepth;
    return !isDeep;
  });
  return isDeep;
}
