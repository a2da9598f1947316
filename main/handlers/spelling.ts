import type { SpellingAnswer } from '../language/spelling-worker.ts';
import { done, type HandlersOf } from './session/handler.ts';
import type { CollectionSession } from './session/session.ts';

/** The spelling of what a person writes in fields, by the dictionaries of the open collection. */
export function spellingHandlers(
  session: CollectionSession,
): HandlersOf<'collection:misspelled' | 'collection:spellings'> {
  const asked = (words: readonly string[], withSpellings: boolean): Promise<SpellingAnswer> =>
    session.spelling.ask(session.collection.vocabulary, words, withSpellings);
  return {
    'collection:misspelled': async ({ words }) => done((await asked(words, false)).map(({ word }) => word)),
    'collection:spellings': async ({ word }) => done((await asked([word], true))[0]?.spellings ?? []),
  };
}
