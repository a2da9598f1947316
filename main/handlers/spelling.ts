import type { SpellingAnswer, SpellingRequest } from '../language/spelling-worker.ts';
import { ownDataIn } from '../workers/job.ts';
import { taskThread } from '../workers/task-thread.ts';
import { done, type HandlersOf } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

const limitMs = 20_000;
const memoryMb = 1_024;

/** The spelling of what a person writes in fields, by the dictionaries of the open collection. Its thread starts with the first word that is asked for. When it cannot
 *  answer no word counts as wrong. */
export function spellingHandlers(session: CollectionSession): {
  readonly handlers: HandlersOf<'collection:misspelled' | 'collection:spellings'>;
  readonly close: () => Promise<void>;
} {
  const { workers, userFolder } = session.shell;
  const worker = taskThread<SpellingRequest, SpellingAnswer>(new URL('spelling-worker.js', workers), memoryMb);
  const { signal } = new AbortController();
  const asked = async (words: readonly string[], withSpellings: boolean): Promise<SpellingAnswer> => {
    const { languages, words: taught } = session.collection.vocabulary;
    const language = { names: languages, folder: ownDataIn(userFolder).languages };
    const result = await worker.ask({ language, taught, words, withSpellings }, { limitMs, signal });
    return result.ok ? result.answer : [];
  };
  return {
    handlers: {
      'collection:misspelled': async ({ words }) => done((await asked(words, false)).map(({ word }) => word)),
      'collection:spellings': async ({ word }) => done((await asked([word], true))[0]?.spellings ?? []),
    },
    close: worker.close,
  };
}
