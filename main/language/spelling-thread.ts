import type { Vocabulary } from '../../shared/document/vocabulary.ts';
import { taskThread } from '../workers/task-thread.ts';
import type { SpellingAnswer, SpellingRequest } from './spelling-worker.ts';

const limitMs = 20_000;
const memoryMb = 1_024;

/** Looks up the spelling of words by the dictionaries of a collection. Its thread starts with the first word that is asked for. */
export interface SpellingThread {
  /** The words that are wrong; none when it cannot answer. */
  ask(vocabulary: Vocabulary, words: readonly string[], withSpellings: boolean): Promise<SpellingAnswer>;
  close(): Promise<void>;
}

/** @param workers folder of the worker programs
 *  @param folder of a person's own dictionaries */
export function spellingThread(workers: URL, folder: string): SpellingThread {
  const worker = taskThread<SpellingRequest, SpellingAnswer>(new URL('spelling-worker.js', workers), memoryMb);
  const { signal } = new AbortController();
  return {
    async ask({ languages, words: taught }, words, withSpellings) {
      const language = { names: languages, folder };
      const result = await worker.ask({ language, taught, words, withSpellings }, { limitMs, signal });
      return result.ok ? result.answer : [];
    },
    close: worker.close,
  };
}
