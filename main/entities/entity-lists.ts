import path from 'node:path';
import type { ImportedEntities } from '../../shared/contract/payloads/entities.ts';
import type { Fault } from '../../shared/contract/payloads/fault.ts';
import type { EntityId } from '../../shared/document/identifier.ts';
import { isIdentifier, newEntityId } from '../../shared/document/identifier.ts';
import {
  changesBetween,
  type Entity,
  type EntityAct,
  type EntityChange,
  type EntityKind,
  itemKey,
  itemsOf,
  makingOf,
} from '../../shared/entities/entity.ts';
import type { EntityLedger } from '../../shared/entities/entity-ledger.ts';
import { isGeoNames, readEntityCsv, readGeoNames } from '../../shared/entities/lists/entity-csv.ts';
import {
  type EntityListReading,
  type ListedEntity,
  type ListFault,
  shownRow,
} from '../../shared/entities/lists/entity-list.ts';
import { readEntityTei } from '../../shared/entities/lists/read-entity-tei.ts';
import { foldedName } from '../../shared/entities/names.ts';
import { leadsTo } from '../../shared/entities/term-tree.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { outsideFileFault, readFault } from '../faults/read-fault.ts';
import type { EntityStore } from '../storage/collection/entity-store.ts';
import { readOutsideFile } from '../storage/disk/outside-file.ts';

/** As much as any source. */
const mostBytes = 256 * 1024 * 1024;

export type ListReading =
  | { readonly kind: 'read'; readonly reading: EntityListReading }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Reads a list of entities: a TEI file, an extract of GeoNames, or a table with the names of its columns in the first row.
 *  @param kind what the rows of a table are that do not say it */
export async function readEntityList(file: string, kind: EntityKind | null): Promise<ListReading> {
  const name = path.basename(file);
  const read = await readOutsideFile(file, mostBytes);
  if (read.kind !== 'read') return { kind: 'fault', fault: outsideFileFault(read, name) };
  const decoded = decodeText(read.bytes, { maxBytes: mostBytes });
  if (decoded.kind !== 'text') return { kind: 'fault', fault: readFault(decoded, name) };
  const { text } = decoded;
  const reading = text.trimStart().startsWith('<')
    ? readEntityTei(text)
    : isGeoNames(text)
      ? readGeoNames(text)
      : readEntityCsv(text, kind);
  if ('reason' in reading) return { kind: 'fault', fault: noList(name, reading.reason) };
  if (reading.entries.length === 0 && reading.faults.length === 0)
    return { kind: 'fault', fault: noList(name, inEnglish`There is no entity in it.`) };
  return { kind: 'read', reading };
}

const noList = (name: string, reason: string): Fault => ({
  what: inEnglish`“${name}” could not be read as a list of entities. ${reason}`,
  kept: inEnglish`Nothing was changed.`,
  next: inEnglish`Choose a table with a column “name”, a TEI file with lists, or an extract of GeoNames or Wikidata.`,
  details: null,
});

/** Takes the entries of a list into the collection, as one act. An entry is an entity of the collection when it has its id, or an identifier of it; it then adds what
 *  it says, and nothing is taken away. All others become new entities.
 *  @param authority the name under which ids of the list are kept, such as that of its file
 *  @throws AppendRefusedError when nothing can be written */
export async function importEntities(
  store: EntityStore,
  { entries, faults, passedOver }: EntityListReading,
  authority: string,
): Promise<ImportedEntities> {
  const ledger = await store.ledger();
  const acts: EntityAct[] = [];
  const known = new KnownEntities(ledger);
  const placed = entries.map((entry) => placeOf(entry, ledger, known, authority));
  const terms = new BroaderTerms(ledger, placed);
  let [made, changed] = [0, 0];
  for (const one of placed) {
    const { id, before, isOwn } = one;
    const { key: _, row: _r, ...facts } = one.listed;
    const listed = { ...facts, broader: terms.above(one) };
    if (before) {
      const set = additions(before, listed, isOwn);
      if (set.length === 0) continue;
      acts.push({ kind: 'changed', id, set });
      changed += 1;
    } else {
      acts.push(makingOf({ ...listed, id, merged: [] }));
      made += 1;
    }
  }
  const group = acts.length > 0 ? await store.append(acts) : null;
  const all = [...faults, ...terms.faults].sort((a, b) => a.row - b.row);
  return { made, changed, same: entries.length - made - changed, faults: all, passedOver, group };
}

/** An entry with the entity that it is, or becomes. */
interface PlacedEntry {
  readonly entry: ListedEntity;
  /** With its id in the list among its identifiers, unless that is its own id. */
  readonly listed: ListedEntity;
  readonly id: EntityId;
  /** Null when it is a new one. */
  readonly before: Entity | null;
  /** Whether the list has it under its own id: written out here, and perhaps changed. */
  readonly isOwn: boolean;
}

function placeOf(entry: ListedEntity, ledger: EntityLedger, known: KnownEntities, authority: string): PlacedEntry {
  const listed = withKey(entry, authority);
  const own = isIdentifier(entry.key) && ledger.knows(entry.key as EntityId) ? ledger.get(entry.key as EntityId) : null;
  const before = own?.kind === entry.kind ? own : known.like(listed);
  if (before) {
    const isOwn = own === before;
    return { entry, listed: isOwn ? entry : listed, id: before.id, before, isOwn };
  }
  const isOwnId = ownIdForm.test(entry.key) && !ledger.knows(entry.key as EntityId);
  const id = isOwnId ? (entry.key as EntityId) : newEntityId();
  return { entry, listed: isOwnId ? entry : listed, id, before: null, isOwn: false };
}

/** Finds the terms that entries of a list say are above them, in the list first, then in the collection. */
class BroaderTerms {
  readonly faults: ListFault[] = [];
  readonly #byKey = new Map<string, EntityId>();
  readonly #byName = new Map<string, Set<EntityId>>();
  readonly #above = new Map<EntityId, readonly EntityId[]>();

  constructor(ledger: EntityLedger, placed: readonly PlacedEntry[]) {
    // A table of persons names none.
    if (placed.every(({ entry }) => entry.broader.length === 0)) return;
    for (const { id, kind, name, broader } of ledger.entities) {
      this.#byKey.set(`${kind} ${id}`, id);
      this.#named(kind, name).add(id);
      this.#above.set(id, broader);
    }
    for (const { entry, id } of placed) {
      if (entry.key !== '') this.#byKey.set(`${entry.kind} ${entry.key}`, id);
      this.#named(entry.kind, entry.name).add(id);
    }
  }

  /** What is above an entry; what cannot be found, or would lead in a circle, is told as a fault and left out. */
  above({ entry, id }: PlacedEntry): readonly EntityId[] {
    for (const name of entry.broader) {
      const above = this.#find(entry.kind, name);
      const now = this.#above.get(id) ?? [];
      if (typeof above === 'string' && !leadsTo(above, id, (one) => this.#above.get(one) ?? []))
        this.#above.set(id, now.includes(above) ? now : [...now, above]);
      else this.faults.push(broaderFault(entry, name, typeof above === 'string' ? 'circle' : above.count));
    }
    return this.#above.get(id) ?? [];
  }

  #find(kind: EntityKind, name: string): EntityId | { readonly count: number } {
    const byKey = this.#byKey.get(`${kind} ${name}`);
    if (byKey) return byKey;
    const named = [...this.#named(kind, name)];
    const [first] = named;
    return first && named.length === 1 ? first : { count: named.length };
  }

  #named(kind: EntityKind, name: string): Set<EntityId> {
    const key = `${kind} ${foldedName(name)}`;
    const known = this.#byName.get(key) ?? new Set<EntityId>();
    this.#byName.set(key, known);
    return known;
  }
}

function broaderFault({ row, kind, name }: ListedEntity, broader: string, why: 'circle' | number): ListFault {
  const reason =
    why === 'circle'
      ? inEnglish`“${broader}” cannot be broader than it, being itself narrower`
      : why === 0
        ? inEnglish`there is no ${kind} “${broader}” to be the broader one`
        : inEnglish`${why} are named “${broader}”, which of them is broader cannot be told`;
  return { row, reason, text: shownRow(name), isPart: true };
}

/** An id that this program gave, perhaps in another collection. */
const ownIdForm = /^e[0-9a-z]{11}$/;

/** An entry that has its id in the list among its identifiers. */
export function withKey(entry: ListedEntity, authority: string): ListedEntity {
  if (entry.key === '' || entry.identifiers.some(({ value }) => value === entry.key)) return entry;
  return { ...entry, identifiers: [...entry.identifiers, { authority, value: entry.key }] };
}

/** Finds entities by what authorities call them. */
class KnownEntities {
  readonly #byIdentifier = new Map<string, Entity>();

  constructor(ledger: EntityLedger) {
    for (const entity of ledger.entities)
      for (const { authority, value } of entity.identifiers)
        this.#byIdentifier.set(`${entity.kind} ${authority} ${value}`, entity);
  }

  like({ kind, identifiers }: ListedEntity): Entity | null {
    for (const { authority, value } of identifiers) {
      const entity = this.#byIdentifier.get(`${kind} ${authority} ${value}`);
      if (entity) return entity;
    }
    return null;
  }
}

/** What an entry says that an entity does not have.
 *  @param isOwn whether the entry is that very entity, written out and changed: then what it says goes before what was known */
function additions(entity: Entity, entry: Omit<Entity, 'id' | 'merged'>, isOwn: boolean): readonly EntityChange[] {
  const had = new Set(itemsOf(entity).map(itemKey));
  return changesBetween(entity, { ...entity, ...entry }).filter((change) => {
    if ('remove' in change) return false;
    if ('add' in change) return !had.has(itemKey(change.add));
    if (change.value === '' || change.value === null || change.fact === 'kind') return false;
    return isOwn || entity[change.fact] === '' || entity[change.fact] === null;
  });
}
