import * as v from 'valibot';
import { annotationKinds } from '../../document/annotation.ts';
import type { TaggingCalls } from '../calls/tagging.ts';
import { type ArgumentsOf, documentId, documentIds, fromOne, longestLine, mostDocuments, position } from './checks.ts';

const mostHits = 1_000_000;

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(longestLine));
const kind = v.picklist(annotationKinds);

/** What each of its channels takes, checked before anything runs. */
export const taggingArguments: ArgumentsOf<TaggingCalls> = {
  'collection:occurrences': v.strictObject({ documents: v.nullable(documentIds), words, as: kind }),
  'collection:tag': v.strictObject({
    words,
    as: kind,
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
  'document:suggestions': v.strictObject({ document: documentId }),
};
