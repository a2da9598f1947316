import * as v from 'valibot';
import { type AnnotationId, type EntityId, isIdentifier } from '../../document/identifier.ts';
import { type EntityChange, type EntityItem, entityKinds } from '../../entities/entity.ts';
import type { EntityCalls } from '../calls/entities.ts';
import type { SeenMap } from '../payloads/entities.ts';
import { type ArgumentsOf, documentId, groupId, line, nothing } from './checks.ts';

const mostListed = 10_000;
const mostAtOnce = 10_000;
const mostBroader = 100;
const mostUnits = 1_000;
const mostMentions = 1_000_000;

const entityId = v.custom<EntityId>(isIdentifier);
const annotationId = v.custom<AnnotationId>(isIdentifier);
const kind = v.picklist(entityKinds);
const name = v.pipe(line, v.trim(), v.minLength(1));
const degrees = (most: number) => v.pipe(v.number(), v.minValue(-most), v.maxValue(most));

const item: v.GenericSchema<unknown, EntityItem> = v.variant('item', [
  v.strictObject({ item: v.literal('variant'), text: name, language: line, from: line, to: line }),
  v.strictObject({ item: v.literal('office'), what: name, from: line, to: line }),
  v.strictObject({ item: v.literal('identifier'), authority: name, value: name }),
  v.strictObject({ item: v.literal('broader'), id: entityId }),
]);
const note = v.pipe(v.string(), v.maxLength(100_000));

const change: v.GenericSchema<unknown, EntityChange> = v.union([
  v.strictObject({ add: item }),
  v.strictObject({ remove: item }),
  v.strictObject({ fact: v.literal('kind'), value: kind }),
  v.strictObject({
    fact: v.literal('coordinates'),
    value: v.nullable(v.strictObject({ latitude: degrees(90), longitude: degrees(180) })),
  }),
  v.strictObject({ fact: v.literal('name'), value: name }),
  v.strictObject({ fact: v.literal('language'), value: line }),
  v.strictObject({ fact: v.literal('born'), value: line }),
  v.strictObject({ fact: v.literal('died'), value: line }),
  v.strictObject({ fact: v.literal('note'), value: note }),
]);

/** What of the map is seen. */
export const seenMap: v.GenericSchema<unknown, SeenMap> = v.strictObject({
  x: v.pipe(v.number(), v.minValue(0), v.maxValue(mostUnits)),
  y: v.pipe(v.number(), v.minValue(0), v.maxValue(mostUnits)),
  width: v.pipe(v.number(), v.minValue(1), v.maxValue(mostUnits)),
  height: v.pipe(v.number(), v.minValue(1), v.maxValue(mostUnits)),
});

/** What each of its channels takes, checked before anything runs. */
export const entityArguments: ArgumentsOf<EntityCalls> = {
  'entities:list': v.strictObject({
    text: line,
    kind: v.nullable(kind),
    limit: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(mostListed)),
  }),
  'entities:get': v.strictObject({ ids: v.pipe(v.array(entityId), v.maxLength(mostAtOnce)) }),
  'entities:candidates': v.strictObject({
    document: documentId,
    annotation: v.nullable(annotationId),
    kind,
    text: v.pipe(v.string(), v.maxLength(100_000)),
    typed: line,
  }),
  'entities:make': v.strictObject({ kind, name }),
  'entities:take': v.strictObject({ authority: line, key: line }),
  'entities:change': v.strictObject({
    id: entityId,
    set: v.pipe(v.array(change), v.minLength(1), v.maxLength(mostAtOnce)),
  }),
  'entities:broader': v.strictObject({ id: entityId, broader: v.pipe(v.array(entityId), v.maxLength(mostBroader)) }),
  'entities:around': v.strictObject({ id: entityId }),
  'entities:tree': v.strictObject({
    kind,
    limit: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(mostListed)),
  }),
  'entities:merge': v.strictObject({
    into: entityId,
    others: v.pipe(v.array(entityId), v.minLength(1), v.maxLength(mostAtOnce)),
  }),
  'entities:split': v.strictObject({
    id: entityId,
    name,
    mentions: v.pipe(
      v.array(v.strictObject({ document: documentId, annotation: annotationId })),
      v.maxLength(mostMentions),
    ),
  }),
  'entities:remove': v.strictObject({ id: entityId }),
  'entities:undo': v.strictObject({ group: groupId }),
  'entities:mentions': v.strictObject({ id: entityId, narrower: v.boolean() }),
  'entities:places': nothing,
  'entities:save-map': v.strictObject({ view: seenMap }),
  'entities:check': nothing,
  'entities:import': v.strictObject({ kind }),
  'entities:export': nothing,
  'entities:authorities': nothing,
  'entities:load-authority': v.strictObject({ kind }),
  'entities:remove-authority': v.strictObject({ file: v.pipe(line, v.maxLength(128)) }),
};
