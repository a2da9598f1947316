import { type FindQuery, findInTexts, type TextFindResult } from '../../shared/correct/find.ts';
import { serveTasks } from './serve-tasks.ts';

/** A search in the texts of one document with an expression of a person's own. */
export interface FindRequest {
  readonly texts: readonly string[];
  readonly query: FindQuery;
}

serveTasks<FindRequest, TextFindResult>(({ texts, query }, begin) => {
  begin();
  return findInTexts(texts, query);
});
