import type { EntityId, GroupId } from '../document/identifier.ts';
import {
  type Entity,
  type EntityAct,
  type EntityChange,
  type EntityFacts,
  type EntityItem,
  type EntityRecordEntry,
  itemKey,
  plainEntity,
} from './entity.ts';
import { leadsTo } from './term-tree.ts';

/** An act with who did it, when, and whether it was undone since. */
export interface EntityEvent {
  readonly act: Exclude<EntityAct, { readonly kind: 'undone' | 'redone' }>;
  readonly group: GroupId;
  /** Siglum. */
  readonly editor: string;
  readonly time: string;
  readonly undone: boolean;
}

type KeptEvent = Omit<EntityEvent, 'undone'>;

/** What the acts upon one entity alone leave, before those that were merged into it. */
interface Own {
  readonly exists: boolean;
  readonly removed: boolean;
  readonly into: EntityId | null;
  readonly splitFrom: EntityId | null;
  readonly facts: EntityFacts;
  /** What was said of items last: true where it is there. In the order in which they came first. */
  readonly items: ReadonlyMap<string, { readonly item: EntityItem; readonly isThere: boolean }>;
}

/** Who the entities of a collection are. Acts are only ever added; every state follows from those that count, so that what journals of several
 *  replicas say together depends on their records' order alone (`seq`, then replica), never on the order in which they arrived. */
export class EntityLedger {
  readonly #events = new Map<EntityId, KeptEvent[]>();
  readonly #byGroup = new Map<GroupId, Set<EntityId>>();
  readonly #undone = new Set<GroupId>();
  readonly #own = new Map<EntityId, Own>();
  /** Entities by the one that they were merged into, at once and not in the end. */
  readonly #mergedInto = new Map<EntityId, Set<EntityId>>();
  readonly #shown = new Map<EntityId, Entity>();
  #list: readonly Entity[] | null = null;
  #groups: GroupId[] = [];
  #version = 0;

  /** @param entries in the order of their records */
  constructor(entries: Iterable<EntityRecordEntry> = []) {
    for (const entry of entries) this.add(entry);
  }

  /** Rises with every group: what was computed at another number may be another now. */
  get version(): number {
    return this.#version;
  }

  /** Adds what comes after everything that is known. Costs what it touches. */
  add({ group, acts, editor, time }: EntityRecordEntry): void {
    this.#version += 1;
    this.#list = null;
    for (const act of acts) {
      if (act.kind === 'undone' || act.kind === 'redone') this.#count(act.group, act.kind === 'redone');
      else {
        const events = this.#events.get(act.id);
        if (events) events.push({ act, group, editor, time });
        else this.#events.set(act.id, [{ act, group, editor, time }]);
        this.#ofGroup(group).add(act.id);
        this.#forget(act.id);
      }
    }
  }

  /** Whether a group's acts count; undefined when there is no such group. */
  counts(group: GroupId): boolean | undefined {
    return this.#byGroup.has(group) ? !this.#undone.has(group) : undefined;
  }

  /** The groups that did something to entities, the last one at the end. */
  get groups(): readonly GroupId[] {
    return this.#groups;
  }

  /** The entities that a group did something to. */
  touched(group: GroupId): readonly EntityId[] {
    return [...(this.#byGroup.get(group) ?? [])];
  }

  /** Whether anything was ever said of an entity. */
  knows(id: EntityId): boolean {
    return this.#events.has(id);
  }

  /** Every entity that is there, in the order in which they were made; those that were merged are part of the others. A list once given out
   *  never changes. */
  get entities(): readonly Entity[] {
    this.#list ??= [...this.#events.keys()].flatMap((id) => {
      const entity = this.#survivor(id) === id ? this.get(id) : null;
      return entity ? [entity] : [];
    });
    return this.#list;
  }

  /** The entity that an id means now: merged ones mean the one that they were merged into. Null when it was removed, or never made. */
  get(id: EntityId): Entity | null {
    const entity = this.#said(id);
    if (!entity || entity.broader.length === 0) return entity;
    const broader = this.#broaderOf(entity).filter((above) => {
      // Two who say at once that each of two terms is the broader one make a circle. Of every circle a way from the smaller id to the greater goes.
      const isCircle = entity.id < above && leadsTo(above, entity.id, (one) => this.#broaderOf(this.#said(one)));
      return !isCircle;
    });
    return isSameList(broader, entity.broader) ? entity : { ...entity, broader };
  }

  /** As it was said, before the terms above it are looked at. */
  #said(id: EntityId): Entity | null {
    const survivor = this.#survivor(id);
    const own = this.#ownOf(survivor);
    if (!own.exists || own.removed) return null;
    const known = this.#shown.get(survivor);
    if (known) return known;
    const entity = this.#withMerged(survivor, own);
    this.#shown.set(survivor, entity);
    return entity;
  }

  /** The terms above one that are there, as what they were merged into, each once. */
  #broaderOf(entity: Entity | null): readonly EntityId[] {
    if (!entity || entity.broader.length === 0) return [];
    const above = entity.broader.map((one) => this.#said(one)).filter((one) => one?.kind === entity.kind);
    return [...new Set(above.flatMap((one) => (one && one.id !== entity.id ? [one.id] : [])))];
  }

  /** The id of the entity that an id means now, whether or not it was removed. */
  resolve(id: EntityId): EntityId {
    return this.#survivor(id);
  }

  /** Everything that was done to an entity and to those that are merged into it, oldest first. */
  history(id: EntityId): readonly EntityEvent[] {
    const survivor = this.#survivor(id);
    const ids = [survivor, ...this.#mergedUnder(survivor)];
    const events = ids.flatMap((one) => this.#events.get(one) ?? []);
    return events
      .map((event) => ({ ...event, undone: this.#undone.has(event.group) }))
      .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  }

  #ofGroup(group: GroupId): Set<EntityId> {
    const known = this.#byGroup.get(group);
    if (known) return known;
    const ids = new Set<EntityId>();
    this.#byGroup.set(group, ids);
    this.#groups.push(group);
    return ids;
  }

  #count(group: GroupId, counts: boolean): void {
    if (counts) this.#undone.delete(group);
    else this.#undone.add(group);
    for (const id of this.#byGroup.get(group) ?? []) this.#forget(id);
  }

  /** What was computed of an entity, and of those that show it, is computed again when it is asked for. */
  #forget(id: EntityId): void {
    const before = this.#own.get(id);
    const shown = new Set([id, ...this.#above(id)]);
    this.#own.delete(id);
    const after = this.#ownOf(id);
    if (before?.into && before.into !== after.into) this.#mergedInto.get(before.into)?.delete(id);
    if (after.into) {
      const merged = this.#mergedInto.get(after.into);
      if (merged) merged.add(id);
      else this.#mergedInto.set(after.into, new Set([id]));
    }
    for (const one of [...shown, ...this.#above(id)]) this.#shown.delete(one);
  }

  /** Those that an entity leads to, by merging or as the one that it was split from. */
  #above(id: EntityId): readonly EntityId[] {
    const seen = new Set<EntityId>();
    for (let next = this.#next(id); next && !seen.has(next); next = this.#next(next)) seen.add(next);
    return [...seen];
  }

  /** What an id leads to at once; null where it stands for itself. */
  #next(id: EntityId): EntityId | null {
    const own = this.#ownOf(id);
    if (!own.exists) return own.splitFrom;
    return own.into;
  }

  /** Where the ways lead in a circle, because two replicas merged two entities either way round, the smallest id of the circle stands for all. */
  #survivor(id: EntityId): EntityId {
    const seen: EntityId[] = [];
    let at = id;
    for (let next = this.#next(at); next !== null; next = this.#next(at)) {
      const again = seen.indexOf(at);
      if (again >= 0) return seen.slice(again).reduce((least, one) => (one < least ? one : least));
      seen.push(at);
      at = next;
    }
    return at;
  }

  #ownOf(id: EntityId): Own {
    const known = this.#own.get(id);
    if (known) return known;
    const own = foldEntity(
      (this.#events.get(id) ?? []).filter(({ group }) => !this.#undone.has(group)),
      this.#events.get(id) ?? [],
    );
    this.#own.set(id, own);
    return own;
  }

  /** All that were merged into an entity, and into those, in the order of their ids. */
  #mergedUnder(id: EntityId): readonly EntityId[] {
    const found = new Set<EntityId>();
    const left = [id];
    for (let next = left.pop(); next !== undefined; next = left.pop())
      for (const merged of this.#mergedInto.get(next) ?? [])
        if (merged !== id && !found.has(merged) && this.#ownOf(merged).exists) {
          found.add(merged);
          left.push(merged);
        }
    return [...found].sort();
  }

  #withMerged(id: EntityId, own: Own): Entity {
    const merged = this.#mergedUnder(id);
    const facts: { -readonly [Fact in keyof EntityFacts]: EntityFacts[Fact] } = { ...own.facts };
    const items = new Map(own.items);
    const offer = (item: EntityItem): void => {
      const key = itemKey(item);
      if (!items.has(key)) items.set(key, { item, isThere: true });
    };
    for (const other of merged.map((one) => this.#ownOf(one))) {
      for (const fact of ['language', 'born', 'died', 'note'] as const)
        if (facts[fact] === '') facts[fact] = other.facts[fact];
      facts.coordinates ??= other.facts.coordinates;
      const { name: text, language } = other.facts;
      if (text !== facts.name) offer({ item: 'variant', text, language, from: '', to: '' });
      for (const { item, isThere } of other.items.values()) if (isThere) offer(item);
    }
    return listed(id, facts, [...items.values()], merged);
  }
}

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

function listed(
  id: EntityId,
  facts: EntityFacts,
  items: readonly { readonly item: EntityItem; readonly isThere: boolean }[],
  merged: readonly EntityId[],
): Entity {
  const there = items.filter(({ isThere }) => isThere).map(({ item }) => item);
  const ofSort = <Sort extends EntityItem['item']>(sort: Sort): Omit<Extract<EntityItem, { item: Sort }>, 'item'>[] =>
    there.flatMap((one) => {
      if (one.item !== sort) return [];
      const { item: _, ...rest } = one as Extract<EntityItem, { item: Sort }>;
      return [rest];
    });
  return {
    ...facts,
    id,
    variants: ofSort('variant'),
    offices: ofSort('office'),
    identifiers: ofSort('identifier'),
    broader: ofSort('broader').map(({ id: above }) => above),
    merged,
  };
}

/** @param counting the acts that count, in order
 *  @param all with those that were taken back */
function foldEntity(counting: readonly KeptEvent[], all: readonly KeptEvent[]): Own {
  const {
    id: _,
    variants: _v,
    offices: _o,
    identifiers: _i,
    broader: _b,
    merged: _m,
    ...none
  } = plainEntity('' as EntityId, 'term', '');
  const facts: { -readonly [Fact in keyof EntityFacts]: EntityFacts[Fact] } = none;
  const items = new Map<string, { readonly item: EntityItem; readonly isThere: boolean }>();
  let exists = false;
  let removed = false;
  let into: EntityId | null = null;
  for (const { act } of counting) {
    if (act.kind === 'merged') into = act.into === act.id ? null : act.into;
    else if (act.kind === 'removed') removed = true;
    else {
      if (act.kind === 'made') {
        exists = true;
        facts.kind = act.as;
        facts.name = act.name;
      }
      for (const change of act.set ?? []) setChange(facts, items, change);
    }
  }
  let splitFrom: EntityId | null = null;
  for (const { act } of all) if (act.kind === 'made' && act.from) splitFrom = act.from;
  return { exists, removed, into, splitFrom, facts, items };
}

function setChange(
  facts: Record<keyof EntityFacts, unknown>,
  items: Map<string, { readonly item: EntityItem; readonly isThere: boolean }>,
  change: EntityChange,
): void {
  if ('fact' in change) facts[change.fact] = change.value;
  else {
    const isThere = 'add' in change;
    const item = isThere ? change.add : change.remove;
    items.set(itemKey(item), { item, isThere });
  }
}
