import type { GroupId, ZoneId } from '../document/identifier.ts';
import type { Zone, ZoneAct } from '../document/page-image.ts';

/** An act upon a zone with the act of a person that it is part of. */
export interface KeptZoneAct {
  readonly act: ZoneAct;
  readonly group: GroupId;
}

const idOf = (act: ZoneAct): ZoneId => (act.kind === 'erased' ? act.id : act.zone.id);

/** What the journal says of each zone. Acts are only ever added; what is drawn follows from those that were not taken back. */
export class ZoneLedger {
  readonly #acts = new Map<ZoneId, KeptZoneAct[]>();
  #zones: readonly Zone[] | null = [];

  /** Whether the zone was ever drawn. */
  has(id: ZoneId): boolean {
    return this.#acts.has(id);
  }

  /** Every act, those of one zone in their order: `add` them again to have the same ledger. */
  acts(): readonly KeptZoneAct[] {
    return [...this.#acts.values()].flat();
  }

  add(kept: KeptZoneAct): void {
    const id = idOf(kept.act);
    const acts = this.#acts.get(id);
    if (acts) acts.push(kept);
    else this.#acts.set(id, [kept]);
    this.#zones = null;
  }

  /** To be told when a group begins or ceases to count. */
  groupsChanged(): void {
    if (this.#acts.size > 0) this.#zones = null;
  }

  /** The zones that are drawn, in the order in which they were drawn first. A list once given out never changes. */
  zones(isUndone: (group: GroupId) => boolean): readonly Zone[] {
    this.#zones ??= [...this.#acts.values()].flatMap((acts) => {
      const zone = foldZone(acts.filter(({ group }) => !isUndone(group)));
      return zone === null ? [] : [zone];
    });
    return this.#zones;
  }
}

/** What a zone is after the acts that count; null when it is not drawn. */
function foldZone(acts: readonly KeptZoneAct[]): Zone | null {
  let zone: Zone | null = null;
  for (const { act } of acts) {
    if (act.kind === 'drawn') zone = act.zone;
    else if (act.kind === 'erased') zone = null;
    // What is not drawn is not changed either: its drawing was taken back.
    else if (zone !== null) zone = act.zone;
  }
  return zone;
}
