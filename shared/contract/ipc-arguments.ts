import * as v from 'valibot';
import { annotationKinds } from '../document/annotation.ts';
import type { Change, StepJson } from '../document/document-state.ts';
import {
  type ActId,
  type AnchorId,
  type AnnotationId,
  type DocumentId,
  type EntityId,
  type GroupId,
  isActId,
  isIdentifier,
  type PageImageId,
  type ReplicaId,
  type ZoneId,
} from '../document/identifier.ts';
import { type DocumentMetadata, documentStatuses } from '../document/metadata.ts';
import { zoneKinds } from '../document/page-image.ts';
import type { ReviewAct } from '../document/review.ts';
import type { VocabularyAct } from '../document/vocabulary.ts';
import { type CommandId, commands, isCommandId } from './commands.ts';
import type { Calls, Channel } from './ipc.ts';

const longestLine = 2_000;
const longestPath = 4_096;
const longestComment = 100_000;
const mostDocuments = 100_000;
const mostFiles = 100_000;
const mostChanges = 10_000;
const mostSteps = 100_000;
const mostBranches = 1_000;
const mostPages = 100_000;
const longestId = 256;
const longestWord = 1_000;
const longestTitle = 1_000;
const mostReviews = 100_000;
const mostHits = 1_000_000;

/** A sentence, a title, a name: one line, so no control characters. */
const line = v.pipe(
  v.string(),
  v.maxLength(longestLine),
  v.check((text) => !hasControlCharacter(text), 'a control character'),
);

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32 || text.charCodeAt(i) === 127) return true;
  return false;
}

/** A path that the page names. Whoever takes one asks the shell what a person allowed with it. */
export const filePath = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(longestPath),
  v.check((path) => !path.includes('\0'), 'a NUL character'),
);

const commandId = v.custom<CommandId>((value) => typeof value === 'string' && isCommandId(value));
const documentId = v.custom<DocumentId>(isIdentifier);
const annotationId = v.custom<AnnotationId>(isIdentifier);
const groupId = v.custom<GroupId>(isIdentifier);
const replicaId = v.custom<ReplicaId>(isIdentifier);
const documentIds = v.pipe(v.array(documentId), v.minLength(1), v.maxLength(mostDocuments));
const status = v.picklist(documentStatuses);
const annotationKind = v.picklist(annotationKinds);

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
  v.strictObject({ kind: v.literal('withdrawn'), id: annotationId }),
  v.strictObject({
    kind: v.literal('restored'),
    id: annotationId,
    as: annotationKind,
    text: v.pipe(v.string(), v.maxLength(longestComment)),
  }),
]);

const pageId = v.custom<PageImageId>(isIdentifier);
const zoneId = v.custom<ZoneId>(isIdentifier);
const extent = v.pipe(v.number(), v.finite(), v.minValue(0));
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
]);

const change: v.GenericSchema<unknown, Change> = v.strictObject({
  group: groupId,
  undoes: v.exactOptional(groupId),
  steps: v.pipe(v.array(step), v.maxLength(mostSteps)),
  annotations: v.exactOptional(v.pipe(v.array(act), v.maxLength(mostSteps))),
  zones: v.exactOptional(v.pipe(v.array(zoneAct), v.maxLength(mostSteps))),
});

const metadata: v.GenericSchema<unknown, Partial<DocumentMetadata>> = v.strictObject({
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

const preferences = v.strictObject({
  format: v.literal(1),
  editor: v.strictObject({
    name: v.pipe(line, v.maxLength(200)),
    siglum: v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]{0,11}$/)),
  }),
  theme: v.picklist(['system', 'light', 'dark']),
  textSizePx: v.pipe(v.number(), v.minValue(12), v.maxValue(32)),
  showCorrections: v.boolean(),
  showLineEnds: v.boolean(),
  suspectMarks: v.picklist(['none', 'soft', 'strong']),
  replica: replicaId,
  schemaFile: v.nullable(filePath),
  introduced: v.boolean(),
});

const nothing = v.null();
const collectionTitle = v.pipe(line, v.trim(), v.minLength(1), v.maxLength(200));
const versionName = v.pipe(line, v.trim(), v.minLength(1), v.maxLength(200));
const fromOne = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** Whoever edited more blocks at once asks for all of them. */
const mostEditedBlocks = 1_000;
const position = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const pastName = v.variant('kind', [
  v.strictObject({ kind: v.literal('version'), number: fromOne }),
  v.strictObject({ kind: v.literal('annotation'), id: annotationId, act: v.custom<ActId>(isActId) }),
]);
/** The hash of a record. */
const branchTip = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const chosenFiles = v.nullable(v.pipe(v.array(filePath), v.minLength(1), v.maxLength(mostFiles)));
/** Anchors have the ids that their source gave them, too. */
const anchorId = v.custom<AnchorId>((value) => typeof value === 'string' && value.length <= longestId);
const arrangedPage = v.strictObject({ id: pageId, anchor: v.nullable(anchorId), turn: v.picklist([0, 90, 180, 270]) });
const stateName = v.union([fromOne, v.literal('present')]);

const word = v.pipe(v.string(), v.maxLength(longestWord));
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

const someWord = v.pipe(word, v.minLength(1));
const vocabularyAct: v.GenericSchema<unknown, VocabularyAct> = v.variant('kind', [
  v.strictObject({ kind: v.literal('word added'), word: someWord }),
  v.strictObject({ kind: v.literal('word removed'), word: someWord }),
  v.strictObject({ kind: v.literal('correction learned'), from: word, to: word }),
  v.strictObject({ kind: v.literal('correction taken back'), from: word, to: word }),
  v.strictObject({ kind: v.literal('correction forgotten'), from: word, to: word }),
]);

const replacementText = v.pipe(v.string(), v.maxLength(longestLine));
const findQuery = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(longestLine)),
  regex: v.exactOptional(v.boolean()),
  caseSensitive: v.exactOptional(v.boolean()),
  wholeWord: v.exactOptional(v.boolean()),
  foldAccents: v.exactOptional(v.boolean()),
});

/** What each channel takes, checked before anything runs. A channel without an entry does not compile. */
export const ipcArguments: { readonly [C in Channel]: v.GenericSchema<unknown, Calls[C]['argument']> } = {
  'app:start': nothing,
  'preferences:save': preferences,
  'preferences:choose-schema': nothing,
  'collection:choose': v.variant('purpose', [
    v.strictObject({ purpose: v.literal('open') }),
    v.strictObject({ purpose: v.literal('restore') }),
    v.strictObject({ purpose: v.literal('new'), title: collectionTitle }),
  ]),
  'collection:new': v.strictObject({ title: collectionTitle }),
  'collection:open': v.strictObject({ folder: v.nullable(filePath) }),
  'collection:reopen': v.strictObject({ takeOver: v.boolean() }),
  'collection:open-sample': nothing,
  'collection:back-up': nothing,
  'collection:restore-backup': nothing,
  'collection:close': nothing,
  'collection:documents': nothing,
  'collection:import': v.strictObject({ files: chosenFiles }),
  'collection:import-as': v.strictObject({
    plan: v.pipe(v.string(), v.maxLength(64)),
    division: v.picklist(['proposed', 'together', 'one each']),
    asTexts: v.pipe(v.array(filePath), v.maxLength(mostFiles)),
  }),
  'collection:set-status': v.strictObject({ documents: documentIds, status }),
  'collection:remove': v.strictObject({ documents: documentIds }),
  'collection:removed': nothing,
  'collection:put-back': v.strictObject({ documents: documentIds }),
  'collection:empty-removed': v.strictObject({ documents: documentIds }),
  'collection:vocabulary': nothing,
  'collection:learn': v.strictObject({
    changes: v.pipe(v.array(vocabularyAct), v.minLength(1), v.maxLength(mostReviews)),
  }),
  'collection:find': v.strictObject({
    documents: v.nullable(documentIds),
    query: findQuery,
    replacement: replacementText,
  }),
  'collection:replace': v.strictObject({
    query: findQuery,
    replacement: replacementText,
    emendation: v.boolean(),
    chosen: v.pipe(
      v.array(
        v.strictObject({
          document: documentId,
          seq: fromOne,
          hits: v.pipe(v.array(position), v.maxLength(mostHits)),
        }),
      ),
      v.minLength(1),
      v.maxLength(mostDocuments),
    ),
  }),
  'collection:take-back': v.strictObject({
    acts: v.pipe(
      v.array(v.strictObject({ document: documentId, group: groupId })),
      v.minLength(1),
      v.maxLength(mostDocuments),
    ),
  }),
  'document:open': v.strictObject({ document: documentId }),
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
  'document:thread': v.strictObject({ document: documentId }),
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
  'facsimile:places': v.strictObject({ document: documentId }),
  'facsimile:add': v.strictObject({ document: documentId, files: chosenFiles }),
  'facsimile:arrange': v.strictObject({
    document: documentId,
    pages: v.pipe(v.array(arrangedPage), v.maxLength(mostPages)),
  }),
  'facsimile:relink': v.strictObject({
    document: documentId,
    page: pageId,
    file: v.nullable(filePath),
    acceptOther: v.boolean(),
  }),
  'facsimile:read': v.strictObject({
    document: documentId,
    pages: v.nullable(v.pipe(v.array(pageId), v.maxLength(mostPages))),
  }),
  'facsimile:add-layout': v.strictObject({ document: documentId, files: chosenFiles }),
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
  'edition:check': v.strictObject({ documents: documentIds }),
  'edition:export': v.strictObject({
    documents: documentIds,
    format: v.picklist(['tei', 'alto']),
    writeInvalid: v.boolean(),
    overwrite: v.boolean(),
  }),
  'edition:show-in-folder': nothing,
  'menu:offer': v.strictObject({ commands: v.pipe(v.array(commandId), v.maxLength(commands.length)) }),
  'job:cancel': v.strictObject({ job: v.pipe(v.string(), v.maxLength(64)) }),
};
