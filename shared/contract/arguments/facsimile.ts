import * as v from 'valibot';
import type { FacsimileCalls } from '../calls/facsimile.ts';
import {
  type ArgumentsOf,
  anchorId,
  chosenFiles,
  documentId,
  documentIds,
  filePath,
  nothing,
  pageId,
} from './checks.ts';

const mostPages = 100_000;

const arrangedPage = v.strictObject({ id: pageId, anchor: v.nullable(anchorId), turn: v.picklist([0, 90, 180, 270]) });

/** What each of its channels takes, checked before anything runs. */
export const facsimileArguments: ArgumentsOf<FacsimileCalls> = {
  'facsimile:places': v.strictObject({ document: documentId }),
  'facsimile:add': v.strictObject({ document: documentId, files: chosenFiles }),
  'facsimile:arrange': v.strictObject({
    document: documentId,
    pages: v.pipe(v.array(arrangedPage), v.maxLength(mostPages)),
  }),
  'facsimile:sheet': v.strictObject({ documents: documentIds }),
  'facsimile:group': v.strictObject({
    documents: documentIds,
    starts: v.pipe(v.array(v.strictObject({ document: documentId, page: pageId })), v.maxLength(mostPages)),
  }),
  'facsimile:ungroup': nothing,
  'facsimile:propose-treatment': v.strictObject({ document: documentId, page: pageId }),
  'facsimile:add-half': v.strictObject({ document: documentId, page: pageId }),
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
};
