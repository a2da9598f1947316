import type { Fault } from '../../shared/contract/payloads/fault.ts';
import { type EntityId, type GroupId, newEntityId } from '../../shared/document/identifier.ts';
import {
  type Entity,
  type EntityAct,
  type EntityChange,
  type EntityKind,
  makingOf,
  namesOf,
  plainEntity,
} from '../../shared/entities/entity.ts';
import type { EntityLedger } from '../../shared/entities/entity-ledger.ts';
import { cleanAuthority, cleanText } from '../../shared/entities/lists/entity-list.ts';
import { foldedName } from '../../shared/entities/names.ts';
import type { EntityStore } from '../storage/collection/entity-store.ts';

export type FoundEntity =
  | { readonly ok: true; readonly entity: Entity }
  | { readonly ok: false; readonly fault: Fault };

/** The entity that a person named: by its id, or by a name that only one has.
 *  @param kind looks among those of one kind alone */
export function entityNamed(ledger: EntityLedger, name: string, kind?: EntityKind): FoundEntity {
  const byId = ledger.knows(name as EntityId) ? ledger.get(name as EntityId) : null;
  if (byId && (kind === undefined || byId.kind === kind)) return { ok: true, entity: byId };
  const folded = foldedName(name);
  const among = ledger.entities.filter((entity) => kind === undefined || entity.kind === kind);
  const exact = among.filter((entity) => foldedName(entity.name) === folded);
  const found =
    exact.length > 0 ? exact : among.filter((entity) => namesOf(entity).some((one) => foldedName(one) === folded));
  const [entity] = found;
  if (entity && found.length === 1) return { ok: true, entity };
  const noun = kind ?? 'entity';
  return {
    ok: false,
    fault: {
      what: entity
        ? `More than one ${noun} is named “${name}”: ${found.slice(0, 5).map(shown).join('; ')}${found.length > 5 ? `; and ${found.length - 5} more` : ''}.`
        : `There is no ${noun} “${name}” in the collection.`,
      kept: 'Nothing was changed.',
      next: entity ? 'Name it by its id.' : 'Add it first, or name another one; the list of entities shows all.',
      details: null,
    },
  };
}

const shown = ({ id, name, born, died, note }: Entity): string => {
  const life = born === '' && died === '' ? '' : `, ${born}–${died}`;
  return `${id} (${name}${life}${note === '' ? '' : `, ${note.length > 60 ? `${note.slice(0, 59)}…` : note}`})`;
};

/** What is said of a new entity, or is to be said of one. */
export type EntityForm = Partial<Omit<Entity, 'id' | 'merged'>>;

/** Makes an entity.
 *  @throws AppendRefusedError when nothing can be written */
export async function addEntity(
  store: EntityStore,
  kind: EntityKind,
  name: string,
  more: EntityForm = {},
): Promise<{ readonly entity: Entity; readonly group: GroupId }> {
  const entity = { ...plainEntity(newEntityId(), kind, cleanText(name)), ...more, kind, name: cleanText(name) };
  const group = await store.append([makingOf(entity)]);
  return { entity, group };
}

/** Changes of an entity with their texts as an entity keeps them. */
export const cleanChanges = (set: readonly EntityChange[]): readonly EntityChange[] =>
  set.map((change) => {
    if ('fact' in change)
      return typeof change.value === 'string' && change.fact !== 'kind'
        ? ({ fact: change.fact, value: cleanText(change.value) } as EntityChange)
        : change;
    if (!('add' in change)) return change;
    const { add } = change;
    if (add.item === 'variant')
      return {
        add: {
          ...add,
          text: cleanText(add.text),
          language: cleanText(add.language),
          from: cleanText(add.from),
          to: cleanText(add.to),
        },
      };
    if (add.item === 'office')
      return { add: { ...add, what: cleanText(add.what), from: cleanText(add.from), to: cleanText(add.to) } };
    return { add: { ...add, authority: cleanAuthority(add.authority), value: cleanText(add.value) } };
  });

/** Says that entities are the same as another one. Every tag that means one of them means that one from now on.
 *  @returns null when there is nothing to merge: all of them are that one already
 *  @throws AppendRefusedError when nothing can be written */
export async function mergeEntities(
  store: EntityStore,
  into: EntityId,
  others: readonly EntityId[],
): Promise<GroupId | null> {
  const ledger = await store.ledger();
  const survivor = ledger.resolve(into);
  const ids = new Set(others.map((id) => ledger.resolve(id)).filter((id) => id !== survivor));
  if (ids.size === 0) return null;
  return store.append([...ids].map((id): EntityAct => ({ kind: 'merged', id, into: survivor })));
}

export type UndoOutcome =
  | {
      readonly kind: 'undone';
      readonly group: GroupId;
      readonly isRedone: boolean;
      readonly entities: readonly EntityId[];
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

/** Takes one act back, or the last one that counts; an act that was taken back already is done again.
 *  @throws AppendRefusedError when nothing can be written */
export async function undoEntities(store: EntityStore, named: GroupId | null): Promise<UndoOutcome> {
  const ledger = await store.ledger();
  const group = named ?? ledger.groups.findLast((one) => ledger.counts(one) === true) ?? null;
  if (group === null) return { kind: 'nothing' };
  const counts = ledger.counts(group);
  if (counts === undefined) return { kind: 'unknown' };
  await store.append([{ kind: counts ? 'undone' : 'redone', group }]);
  return { kind: 'undone', group, isRedone: !counts, entities: ledger.touched(group) };
}
