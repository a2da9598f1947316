import { type FindQuery, findInTexts, type TextFindResult } from '../../shared/find/find.ts';
import { serveTasks } from '../workers/worker-server.ts';

/** A search in the texts of one document with an expression of a person's own. */
export interface FindRequest {
  readonly texts: readonly string[];
  readonly query: FindQuery;
}

serveTasks<FindRequest, TextFindResult>(({ texts, query }, begin) => {
  begin();
  return findInTexts(texts, query);
});
