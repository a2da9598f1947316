import type { EntityId, GroupId } from '../document/identifier.ts';

/** What an entity is. TEI: `person`, `place`, `org`, `item` with a `term`, `bibl`. */
export type EntityKind = 'person' | 'place' | 'organisation' | 'term' | 'document';

export const entityKinds: readonly EntityKind[] = ['person', 'place', 'organisation', 'term', 'document'];

/** Another name of an entity, perhaps of one language or time. An empty string says nothing. Times are W3C dates (`1917`, `1917-07-05`) or
 *  words. TEI: `persName[@type="variant"]/@xml:lang @from @to`. */
export interface NameVariant {
  readonly text: string;
  readonly language: string;
  readonly from: string;
  readonly to: string;
}

/** What somebody was, and when. TEI: `occupation/@from @to`. */
export interface Office {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** Under which name an authority or a file knows an entity: `viaf` `71447`, `wikidata` `Q23042`. Nothing is fetched. TEI: `idno/@type`. */
export interface EntityIdentifier {
  readonly authority: string;
  readonly value: string;
}

/** In degrees, north and east positive (WGS 84). TEI: `location/geo`. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** What is said of an entity once; of two who change one at the same time, the later counts. */
export interface EntityFacts {
  readonly kind: EntityKind;
  /** The name under which it is listed: `Stevenson, Adlai E.` */
  readonly name: string;
  /** Of the name, BCP 47. */
  readonly language: string;
  /** When a person was born, an organisation founded; a W3C date or words. */
  readonly born: string;
  readonly died: string;
  readonly note: string;
  readonly coordinates: Coordinates | null;
}

/** What there may be several of. Each is there or not; it is changed by taking it out and putting another in. */
export type EntityItem =
  | ({ readonly item: 'variant' } & NameVariant)
  | ({ readonly item: 'office' } & Office)
  | ({ readonly item: 'identifier' } & EntityIdentifier)
  /** A term that this one is a kind or a part of. SKOS: `skos:broader`. */
  | { readonly item: 'broader'; readonly id: EntityId };

/** A fact with its new value, or an item that comes or goes. */
export type EntityChange =
  | {
      readonly [Fact in keyof EntityFacts]: { readonly fact: Fact; readonly value: EntityFacts[Fact] };
    }[keyof EntityFacts]
  | { readonly add: EntityItem }
  | { readonly remove: EntityItem };

/** One act upon an entity, as the journal keeps it. Who and when are the record's. */
export type EntityAct =
  /** `from`: the entity that it was split from, to which its mentions go back when this is taken back. */
  | {
      readonly kind: 'made';
      readonly id: EntityId;
      readonly as: EntityKind;
      readonly name: string;
      readonly from?: EntityId;
      readonly set?: readonly EntityChange[];
    }
  | { readonly kind: 'changed'; readonly id: EntityId; readonly set: readonly EntityChange[] }
  /** It is the same as another: whatever names it means that one. */
  | { readonly kind: 'merged'; readonly id: EntityId; readonly into: EntityId }
  | { readonly kind: 'removed'; readonly id: EntityId }
  /** A group of acts does not count, or counts again: of several such acts upon one group the last one. */
  | { readonly kind: 'undone'; readonly group: GroupId }
  | { readonly kind: 'redone'; readonly group: GroupId };

/** What one act of a person did to the entities of a collection: the unit of undo. */
export interface EntityGroup {
  readonly group: GroupId;
  readonly acts: readonly EntityAct[];
}

/** A group with who did it and when. */
export interface EntityRecordEntry extends EntityGroup {
  readonly editor: string;
  /** ISO 8601, UTC. */
  readonly time: string;
}

/** An entity as all acts leave it. */
export interface Entity extends EntityFacts {
  readonly id: EntityId;
  readonly variants: readonly NameVariant[];
  readonly offices: readonly Office[];
  readonly identifiers: readonly EntityIdentifier[];
  /** The terms that it is a kind or a part of, in the order in which they were said. None of them leads back to it. */
  readonly broader: readonly EntityId[];
  /** The entities that were found to be the same, in the order of their ids. */
  readonly merged: readonly EntityId[];
}

/** An entity of which nothing is known but what it is and its name. */
export const plainEntity = (id: EntityId, kind: EntityKind, name: string): Entity => ({
  id,
  kind,
  name,
  language: '',
  born: '',
  died: '',
  note: '',
  coordinates: null,
  variants: [],
  offices: [],
  identifiers: [],
  broader: [],
  merged: [],
});

/** The facts that are words, in the order in which they are shown. */
const textFacts = ['name', 'language', 'born', 'died', 'note'] as const satisfies readonly (keyof EntityFacts)[];

/** Every name of an entity, the one under which it is listed first. */
export const namesOf = ({ name, variants }: Pick<Entity, 'name' | 'variants'>): readonly string[] => [
  name,
  ...variants.map(({ text }) => text),
];

/** What tells an item from every other of its entity. */
export function itemKey(item: EntityItem): string {
  switch (item.item) {
    case 'variant':
      return JSON.stringify(['variant', item.text, item.language, item.from, item.to]);
    case 'office':
      return JSON.stringify(['office', item.what, item.from, item.to]);
    case 'broader':
      return JSON.stringify(['broader', item.id]);
    default:
      return JSON.stringify(['identifier', item.authority, item.value]);
  }
}

/** The items of an entity. */
export const itemsOf = ({ variants, offices, identifiers, broader }: Entity): readonly EntityItem[] => [
  ...variants.map((variant) => ({ item: 'variant' as const, ...variant })),
  ...offices.map((office) => ({ item: 'office' as const, ...office })),
  ...identifiers.map((identifier) => ({ item: 'identifier' as const, ...identifier })),
  ...broader.map((id) => ({ item: 'broader' as const, id })),
];

/** What makes one entity another: facts that differ, items that come and go. Who it is (`id`, `merged`) stays. */
export function changesBetween(before: Entity, after: Entity): readonly EntityChange[] {
  const changes: EntityChange[] = [];
  if (before.kind !== after.kind) changes.push({ fact: 'kind', value: after.kind });
  for (const fact of textFacts) if (before[fact] !== after[fact]) changes.push({ fact, value: after[fact] });
  if (JSON.stringify(before.coordinates) !== JSON.stringify(after.coordinates))
    changes.push({ fact: 'coordinates', value: after.coordinates });
  const had = new Map(itemsOf(before).map((item) => [itemKey(item), item]));
  for (const item of itemsOf(after)) if (!had.delete(itemKey(item))) changes.push({ add: item });
  for (const item of had.values()) changes.push({ remove: item });
  return changes;
}

/** The act that makes an entity with all that is known of it. */
export function makingOf(entity: Entity, from?: EntityId): EntityAct {
  const { id, kind, name } = entity;
  const set = changesBetween(plainEntity(id, kind, name), entity);
  return { kind: 'made', id, as: kind, name, ...(from && { from }), ...(set.length > 0 && { set }) };
}
