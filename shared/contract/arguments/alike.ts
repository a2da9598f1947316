import * as v from 'valibot';
import type { AlikeCalls } from '../calls/alike.ts';
import {
  type ArgumentsOf,
  documentId,
  groupId,
  mostDocuments,
  mostReviews,
  nothing,
  pageId,
  position,
  word,
} from './checks.ts';

const someWord = v.pipe(word, v.minLength(1));

const inContext = { before: word, text: someWord, after: word };

const wordIn = { document: documentId, from: position, to: position, ...inContext };

/** More pictures of one page are not asked for at once. */
const mostBoxes = 500;

const measure = v.pipe(v.number(), v.finite(), v.minValue(-1_000_000), v.maxValue(1_000_000));

/** What each of its channels takes, checked before anything runs. */
export const alikeArguments: ArgumentsOf<AlikeCalls> = {
  'alike:groups': nothing,
  'alike:words': v.variant('kind', [
    v.strictObject({ kind: v.literal('reading'), read: someWord }),
    v.strictObject({
      kind: v.literal('words'),
      words: v.pipe(v.array(v.strictObject(wordIn)), v.maxLength(mostReviews)),
    }),
  ]),
  'alike:pictures': v.strictObject({
    document: documentId,
    page: pageId,
    boxes: v.pipe(
      v.array(v.strictObject({ x: measure, y: measure, width: measure, height: measure })),
      v.maxLength(mostBoxes),
    ),
  }),
  'alike:settle': v.strictObject({
    words: v.pipe(
      v.array(v.strictObject({ ...wordIn, as: v.nullable(someWord) })),
      v.minLength(1),
      v.maxLength(mostReviews),
    ),
  }),
  'alike:take-back': v.strictObject({
    acts: v.pipe(v.array(v.strictObject({ document: documentId, group: groupId })), v.maxLength(mostDocuments)),
    kept: v.pipe(
      v.array(
        v.strictObject({
          document: documentId,
          words: v.pipe(v.array(v.strictObject(inContext)), v.maxLength(mostReviews)),
        }),
      ),
      v.maxLength(mostDocuments),
    ),
    corrections: v.pipe(v.array(v.strictObject({ from: word, to: word })), v.maxLength(mostReviews)),
  }),
};
