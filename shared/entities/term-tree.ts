import type { EntityId } from '../document/identifier.ts';
import type { Entity } from './entity.ts';

/** Whether one term lies, over however many, under another: `from` is or leads to `to`.
 *  @param broaderOf the terms above one */
export function leadsTo(from: EntityId, to: EntityId, broaderOf: (id: EntityId) => readonly EntityId[]): boolean {
  const seen = new Set<EntityId>();
  const left = [from];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    left.push(...broaderOf(next));
  }
  return false;
}

/** A term at its place: below each of its broader terms once. */
export interface TermPlace {
  readonly entity: Entity;
  /** How many terms are above it here. */
  readonly depth: number;
}

/** Entities by what they are a kind or a part of. SKOS: `broader`, `narrower`. */
export class TermTree {
  readonly #byId: ReadonlyMap<EntityId, Entity>;
  readonly #narrower = new Map<EntityId, Entity[]>();
  readonly #roots: readonly Entity[];

  /** @param entities as a ledger lists them: without circles */
  constructor(entities: readonly Entity[]) {
    const sorted = entities.toSorted((a, b) => names.compare(a.name, b.name));
    this.#byId = new Map(entities.map((entity) => [entity.id, entity]));
    for (const entity of sorted)
      for (const above of this.broaderOf(entity.id)) {
        const known = this.#narrower.get(above);
        if (known) known.push(entity);
        else this.#narrower.set(above, [entity]);
      }
    this.#roots = sorted.filter(({ id }) => this.broaderOf(id).length === 0);
  }

  broaderOf(id: EntityId): readonly EntityId[] {
    return (this.#byId.get(id)?.broader ?? []).filter((above) => this.#byId.has(above));
  }

  /** By the alphabet. */
  narrowerOf(id: EntityId): readonly Entity[] {
    return this.#narrower.get(id) ?? [];
  }

  /** A term with all that is below it. */
  withNarrower(id: EntityId): ReadonlySet<EntityId> {
    const found = new Set<EntityId>();
    const left = [id];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      left.push(...this.narrowerOf(next).map((entity) => entity.id));
    }
    return found;
  }

  /** Whether a term may be said to be above another: it is no part of it, over however many. */
  canBeBroader(above: EntityId, id: EntityId): boolean {
    return !leadsTo(above, id, (one) => this.broaderOf(one));
  }

  /** Every term below those that it belongs to, at most `most` lines: one with several broader terms stands below each. */
  places(most: number): readonly TermPlace[] {
    const found: TermPlace[] = [];
    const left: TermPlace[] = this.#roots.map((entity) => ({ entity, depth: 0 })).reverse();
    for (let next = left.pop(); next !== undefined && found.length < most; next = left.pop()) {
      found.push(next);
      const { depth } = next;
      left.push(
        ...this.narrowerOf(next.entity.id)
          .map((entity) => ({ entity, depth: depth + 1 }))
          .reverse(),
      );
    }
    return found;
  }
}

const names = new Intl.Collator('en');
