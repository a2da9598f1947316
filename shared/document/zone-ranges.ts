import type { Node } from 'prosemirror-model';
import type { ZoneId } from './identifier.ts';

/** A stretch of the document that a zone of a page image shows. One zone may have several, in document order. */
export interface ZoneRange {
  readonly id: ZoneId;
  readonly from: number;
  readonly to: number;
}

/** Where the passages of zones stand: touching stretches of one zone are one range. O(nodes). */
export function zoneRanges(doc: Node): readonly ZoneRange[] {
  const ranges: { readonly id: ZoneId; readonly from: number; to: number }[] = [];
  doc.descendants((node, pos) => {
    if (!node.isInline) return;
    for (const mark of node.marks) {
      if (mark.type.name !== 'zone') continue;
      const id = mark.attrs.id as ZoneId;
      const last = ranges.findLast((range) => range.id === id);
      if (last?.to === pos) last.to = pos + node.nodeSize;
      else ranges.push({ id, from: pos, to: pos + node.nodeSize });
    }
  });
  return ranges;
}
