import { type FindQuery, type FindResult, findMatches } from '../../../shared/correct/find.ts';
import { schema } from '../../../shared/document/schema.ts';

/** What the worker is asked. First the document, so that the time an expression takes is its own. */
export type FindRequest =
  | { readonly kind: 'document'; readonly doc: unknown }
  | { readonly kind: 'query'; readonly query: FindQuery };

export type FindAnswer = { readonly kind: 'ready' } | { readonly kind: 'result'; readonly result: FindResult };

/** A worker answers nothing but the one who made it. */
interface WorkerScope {
  postMessage(answer: FindAnswer): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FindRequest>) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
let doc = schema.topNodeType.createAndFill();

scope.addEventListener('message', ({ data }) => {
  if (data.kind === 'document') {
    doc = schema.nodeFromJSON(data.doc);
    scope.postMessage({ kind: 'ready' });
  } else if (doc) {
    scope.postMessage({ kind: 'result', result: findMatches(doc, data.query) });
  }
});
