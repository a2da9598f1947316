import { isMisspelled, spellingsFor } from '../../shared/correct/language/field-spelling.ts';
import type { Language } from '../../shared/correct/suspects/knowledge.ts';
import { serveTasks } from '../workers/worker-server.ts';
import { collectionLanguage, type LanguageChoice } from './collection-language.ts';

/** What is asked of the spelling of words. */
export interface SpellingRequest {
  readonly language: LanguageChoice;
  /** Words that are right in the collection. */
  readonly taught: readonly string[];
  readonly words: readonly string[];
  /** Whether it is wanted what may be meant by them, too. */
  readonly withSpellings: boolean;
}

/** The words that may be spelled wrong, with what may be meant where that was asked. */
export type SpellingAnswer = readonly { readonly word: string; readonly spellings: readonly string[] }[];

let known: { readonly key: string; readonly language: Language } | null = null;

/** Making a dictionary takes a second and more: the last one is kept. */
function languageFor(choice: LanguageChoice): Language {
  const key = JSON.stringify(choice);
  if (known?.key !== key) known = { key, language: collectionLanguage(choice) };
  return known.language;
}

serveTasks<SpellingRequest, SpellingAnswer>(({ language: choice, taught, words, withSpellings }, begun) => {
  const language = languageFor(choice);
  begun();
  const right = new Set(taught.map((word) => word.toLowerCase().replaceAll('’', "'")));
  return words
    .filter((word) => isMisspelled(word, language, right))
    .map((word) => ({ word, spellings: withSpellings ? spellingsFor(word, language) : [] }));
});
