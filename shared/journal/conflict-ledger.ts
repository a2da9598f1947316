import { Step } from 'prosemirror-transform';
import '../document/steps.ts';
import type { Change, MergeConflict, OpenConflict, StepJson } from '../document/document-state.ts';
import type { GroupId } from '../document/identifier.ts';
import { schema } from '../document/schema.ts';
import type { JournalRecord } from './record.ts';

/** Where conflicts stand in one state of a document. A map once given out never changes. */
export type ConflictPlaces = ReadonlyMap<string, { readonly from: number; readonly to: number }>;

/** A conflict that a merge told of, and who worked on its lines. */
export interface KnownConflict {
  readonly conflict: MergeConflict;
  readonly editors: OpenConflict['editors'];
}

/** A settlement, with the act of a person that it belongs to. */
export interface KnownSettlement {
  readonly conflict: string;
  readonly group: GroupId;
}

/** What merges told of, and what people decided since. */
export class ConflictLedger {
  readonly #known = new Map<string, KnownConflict>();
  readonly #settled: KnownSettlement[] = [];

  add(known: KnownConflict): void {
    this.#known.set(known.conflict.id, known);
  }

  settle(settlement: KnownSettlement): void {
    this.#settled.push(settlement);
  }

  known(): readonly KnownConflict[] {
    return [...this.#known.values()];
  }

  settled(): readonly KnownSettlement[] {
    return this.#settled;
  }

  /** Those that nobody has settled, oldest first.
   *  @param places where they stand in the present document */
  open(places: ConflictPlaces, isUndone: (group: GroupId) => boolean): readonly OpenConflict[] {
    if (this.#known.size === 0) return none;
    const settled = new Set(this.#settled.filter(({ group }) => !isUndone(group)).map(({ conflict }) => conflict));
    return [...this.#known.values()]
      .filter(({ conflict }) => !settled.has(conflict.id))
      .map(({ conflict, editors }) => ({ ...conflict, ...(places.get(conflict.id) ?? nowhere), editors }));
  }

  /** Takes note of what a record says of conflicts.
   *  @param places where they stood before it
   *  @returns where they stand after it */
  take(record: JournalRecord, change: Change | null, places: ConflictPlaces): ConflictPlaces {
    for (const { conflict } of change?.settles ?? []) if (change) this.settle({ conflict, group: change.group });
    if (record.kind !== 'merge') return change ? mappedPlaces(places, change.steps) : places;
    const moved = new Map(mappedPlaces(places, record.payload.steps));
    for (const { conflict, from, to } of record.payload.carried ?? []) moved.set(conflict, { from, to });
    for (const conflict of record.payload.conflicts) {
      this.add({ conflict, editors: record.payload.editors });
      moved.set(conflict.id, { from: conflict.from, to: conflict.to });
    }
    return moved;
  }
}

const none: readonly OpenConflict[] = [];
const nowhere = { from: 0, to: 0 };

/** Costs the open conflicts times the steps; nothing where there are none. */
function mappedPlaces(places: ConflictPlaces, steps: readonly StepJson[]): ConflictPlaces {
  if (places.size === 0 || steps.length === 0) return places;
  const maps = steps.map((json) => Step.fromJSON(schema, json).getMap());
  return new Map(
    [...places].map(([id, { from, to }]) => {
      let [start, end] = [from, to];
      for (const map of maps) [start, end] = [map.map(start, from === to ? -1 : 1), map.map(end, -1)];
      return [id, { from: start, to: Math.max(start, end) }];
    }),
  );
}
