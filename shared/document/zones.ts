import type { Node } from 'prosemirror-model';
import type { PageImageId, ZoneId } from './identifier.ts';
import type { Box } from './layout.ts';
import { type PageImage, type PageTreatment, untreated, type Zone, type ZoneAct } from './page-image.ts';

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

/** The acts that make the pages of one state lie in their pictures as those of another do. A page that only one of them has is left alone,
 *  unless it is a further page of a picture: that one is there or not by how it lies. */
export function treatmentChanges(from: readonly PageImage[], to: readonly PageImage[]): readonly ZoneAct[] {
  const had = new Map(from.map((page) => [page.id, page]));
  const wanted = new Map(to.map((page) => [page.id, page]));
  const acts = to.flatMap((page): ZoneAct[] => {
    const before = had.get(page.id);
    if (!before && page.of === undefined) return [];
    return treatmentAct(page.id, before?.treatment ?? untreated, page.treatment ?? untreated);
  });
  const gone = from.filter(({ id, of }) => of !== undefined && !wanted.has(id));
  return [...acts, ...gone.map(({ id }): ZoneAct => ({ kind: 'treated', page: id, crop: null }))];
}

/** What says how a page lies from now on, none where it lies so already. */
export function treatmentAct(page: PageImageId, before: PageTreatment, now: PageTreatment): ZoneAct[] {
  const isTurned = before.angle !== now.angle;
  const isCropped = !isSameBox(before.crop, now.crop);
  if (!isTurned && !isCropped) return [];
  return [{ kind: 'treated', page, ...(isTurned && { angle: now.angle }), ...(isCropped && { crop: now.crop }) }];
}

const isSameBox = (one: Box | null, other: Box | null): boolean =>
  one === other ||
  (one?.x === other?.x && one?.y === other?.y && one?.width === other?.width && one?.height === other?.height);

const isSameZone = (one: Zone, other: Zone): boolean =>
  one.page === other.page && one.kind === other.kind && one.note === other.note && isSameBox(one.box, other.box);
