import * as v from 'valibot';
import { type EntityId, type GroupId, isIdentifier } from '../document/identifier.ts';
import {
  type Coordinates,
  type EntityAct,
  type EntityChange,
  type EntityGroup,
  type EntityItem,
  entityKinds,
} from '../entities/entity.ts';
import { EntityLedger } from '../entities/entity-ledger.ts';
import type { RecordEnvelope } from './record.ts';
import { envelopeEntries, firstIssue, malformed, type Parsed, parseJson } from './record-codec.ts';

/** What a record of the entities' journal says happened. */
export interface EntityEntry {
  readonly kind: 'entity';
  readonly payload: EntityGroup;
}

/** A line of `entities/<replica>/000001.jsonl`. */
export type EntityRecord = Omit<RecordEnvelope, 'document'> & { readonly collection: string } & EntityEntry;

const envelope = v.object({ ...envelopeEntries, collection: v.custom<string>(isIdentifier, 'no identifier') });
const entityId = v.custom<EntityId>(isIdentifier, 'no identifier');
const groupId = v.custom<GroupId>(isIdentifier, 'no identifier');
const kind = v.picklist(entityKinds);

const degrees = (most: number) => v.pipe(v.number(), v.minValue(-most), v.maxValue(most));

/** Coordinates as a journal holds them. */
const coordinatesSchema: v.GenericSchema<unknown, Coordinates> = v.object({
  latitude: degrees(90),
  longitude: degrees(180),
});

const item: v.GenericSchema<unknown, EntityItem> = v.variant('item', [
  v.object({ item: v.literal('variant'), text: v.string(), language: v.string(), from: v.string(), to: v.string() }),
  v.object({ item: v.literal('office'), what: v.string(), from: v.string(), to: v.string() }),
  v.object({ item: v.literal('identifier'), authority: v.string(), value: v.string() }),
  v.object({ item: v.literal('broader'), id: entityId }),
]);

const textFact = <Fact extends string>(fact: Fact) => v.object({ fact: v.literal(fact), value: v.string() });

/** A change of an entity as a journal holds it. */
const entityChangeSchema: v.GenericSchema<unknown, EntityChange> = v.union([
  v.object({ add: item }),
  v.object({ remove: item }),
  v.object({ fact: v.literal('kind'), value: kind }),
  v.object({ fact: v.literal('coordinates'), value: v.nullable(coordinatesSchema) }),
  textFact('name'),
  textFact('language'),
  textFact('born'),
  textFact('died'),
  textFact('note'),
]);

const set = v.array(entityChangeSchema);

const act: v.GenericSchema<unknown, EntityAct> = v.variant('kind', [
  v.object({
    kind: v.literal('made'),
    id: entityId,
    as: kind,
    name: v.string(),
    from: v.exactOptional(entityId),
    set: v.exactOptional(set),
  }),
  v.object({ kind: v.literal('changed'), id: entityId, set }),
  v.object({ kind: v.literal('merged'), id: entityId, into: entityId }),
  v.object({ kind: v.literal('removed'), id: entityId }),
  v.object({ kind: v.literal('undone'), group: groupId }),
  v.object({ kind: v.literal('redone'), group: groupId }),
]);

const payload: v.GenericSchema<unknown, EntityGroup> = v.object({ group: groupId, acts: v.array(act) });
const knownActs: readonly unknown[] = ['made', 'changed', 'merged', 'removed', 'undone', 'redone'];

/** Reads the JSON of one line of the entities' journal. An act that this build does not know counts as an unknown kind: passing over it could
 *  show what was taken back. */
export function parseEntityRecord(json: Uint8Array): Parsed<EntityRecord> {
  const parsed = parseJson(json, 'collectionRecord');
  if (!parsed.ok) return parsed;
  const checked = v.safeParse(envelope, parsed.value);
  if (!checked.success) return malformed(firstIssue(checked.issues));
  const { kind: name, payload: unchecked, ...rest } = checked.output;
  if (name !== 'entity') return { ok: false, fault: { kind: 'unknown kind', name } };
  const content = v.safeParse(payload, unchecked);
  if (content.success) return { ok: true, value: { ...rest, kind: 'entity', payload: content.output } };
  const newAct = actsIn(unchecked).find((one) => !knownActs.includes(one));
  return typeof newAct === 'string'
    ? { ok: false, fault: { kind: 'unknown kind', name: newAct } }
    : malformed(firstIssue(content.issues));
}

function actsIn(unchecked: unknown): readonly unknown[] {
  const acts = (unchecked as { acts?: unknown } | null)?.acts;
  return Array.isArray(acts) ? acts.map((one: unknown) => (one as { kind?: unknown } | null)?.kind) : [];
}

/** What the records of all replicas say together, in whatever order they arrived. */
export function entityLedgerOf(records: readonly EntityRecord[]): EntityLedger {
  const ordered = [...records].sort((a, b) => a.seq - b.seq || (a.replica < b.replica ? -1 : 1));
  return new EntityLedger(ordered.map(({ payload, editor, time }) => ({ ...payload, editor, time })));
}
