import type { Zone, ZoneAct } from './page-image.ts';

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
