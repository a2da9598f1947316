import type { EntityFinding, Mention } from '../../shared/contract/payloads/entities.ts';
import type { EntityId } from '../../shared/document/identifier.ts';
import { type Entity, namesOf } from '../../shared/entities/entity.ts';
import type { EntityLedger } from '../../shared/entities/entity-ledger.ts';
import { foldedName } from '../../shared/entities/names.ts';
import { lifeMisfit } from '../../shared/entities/rank-candidates.ts';

/** What in the entities of a collection and in the tags that mean them does not fit together, the faults of tags first. */
export function checkEntities(ledger: EntityLedger, mentions: readonly Mention[]): readonly EntityFinding[] {
  const { entities } = ledger;
  const mentioned = new Set<EntityId>();
  const ofTags: EntityFinding[] = [];
  for (const mention of mentions) {
    if (mention.entity === null) continue;
    const entity = ledger.get(mention.entity);
    if (!entity) {
      ofTags.push({ kind: 'not there', entity: mention.entity, mention });
      continue;
    }
    mentioned.add(entity.id);
    const { id, name } = entity;
    if (entity.kind !== mention.kind && !(entity.kind === 'document' && mention.kind === 'term'))
      ofTags.push({ kind: 'other kind', entity: id, name, mention });
    else if (lifeMisfit(mention.date, entity) === 'not born yet')
      ofTags.push({ kind: 'mentioned before birth', entity: id, name, mention });
  }
  const unmentioned = entities
    .filter(({ id }) => !mentioned.has(id))
    .map(({ id, name }): EntityFinding => ({ kind: 'never mentioned', entity: id, name }));
  return [...ofTags, ...sameIdentifiers(entities), ...sameNames(entities), ...unmentioned];
}

function sameIdentifiers(entities: readonly Entity[]): readonly EntityFinding[] {
  const owners = groupedBy(entities, ({ identifiers }) =>
    identifiers.map(({ authority, value }) => `${authority} ${value}`),
  );
  return [...owners]
    .filter(([, some]) => some.length > 1)
    .map(([identifier, some]) => ({
      kind: 'same identifier',
      identifier,
      entities: some.map(({ id }) => id),
      names: some.map(({ name }) => name),
    }));
}

/** Each set of entities is told once, by the first name that they share. */
function sameNames(entities: readonly Entity[]): readonly EntityFinding[] {
  const told = new Set<string>();
  const findings: EntityFinding[] = [];
  const owners = groupedBy(entities, (entity) => namesOf(entity).map((name) => `${entity.kind} ${foldedName(name)}`));
  for (const some of owners.values()) {
    const ids = some.map(({ id }) => id);
    if (ids.length < 2 || told.has(ids.join())) continue;
    told.add(ids.join());
    findings.push({ kind: 'same name', name: some[0]?.name ?? '', entities: ids });
  }
  return findings;
}

function groupedBy(
  entities: readonly Entity[],
  keysOf: (entity: Entity) => readonly string[],
): ReadonlyMap<string, readonly Entity[]> {
  const groups = new Map<string, Entity[]>();
  for (const entity of entities)
    for (const key of new Set(keysOf(entity))) {
      const group = groups.get(key);
      if (group) group.push(entity);
      else groups.set(key, [entity]);
    }
  return groups;
}
