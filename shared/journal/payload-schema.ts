import * as v from 'valibot';
import { type AnnotationAct, annotationKinds } from '../document/annotation.ts';
import type { Change, SourceFile, StepJson } from '../document/document-state.ts';
import {
  type AnchorId,
  type AnnotationId,
  type GroupId,
  isIdentifier,
  type RecognitionId,
} from '../document/identifier.ts';
import type { ImportReport } from '../document/import-report.ts';
import { type DocumentMetadata, documentStatuses } from '../document/metadata.ts';
import { pageImageSchema, readingSchema, zoneActSchema } from './facsimile-schema.ts';
import type { ImportPayload, JournalEntry } from './record.ts';
import { reviewActSchema } from './review-schema.ts';

export const annotationId = v.custom<AnnotationId>(isIdentifier, 'no identifier');
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
});

const importPayload: v.GenericSchema<unknown, ImportPayload> = v.object({
  source: sourceFileSchema,
  doc: v.custom<unknown>(isRecord, 'no document'),
  report: reportSchema,
  metadata: metadataSchema,
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
  facsimile: v.object({ pages: v.array(pageImageSchema) }),
  reading: readingSchema,
  review: v.object({ acts: v.array(reviewActSchema) }),
  metadata: v.partial(v.object(metadataEntries)) as v.GenericSchema<unknown, PayloadOf<'metadata'>>,
  status: v.object({ status: v.picklist(documentStatuses) }),
  version: v.object({ name: v.string(), automatic: v.boolean() }),
};
