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
import type { EntityListReading, ListedEntity } from '../../shared/entities/lists/entity-list.ts';
import { readEntityTei } from '../../shared/entities/lists/read-entity-tei.ts';
import { decodeText } from '../../shared/import/decode-text.ts';
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
    return { kind: 'fault', fault: noList(name, 'There is no entity in it.') };
  return { kind: 'read', reading };
}

const noList = (name: string, reason: string): Fault => ({
  what: `“${name}” could not be read as a list of entities. ${reason}`,
  kept: 'Nothing was changed.',
  next: 'Choose a table with a column “name”, a TEI file with lists, or an extract of GeoNames or Wikidata.',
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
  let [made, changed] = [0, 0];
  for (const entry of entries) {
    const listed = withKey(entry, authority);
    const own =
      isIdentifier(entry.key) && ledger.knows(entry.key as EntityId) ? ledger.get(entry.key as EntityId) : null;
    const before = own?.kind === entry.kind ? own : known.like(listed);
    if (before) {
      const set = additions(before, own === before ? entry : listed, own === before);
      if (set.length === 0) continue;
      acts.push({ kind: 'changed', id: before.id, set });
      changed += 1;
    } else {
      const isOwnId = ownIdForm.test(entry.key) && !ledger.knows(entry.key as EntityId);
      const { key: _, row: _r, ...facts } = isOwnId ? entry : listed;
      acts.push(makingOf({ ...facts, id: isOwnId ? (entry.key as EntityId) : newEntityId(), merged: [] }));
      made += 1;
    }
  }
  const group = acts.length > 0 ? await store.append(acts) : null;
  return { made, changed, same: entries.length - made - changed, faults, passedOver, group };
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
function additions(entity: Entity, entry: ListedEntity, isOwn: boolean): readonly EntityChange[] {
  const had = new Set(itemsOf(entity).map(itemKey));
  return changesBetween(entity, { ...entity, ...entry }).filter((change) => {
    if ('remove' in change) return false;
    if ('add' in change) return !had.has(itemKey(change.add));
    if (change.value === '' || change.value === null || change.fact === 'kind') return false;
    return isOwn || entity[change.fact] === '' || entity[change.fact] === null;
  });
}
