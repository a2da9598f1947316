import type { Node } from 'prosemirror-model';
import { type FindQuery, type FindResult, findMatches } from '../../../shared/correct/find.ts';
import { startExpressionWorker } from './expression-worker.ts';
import type { FindAnswer, FindRequest } from './find-worker.ts';

/** How long a person's own expression may take; some would take years. */
const expressionLimitMs = 250;

/** Finds in a document. A literal text is looked for at once; an expression runs in a worker that is stopped when it takes too
 *  long. */
export function findInTime(doc: Node, query: FindQuery): Promise<FindResult> {
  return query.regex ? findByExpression(doc, query) : Promise.resolve(findMatches(doc, query));
}

function findByExpression(doc: Node, query: FindQuery): Promise<FindResult> {
  const worker = startExpressionWorker();
  const ask = (request: FindRequest): void => worker.postMessage(request);
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = (result: FindResult): void => {
      clearTimeout(timer);
      worker.terminate();
      resolve(result);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<FindAnswer>) => {
      if (data.kind === 'result') return finish(data.result);
      timer = setTimeout(() => finish(tookTooLong), expressionLimitMs);
      ask({ kind: 'query', query });
    });
    worker.addEventListener('error', () => finish({ ok: false, reason: 'The expression could not be tried.' }));
    ask({ kind: 'document', doc: doc.toJSON() });
  });
}

const tookTooLong: FindResult = {
  ok: false,
  reason: 'This expression takes too long on this text. Make it more exact.',
};
