import * as v from 'valibot';
import { archiveEntries } from '../archive/stored-acts.ts';
import { type AnnotationAct, annotationKinds } from '../document/annotation.ts';
import type { Change, MergeConflict, Settlement, SourceFile, StepJson } from '../document/document-state.ts';
import {
  type AnchorId,
  type AnnotationId,
  type DocumentId,
  type EntityId,
  type GroupId,
  isIdentifier,
  type RecognitionId,
  type ReplicaId,
  type TagTypeId,
} from '../document/identifier.ts';
import type { Fidelity, ImportReport } from '../document/import-report.ts';
import { type DocumentMetadata, documentStatuses } from '../document/metadata.ts';
import type { ReviewAct, WordInContext } from '../document/review.ts';
import { readBoundedJson } from './bounded-json.ts';
import { migrationPath, migrations, type RecordJson } from './migration.ts';
import {
  type ImportPayload,
  type JournalEntry,
  type JournalRecord,
  journalFormat,
  type MergePayload,
  type RecordEnvelope,
} from './record.ts';
import { pageImageSchema, readingSchema, zoneActSchema } from './schemas/page-schemas.ts';

const word: v.GenericSchema<unknown, WordInContext> = v.object({
  text: v.string(),
  before: v.string(),
  after: v.string(),
});
const lines = v.array(v.string());

/** What a person looked at, as a journal holds it. */
export const reviewActSchema: v.GenericSchema<unknown, ReviewAct> = v.variant('kind', [
  v.object({ kind: v.literal('kept'), word }),
  v.object({ kind: v.literal('reopened'), word }),
  v.object({ kind: v.literal('read'), lines }),
  v.object({ kind: v.literal('unread'), lines }),
]);

export const annotationId = v.custom<AnnotationId>(isIdentifier, 'no identifier');
const entityId = v.custom<EntityId>(isIdentifier, 'no identifier');
const tagTypeId = v.custom<TagTypeId>(isIdentifier, 'no identifier');
export const groupId = v.custom<GroupId>(isIdentifier, 'no identifier');
const annotationKind = v.picklist(annotationKinds);
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An act upon an annotation. */
export const actSchema: v.GenericSchema<unknown, AnnotationAct> = v.variant('kind', [
  v.object({ kind: v.literal('created'), id: annotationId, as: annotationKind, text: v.string() }),
  v.object({ kind: v.literal('retagged'), id: annotationId, as: annotationKind }),
  v.object({ kind: v.literal('retargeted'), id: annotationId, text: v.string() }),
  v.object({ kind: v.literal('commented'), id: annotationId, comment: v.string() }),
  v.object({ kind: v.literal('identified'), id: annotationId, entity: v.nullable(entityId) }),
  v.object({ kind: v.literal('typed'), id: annotationId, type: v.nullable(tagTypeId) }),
  v.object({ kind: v.literal('settled'), id: annotationId, beside: annotationId, keeps: v.picklist(['this', 'both']) }),
  v.object({ kind: v.literal('withdrawn'), id: annotationId }),
  v.object({ kind: v.literal('restored'), id: annotationId, as: annotationKind, text: v.string() }),
]);

/** What a step holds besides its type is checked where it is applied. */
export const stepSchema = v.custom<StepJson>(
  (value) => isRecord(value) && typeof (value as StepJson).stepType === 'string',
  'no step',
);

/** The fields of a change. */
export const changeEntries = {
  group: groupId,
  undoes: v.exactOptional(groupId),
  asImported: v.exactOptional(v.literal(true)),
  importedSteps: v.exactOptional(v.array(stepSchema)),
  steps: v.array(stepSchema),
  annotations: v.exactOptional(v.array(actSchema)),
  zones: v.exactOptional(v.array(zoneActSchema)),
  settles: v.exactOptional(
    v.array(
      v.object({ conflict: v.string(), as: v.picklist(['ours', 'theirs', 'own']) }) satisfies v.GenericSchema<
        unknown,
        Settlement
      >,
    ),
  ),
};
const change: v.GenericSchema<unknown, Change> = v.object(changeEntries);

const metadataEntries = {
  title: v.string(),
  number: v.string(),
  type: v.picklist(['telegram', 'letter', 'memorandum', 'message', 'other']),
  date: v.nullable(v.object({ text: v.string(), when: v.nullable(v.string()) })),
  from: v.string(),
  to: v.string(),
  placeSent: v.string(),
  classification: v.string(),
  language: v.string(),
  ...archiveEntries,
};

/** Facts about a document as a journal or a file beside it holds them. */
export const metadataSchema: v.GenericSchema<unknown, DocumentMetadata> = v.object(metadataEntries);

/** The description of an imported file. */
export const sourceFileSchema: v.GenericSchema<unknown, SourceFile> = v.object({
  name: v.string(),
  bytes: count,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  encoding: v.string(),
});

const stretch = v.object({ from: count, to: count, text: v.string() });

const strings = v.record(v.string(), v.string());

/** What an import of TEI kept, and how. */
const fidelitySchema: v.GenericSchema<unknown, Fidelity> = v.object({
  reading: v.literal(1),
  part: v.picklist(['file', 'document', 'frame']),
  root: count,
  namespaces: strings,
  entities: strings,
  elements: v.array(
    v.object({
      name: v.string(),
      fate: v.picklist(['mapped', 'carried', 'opaque', 'other reading']),
      count,
      first: count,
    }),
  ),
  comments: count,
  instructions: count,
  cdata: count,
  unresolved: count,
  outside: count,
  doubled: v.array(v.string()),
  dangling: v.optional(v.array(v.string())),
  foreign: v.optional(v.string()),
  identical: v.boolean(),
});

/** What an import recognised, remarked and left out. */
export const reportSchema: v.GenericSchema<unknown, ImportReport> = v.object({
  recognitions: v.array(
    v.object({
      id: v.custom<RecognitionId>(isIdentifier, 'no identifier'),
      // A later reader may recognise more kinds of things than this build has words for: the report still shows them.
      kind: v.custom<ImportReport['recognitions'][number]['kind']>((value) => typeof value === 'string'),
      what: v.string(),
      source: stretch,
      certainty: v.picklist(['stated', 'inferred']),
    }),
  ),
  remarks: v.array(v.object({ what: v.string(), source: v.nullable(stretch) })),
  setAside: v.array(v.object({ from: count, to: count, text: v.string(), why: v.string() })),
  tei: v.exactOptional(fidelitySchema),
});

const importPayload: v.GenericSchema<unknown, ImportPayload> = v.object({
  source: sourceFileSchema,
  doc: v.custom<unknown>(isRecord, 'no document'),
  report: reportSchema,
  metadata: metadataSchema,
});

const sigla = v.array(v.string());
/** Sigla of who worked on the lines of a merge. */
export const mergedEditorsSchema = v.object({ ours: sigla, theirs: sigla });

/** What people did otherwise to the same place. */
export const conflictEntries = {
  id: v.pipe(v.string(), v.regex(/^k[0-9a-f]+-\d+$/)),
  kind: v.picklist(['words', 'removed', 'structure', 'anchor', 'fact']),
  from: count,
  to: count,
  base: v.string(),
  ours: v.string(),
  theirs: v.string(),
  kept: v.picklist(['ours', 'theirs']),
  fact: v.exactOptional(v.string()),
};

const mergePayload: v.GenericSchema<unknown, MergePayload> = v.object({
  with: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  rules: count,
  steps: v.array(stepSchema),
  annotations: v.exactOptional(v.array(actSchema)),
  facts: v.exactOptional(
    v.object({
      metadata: v.exactOptional(
        v.partial(v.object(metadataEntries)) as v.GenericSchema<unknown, Partial<DocumentMetadata>>,
      ),
      status: v.exactOptional(v.picklist(documentStatuses)),
      pages: v.exactOptional(v.array(pageImageSchema)),
    }),
  ),
  editors: mergedEditorsSchema,
  conflicts: v.array(v.object(conflictEntries) satisfies v.GenericSchema<unknown, MergeConflict>),
  carried: v.exactOptional(v.array(v.object({ conflict: v.string(), from: count, to: count }))),
});

type PayloadOf<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { readonly kind: Kind }>['payload'];

/** What each kind of record must hold. A kind without an entry does not compile. */
export const payloadSchemas: {
  readonly [Kind in JournalEntry['kind']]: v.GenericSchema<unknown, PayloadOf<Kind>>;
} = {
  import: importPayload,
  steps: change,
  anchor: v.object({ ...changeEntries, anchors: v.array(v.custom<AnchorId>((value) => typeof value === 'string')) }),
  annotation: change,
  zone: change,
  treatment: change,
  facsimile: v.object({ pages: v.array(pageImageSchema) }),
  reading: readingSchema,
  review: v.object({ acts: v.array(reviewActSchema) }),
  metadata: v.partial(v.object(metadataEntries)) as v.GenericSchema<unknown, PayloadOf<'metadata'>>,
  status: v.object({ status: v.picklist(documentStatuses) }),
  version: v.object({ name: v.string(), automatic: v.boolean() }),
  merge: mergePayload,
};

/** Why a whole and undamaged line is no record of this build's. */
export type ParseFault =
  | { readonly kind: 'newer format'; readonly format: number }
  /** Of a format that no migration of this build leads from. */
  | { readonly kind: 'older format'; readonly format: number }
  | { readonly kind: 'unknown kind'; readonly name: string }
  | { readonly kind: 'malformed'; readonly reason: string };

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: ParseFault };

/** What every journal's records have in common, so that one reader follows the chain of any of them. */
export interface ChainedRecord
  extends Pick<RecordEnvelope, 'format' | 'seq' | 'prev' | 'parent' | 'synced' | 'replica'> {
  readonly kind: string;
  readonly payload: unknown;
}

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** The fields of an envelope that documents and collections share. */
export const envelopeEntries = {
  format: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  seq,
  prev: hash,
  parent: hash,
  synced: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  editor: v.string(),
  replica: v.custom<ReplicaId>(isIdentifier, 'no identifier'),
  time: v.pipe(v.string(), v.isoTimestamp()),
  kind: v.string(),
  payload: v.unknown(),
};

const envelope = v.object({ ...envelopeEntries, document: v.custom<DocumentId>(isIdentifier, 'no identifier') });

/** Reads the JSON of a record's line: its format number first, so that a newer one is told as such whatever else it holds. A record
 *  of an older format comes out as one of the present.
 *  @param sort whose journal it stands in */
export function parseJson(json: Uint8Array, sort: 'documentRecord' | 'collectionRecord'): Parsed<unknown> {
  const read = readBoundedJson(json);
  if (!read.ok) return malformed(read.reason);
  const { value } = read;
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format !== 'number' || !Number.isSafeInteger(format) || format < 0) return malformed('format: no number');
  if (format > journalFormat) return { ok: false, fault: { kind: 'newer format', format } };
  if (format === journalFormat) return { ok: true, value };
  const path = migrationPath(migrations, format, journalFormat);
  if (!path) return { ok: false, fault: { kind: 'older format', format } };
  const migrated = path.reduce((record, step) => step[sort](record), value as RecordJson);
  return { ok: true, value: { ...migrated, format: journalFormat } };
}

/** Reads the JSON of one line of a document's journal, checking every field that a build of this format uses. */
export function parseRecord(json: Uint8Array): Parsed<JournalRecord> {
  const parsed = parseJson(json, 'documentRecord');
  if (!parsed.ok) return parsed;
  const checked = v.safeParse(envelope, parsed.value);
  if (!checked.success) return malformed(firstIssue(checked.issues));
  const { kind, payload, ...rest } = checked.output;
  if (!isKnownKind(kind)) return { ok: false, fault: { kind: 'unknown kind', name: kind } };
  const content = v.safeParse(payloadSchemas[kind] as v.GenericSchema<unknown>, payload);
  if (!content.success) return malformed(firstIssue(content.issues));
  return { ok: true, value: { ...rest, kind, payload: content.output } as JournalRecord };
}

const isKnownKind = (kind: string): kind is JournalEntry['kind'] => Object.hasOwn(payloadSchemas, kind);

export const malformed = (reason: string): { readonly ok: false; readonly fault: ParseFault } => ({
  ok: false,
  fault: { kind: 'malformed', reason },
});

/** The first thing that a check found, with its place in the record. */
export function firstIssue(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const path = v.getDotPath(issues[0]);
  return path === null ? issues[0].message : `${path}: ${issues[0].message}`;
}
