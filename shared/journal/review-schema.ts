import * as v from 'valibot';
import type { ReviewAct, WordInContext } from '../document/review.ts';

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
