import type { Node } from 'prosemirror-model';
import type { ZoneId } from './identifier.ts';
import type { Zone, ZoneAct } from './page-image.ts';

/** A stretch of the document that a zone of a page image shows. One zone may have several, in document order. */
interface ZoneRange {
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

/** The acts that make the zones of one state those of another. */
export function zoneChanges(from: readonly Zone[], to: readonly Zone[]): readonly ZoneAct[] {
  const had = new Map(from.map((zone) => [zone.id, zone]));
  const acts: ZoneAct[] = [];
  for (const zone of to) {
    const before = had.get(zone.id);
    had.delete(zone.id);
    if (!before) acts.push({ kind: 'drawn', zone });
    else if (!isSameZone(before, zone)) acts.push({ kind: 'changed', zone });
  }
  for (const id of had.keys()) acts.push({ kind: 'erased', id });
  return acts;
}

const isSameZone = (one: Zone, other: Zone): boolean =>
  one.page === other.page &&
  one.kind === other.kind &&
  one.note === other.note &&
  one.box.x === other.box.x &&
  one.box.y === other.box.y &&
  one.box.width === other.box.width &&
  one.box.height === other.box.height;
