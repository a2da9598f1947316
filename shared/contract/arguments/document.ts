import * as v from 'valibot';
import { annotationKinds } from '../../document/annotation.ts';
import type { Change, StepJson } from '../../document/document-state.ts';
import {
  type ActId,
  type AnnotationId,
  type EntityId,
  isActId,
  isIdentifier,
  type TagTypeId,
  type ZoneId,
} from '../../document/identifier.ts';
import type { DocumentMetadata } from '../../document/metadata.ts';
import { mostAngle, zoneKinds } from '../../document/page-image.ts';
import type { ReviewAct } from '../../document/review.ts';
import type { DocumentCalls } from '../calls/document.ts';
import {
  type ArgumentsOf,
  anchorId,
  archiveFactEntries,
  documentId,
  fromOne,
  groupId,
  line,
  mostReviews,
  nothing,
  pageId,
  position,
  word,
} from './checks.ts';

const longestComment = 100_000;

const mostChanges = 10_000;

const mostSteps = 100_000;

const mostBranches = 1_000;

const longestTitle = 1_000;

const annotationId = v.custom<AnnotationId>(isIdentifier);

const annotationKind = v.picklist(annotationKinds);

const place = v.variant('kind', [
  v.strictObject({ kind: v.literal('range'), from: position, to: position }),
  v.strictObject({ kind: v.literal('printed'), from: position, to: position }),
  v.strictObject({ kind: v.literal('id'), id: anchorId }),
  v.strictObject({ kind: v.literal('recognition'), id: anchorId }),
]);

/** A step's own fields are checked where it is read back: it must replay before it is acknowledged. */
const step = v.custom<StepJson>(
  (value) => typeof value === 'object' && value !== null && typeof (value as StepJson).stepType === 'string',
);

const act = v.variant('kind', [
  v.strictObject({
    kind: v.literal('created'),
    id: annotationId,
    as: annotationKind,
    text: v.pipe(v.string(), v.maxLength(longestComment)),
  }),
  v.strictObject({ kind: v.literal('retagged'), id: annotationId, as: annotationKind }),
  v.strictObject({
    kind: v.literal('retargeted'),
    id: annotationId,
    text: v.pipe(v.string(), v.maxLength(longestComment)),
  }),
  v.strictObject({
    kind: v.literal('commented'),
    id: annotationId,
    comment: v.pipe(v.string(), v.maxLength(longestComment)),
  }),
  v.strictObject({
    kind: v.literal('identified'),
    id: annotationId,
    entity: v.nullable(v.custom<EntityId>(isIdentifier)),
  }),
  v.strictObject({
    kind: v.literal('typed'),
    id: annotationId,
    type: v.nullable(v.custom<TagTypeId>(isIdentifier)),
  }),
  v.strictObject({
    kind: v.literal('settled'),
    id: annotationId,
    beside: annotationId,
    keeps: v.picklist(['this', 'both']),
  }),
  v.strictObject({ kind: v.literal('withdrawn'), id: annotationId }),
  v.strictObject({
    kind: v.literal('restored'),
    id: annotationId,
    as: annotationKind,
    text: v.pipe(v.string(), v.maxLength(longestComment)),
  }),
]);

const zoneId = v.custom<ZoneId>(isIdentifier);

const extent = v.pipe(v.number(), v.finite(), v.minValue(0));

const pixels = v.pipe(v.number(), v.safeInteger());
const side = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const zone = v.strictObject({
  id: zoneId,
  page: pageId,
  box: v.strictObject({ x: extent, y: extent, width: extent, height: extent }),
  kind: v.picklist(zoneKinds),
  note: v.pipe(v.string(), v.maxLength(longestComment)),
});

const zoneAct = v.variant('kind', [
  v.strictObject({ kind: v.literal('drawn'), zone }),
  v.strictObject({ kind: v.literal('changed'), zone }),
  v.strictObject({ kind: v.literal('erased'), id: zoneId }),
  v.strictObject({
    kind: v.literal('treated'),
    page: pageId,
    angle: v.exactOptional(v.pipe(v.number(), v.minValue(-mostAngle), v.maxValue(mostAngle))),
    crop: v.exactOptional(v.nullable(v.strictObject({ x: pixels, y: pixels, width: side, height: side }))),
  }),
]);

const change: v.GenericSchema<unknown, Change> = v.strictObject({
  group: groupId,
  undoes: v.exactOptional(groupId),
  steps: v.pipe(v.array(step), v.maxLength(mostSteps)),
  annotations: v.exactOptional(v.pipe(v.array(act), v.maxLength(mostSteps))),
  zones: v.exactOptional(v.pipe(v.array(zoneAct), v.maxLength(mostSteps))),
});

const metadata: v.GenericSchema<unknown, Partial<DocumentMetadata>> = v.strictObject({
  ...archiveFactEntries,
  title: v.exactOptional(line),
  number: v.exactOptional(line),
  type: v.exactOptional(v.picklist(['telegram', 'letter', 'memorandum', 'message', 'other'])),
  date: v.exactOptional(
    v.nullable(
      v.strictObject({ text: line, when: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))) }),
    ),
  ),
  from: v.exactOptional(line),
  to: v.exactOptional(line),
  placeSent: v.exactOptional(line),
  classification: v.exactOptional(line),
  language: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/), v.maxLength(64))),
});

const versionName = v.pipe(line, v.trim(), v.minLength(1), v.maxLength(200));

/** Whoever edited more blocks at once asks for all of them. */
const mostEditedBlocks = 1_000;

const pastName = v.variant('kind', [
  v.strictObject({ kind: v.literal('version'), number: fromOne }),
  v.strictObject({ kind: v.literal('annotation'), id: annotationId, act: v.custom<ActId>(isActId) }),
]);

/** The hash of a record. */
const branchTip = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

const stateName = v.union([fromOne, v.literal('present')]);

const wordInContext = v.strictObject({ text: word, before: word, after: word });

const lines = v.pipe(
  v.array(v.pipe(v.string(), v.maxLength(longestComment))),
  v.minLength(1),
  v.maxLength(mostReviews),
);

const reviewAct: v.GenericSchema<unknown, ReviewAct> = v.variant('kind', [
  v.strictObject({ kind: v.literal('kept'), word: wordInContext }),
  v.strictObject({ kind: v.literal('reopened'), word: wordInContext }),
  v.strictObject({ kind: v.literal('read'), lines }),
  v.strictObject({ kind: v.literal('unread'), lines }),
]);

/** What each of its channels takes, checked before anything runs. */
export const documentArguments: ArgumentsOf<DocumentCalls> = {
  'document:open': v.strictObject({ document: documentId }),
  'document:bring-forward': v.strictObject({ document: documentId, place: v.nullable(place) }),
  'document:append': v.strictObject({
    document: documentId,
    baseSeq: fromOne,
    changes: v.pipe(v.array(change), v.minLength(1), v.maxLength(mostChanges)),
  }),
  'document:set-metadata': v.strictObject({ document: documentId, metadata }),
  'document:name-version': v.strictObject({ document: documentId, name: versionName }),
  'document:restore': v.strictObject({ document: documentId, baseSeq: fromOne, change, name: versionName }),
  'document:versions': v.strictObject({ document: documentId }),
  'document:compare': v.strictObject({ document: documentId, states: v.strictTuple([stateName, stateName]) }),
  'document:state-at': v.strictObject({ document: documentId, at: pastName }),
  'document:word-history': v.strictObject({ document: documentId, from: position, to: position }),
  'document:note-history': v.strictObject({ document: documentId, note: v.pipe(v.string(), v.maxLength(200)) }),
  'document:split': v.strictObject({
    document: documentId,
    at: anchorId,
    title: v.nullable(v.pipe(line, v.trim(), v.minLength(1), v.maxLength(longestTitle))),
  }),
  'document:join': v.strictObject({ first: documentId, second: documentId }),
  'document:undo-division': nothing,
  'document:recovery': v.strictObject({ document: documentId }),
  'document:compare-branches': v.strictObject({ document: documentId, tips: v.strictTuple([branchTip, branchTip]) }),
  'document:keep-branches': v.strictObject({
    document: documentId,
    tips: v.pipe(v.array(branchTip), v.minLength(1), v.maxLength(mostBranches)),
  }),
  'document:suspects': v.strictObject({
    document: documentId,
    since: v.nullable(position),
    edited: v.pipe(v.array(position), v.maxLength(mostEditedBlocks)),
  }),
  'document:review': v.strictObject({
    document: documentId,
    acts: v.pipe(v.array(reviewAct), v.minLength(1), v.maxLength(mostReviews)),
  }),
  'document:error-rate': v.strictObject({
    document: documentId,
    measure: v.variant('kind', [
      v.strictObject({ kind: v.literal('import') }),
      v.strictObject({ kind: v.literal('version'), number: fromOne }),
      v.strictObject({ kind: v.literal('truth') }),
    ]),
  }),
  'document:note-place': v.strictObject({
    document: documentId,
    place: v.strictObject({ anchor: position, head: position, top: position, page: v.nullable(pageId) }),
  }),
  'document:close': v.strictObject({ document: documentId }),
};
