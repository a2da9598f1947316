import { type FindQuery, type FindResult, findMatches } from '../../shared/correct/find.ts';
import { schema } from '../../shared/document/schema.ts';
import { serveTasks } from './serve-tasks.ts';

/** A search in one document with an expression of a person's own. */
export interface FindRequest {
  /** `Node.toJSON()`. */
  readonly doc: unknown;
  readonly query: FindQuery;
}

serveTasks<FindRequest, FindResult>(({ doc, query }, begin) => {
  const node = schema.nodeFromJSON(doc);
  begin();
  return findMatches(node, query);
});
