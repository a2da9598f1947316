import type { Node } from 'prosemirror-model';
import {
  type FindQuery,
  type FindResult,
  findMatches,
  type Match,
  placeHits,
  searchedTexts,
  type TextFindResult,
} from '../../shared/find/find.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import { taskFaultSentence, taskThread } from '../workers/task-thread.ts';
import type { FindRequest } from './find-worker.ts';

/** How long a person's own expression may search one document. */
const expressionLimitMs = 250;
const expressionMemoryMb = 512;

export type HitResult =
  | { readonly kind: 'hits'; readonly hits: readonly Match[] }
  /** It is no expression, or it takes too long; the reason is the end of a sentence. */
  | { readonly kind: 'bad expression'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** Searches documents, one after another. */
export interface HitFinder {
  find(doc: Node, query: FindQuery, signal: AbortSignal): Promise<HitResult>;
  close(): Promise<void>;
}

/** Words are looked for at once; an expression runs in a thread of its own, which can be stopped.
 *  @param workers the folder of the worker programs */
export function hitFinder(workers: URL): HitFinder {
  const worker = taskThread<FindRequest, TextFindResult>(new URL('find-worker.js', workers), expressionMemoryMb);
  return {
    close: worker.close,
    async find(doc, query, signal) {
      if (!query.regex) return hitResult(findMatches(doc, query));
      const request = { texts: searchedTexts(doc), query };
      const result = await worker.ask(request, { limitMs: expressionLimitMs, signal });
      if (result.ok) {
        const { answer } = result;
        return hitResult(answer.ok ? { ok: true, matches: placeHits(doc, answer.hits) } : answer);
      }
      if (result.fault.kind === 'cancelled') return { kind: 'cancelled' };
      return {
        kind: 'bad expression',
        reason: taskFaultSentence(result.fault, inEnglish`searching one document with it`),
      };
    },
  };
}

const hitResult = (result: FindResult): HitResult =>
  result.ok ? { kind: 'hits', hits: result.matches } : { kind: 'bad expression', reason: result.reason };
