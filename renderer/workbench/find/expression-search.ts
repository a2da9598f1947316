import type { FindQuery, TextFindResult } from '../../../shared/correct/find.ts';
import { startWorker } from '../../own-worker.ts';
import type { FindMessage, FindTask } from './find-worker.ts';
import workerAddress from './find-worker.ts?worker&url';

/** How long a person's own expression may search one document. */
const limitMs = 250;

let worker: Worker | null = null;
let tasks = 0;

function end(): void {
  worker?.terminate();
  worker = null;
}

/** Searches texts with an expression in a thread of its own, which is ended when it takes too long or the answer is no longer
 *  wanted.
 *  @returns null when it was aborted */
export function searchWithExpression(
  texts: readonly string[],
  query: FindQuery,
  signal: AbortSignal,
): Promise<TextFindResult | null> {
  worker ??= startWorker(workerAddress);
  const running = worker;
  tasks += 1;
  const task: FindTask = { task: tasks, texts, query };
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (result: TextFindResult | null, isOver: boolean): void => {
      clearTimeout(timer);
      running.removeEventListener('message', onMessage);
      signal.removeEventListener('abort', onAbort);
      if (isOver && running === worker) end();
      resolve(result);
    };
    const tooLong = `it took longer than ${limitMs} ms and was stopped`;
    const onAbort = (): void => settle(null, true);
    const onMessage = ({ data }: MessageEvent<FindMessage>): void => {
      if (data.task !== task.task) return;
      if (data.kind === 'found') settle(data.result, false);
      else timer = setTimeout(() => settle({ ok: false, reason: tooLong }, true), limitMs);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    running.addEventListener('message', onMessage);
    running.postMessage(task);
  });
}
