import * as v from 'valibot';
import { annotationKinds } from '../../document/annotation.ts';
import { isIdentifier, type TagTypeId } from '../../document/identifier.ts';
import { type TagType, tagHues, tagLines } from '../../tag-types/tag-types.ts';
import type { TaggingCalls } from '../calls/tagging.ts';
import { hiddenLayersSchema } from '../payloads/tagging.ts';
import {
  type ArgumentsOf,
  documentId,
  documentIds,
  fromOne,
  groupId,
  line,
  longestLine,
  mostDocuments,
  nothing,
  position,
} from './checks.ts';

const mostHits = 1_000_000;

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(longestLine));
const kind = v.picklist(annotationKinds);

const tagTypeId = v.custom<TagTypeId>(isIdentifier);

const tagType: v.GenericSchema<unknown, TagType> = v.strictObject({
  id: tagTypeId,
  name: line,
  parent: tagTypeId,
  hue: v.picklist(tagHues),
  line: v.picklist(tagLines),
  key: line,
  element: line,
  type: line,
  subtype: line,
  note: line,
});

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
  'tags:hidden-layers': nothing,
  'tags:hide-layers': v.strictObject({ hidden: hiddenLayersSchema }),
  'tag-types:list': nothing,
  'tag-types:define': v.strictObject({ type: tagType }),
  'tag-types:remove': v.strictObject({ id: tagTypeId, replacement: v.nullable(tagTypeId) }),
  'tag-types:undo': v.strictObject({ group: groupId }),
};
