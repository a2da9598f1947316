import type { SourceWords } from '../../../shared/derived/source-words.ts';
import { startWorker } from '../../own-worker.ts';
import type { SourceTask } from './source-words-worker.ts';
import workerAddress from './source-words-worker.ts?worker&url';

/** Finds the words that an imported document shares with its source, in a thread of its own: it costs all of both.
 *  @param texts what each block of the document reads, with its calls
 *  @returns null when it was aborted */
export function sharedWithSource(
  texts: readonly string[],
  source: string,
  signal: AbortSignal,
): Promise<SourceWords | null> {
  const worker = startWorker(workerAddress);
  return new Promise((resolve) => {
    const settle = (words: SourceWords | null): void => {
      worker.terminate();
      resolve(words);
    };
    signal.addEventListener('abort', () => settle(null), { once: true });
    worker.addEventListener('message', ({ data }: MessageEvent<SourceWords>) => settle(data));
    worker.postMessage({ texts, source } satisfies SourceTask);
  });
}
