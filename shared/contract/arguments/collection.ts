import * as v from 'valibot';
import { documentStatuses } from '../../document/metadata.ts';
import { languageNamePattern, type VocabularyAct } from '../../document/vocabulary.ts';
import type { CollectionCalls } from '../calls/collection.ts';
import { importFates } from '../payloads/import.ts';
import { imageChoices } from '../payloads/sharing.ts';
import {
  type ArgumentsOf,
  chosenFiles,
  documentId,
  documentIds,
  filePath,
  fromOne,
  groupId,
  line,
  longestLine,
  mostDocuments,
  mostFiles,
  mostReviews,
  nothing,
  position,
  word,
} from './checks.ts';
import { tableViews } from './table-view.ts';

const mostHits = 1_000_000;
/** Of a field. */
const mostWords = 500;

const [longestQuery, mostFound, mostSearches] = [2_000, 100_000, 100] as const;

const queryText = v.pipe(v.string(), v.maxLength(longestQuery));

const status = v.picklist(documentStatuses);

const collectionTitle = v.pipe(line, v.trim(), v.minLength(1), v.maxLength(200));

const someWord = v.pipe(word, v.minLength(1));

const vocabularyAct: v.GenericSchema<unknown, VocabularyAct> = v.variant('kind', [
  v.strictObject({ kind: v.literal('word added'), word: someWord }),
  v.strictObject({ kind: v.literal('word removed'), word: someWord }),
  v.strictObject({ kind: v.literal('correction learned'), from: word, to: word }),
  v.strictObject({ kind: v.literal('correction taken back'), from: word, to: word }),
  v.strictObject({ kind: v.literal('correction forgotten'), from: word, to: word }),
  v.strictObject({
    kind: v.literal('languages chosen'),
    languages: v.pipe(v.array(v.pipe(v.string(), v.regex(languageNamePattern))), v.maxLength(8)),
  }),
  v.strictObject({
    kind: v.literal('reader chosen'),
    reader: v.nullable(v.pipe(v.string(), v.regex(languageNamePattern))),
  }),
]);

const replacementText = v.pipe(v.string(), v.maxLength(longestLine));

const findQuery = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(longestLine)),
  regex: v.exactOptional(v.boolean()),
  caseSensitive: v.exactOptional(v.boolean()),
  wholeWord: v.exactOptional(v.boolean()),
  foldAccents: v.exactOptional(v.boolean()),
});

const sharingWish = v.strictObject({
  address: v.nullable(v.pipe(line, v.minLength(1))),
  withoutGit: v.boolean(),
  images: v.picklist(imageChoices),
});

/** What each of its channels takes, checked before anything runs. */
export const collectionArguments: ArgumentsOf<CollectionCalls> = {
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
  'collection:rest': nothing,
  'collection:documents': nothing,
  'collection:import': v.strictObject({ files: chosenFiles, folder: v.exactOptional(v.boolean()) }),
  'collection:import-as': v.strictObject({
    plan: v.pipe(v.string(), v.maxLength(64)),
    division: v.picklist(['proposed', 'together', 'one each']),
    asTexts: v.pipe(v.array(filePath), v.maxLength(mostFiles)),
  }),
  'collection:import-duplicates': nothing,
  'collection:import-rows': v.strictObject({
    fate: v.nullable(v.picklist(importFates)),
    from: position,
    count: v.pipe(position, v.maxValue(1_000)),
  }),
  'collection:save-import-report': v.strictObject({ format: v.picklist(['csv', 'json']) }),
  'collection:set-status': v.strictObject({ documents: documentIds, status }),
  'collection:set-statuses': v.strictObject({
    changes: v.pipe(v.array(v.strictObject({ document: documentId, status })), v.maxLength(mostDocuments)),
  }),
  'collection:remove': v.strictObject({ documents: documentIds }),
  'collection:removed': nothing,
  'collection:put-back': v.strictObject({ documents: documentIds }),
  'collection:empty-removed': v.strictObject({ documents: documentIds }),
  'collection:sharing': nothing,
  'collection:choose-place': v.strictObject({ purpose: v.picklist(['share', 'join']) }),
  'collection:share': sharingWish,
  'collection:join': sharingWish,
  'collection:sync': v.strictObject({ images: v.nullable(v.picklist(imageChoices)) }),
  'collection:conflicts': nothing,
  'collection:settle': v.strictObject({
    document: documentId,
    conflict: v.pipe(v.string(), v.maxLength(64)),
    take: v.union([
      v.strictObject({ side: v.picklist(['ours', 'theirs']) }),
      v.strictObject({ text: replacementText }),
    ]),
  }),
  'collection:vocabulary': nothing,
  'collection:misspelled': v.strictObject({ words: v.pipe(v.array(line), v.maxLength(mostWords)) }),
  'collection:spellings': v.strictObject({ word: line }),
  'collection:readers': nothing,
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
  'collection:search': v.strictObject({
    text: queryText,
    inSource: v.boolean(),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostFound)),
  }),
  'collection:searches': nothing,
  'collection:keep-searches': v.strictObject({
    searches: v.pipe(v.array(v.strictObject({ text: queryText, inSource: v.boolean() })), v.maxLength(mostSearches)),
  }),
  'collection:table-views': nothing,
  'collection:keep-table-views': v.strictObject({ views: tableViews }),
  'collection:take-back': v.strictObject({
    acts: v.pipe(
      v.array(v.strictObject({ document: documentId, group: groupId })),
      v.minLength(1),
      v.maxLength(mostDocuments),
    ),
  }),
};
