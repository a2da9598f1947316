import { isCompound, type WordList } from '../../shared/correct/language/lexicon.ts';
import { serveTasks } from '../workers/worker-server.ts';
import { collectionLanguage, isEnglishAlone, type LanguageChoice } from './collection-language.ts';
import { englishLanguage, englishStems } from './english-dictionary.ts';

/** A word with a hyphen of its own, and the same without. */
interface CompoundForms {
  readonly hyphened: string;
  readonly joined: string;
}

/** Words that a line end divides, and in what they are written. */
export interface CompoundRequest {
  readonly words: readonly CompoundForms[];
  readonly language: LanguageChoice;
}

let stems: ReadonlySet<string> | null = null;
let known: ((word: string) => boolean) | null = null;
let other: { readonly key: string; readonly known: (word: string) => boolean; readonly isOpen: boolean } | null = null;

/** Answers for each, in their order, whether the dictionary has it with its hyphen alone. */
serveTasks<CompoundRequest, readonly boolean[]>(({ words, language }, begun) =>
  isEnglishAlone(language) ? inEnglish(words, begun) : inOther(words, language, begun),
);

function inEnglish(words: readonly CompoundForms[], begun: () => void): readonly boolean[] {
  stems ??= englishStems();
  begun();
  return words.map(({ hyphened, joined }) => {
    // Most words that are broken are stems; all forms of all words take a second to make.
    if (stems?.has(joined)) return false;
    known ??= englishLanguage().lexicon.known;
    return !known(joined) && known(hyphened);
  });
}

/** Without a dictionary for all of the languages nothing tells that a word has a hyphen of its own. */
function inOther(words: readonly CompoundForms[], choice: LanguageChoice, begun: () => void): readonly boolean[] {
  const key = JSON.stringify(choice);
  if (other?.key !== key) {
    // Each by itself: words of one language make no compounds of another.
    const all = choice.names.map((name) => collectionLanguage({ ...choice, names: [name] }));
    const lists = all.map(({ lexicon, hasCompounds }) => (hasCompounds ? withCompounds(lexicon) : lexicon.known));
    other = { key, isOpen: all.some(({ isOpen }) => isOpen), known: (word) => lists.some((isIn) => isIn(word)) };
  }
  begun();
  const { known: isKnown, isOpen } = other;
  return words.map(({ hyphened, joined }) => !isOpen && !isKnown(joined) && isKnown(hyphened));
}

const withCompounds =
  (lexicon: WordList) =>
  (word: string): boolean =>
    lexicon.known(word) || isCompound(word, lexicon);
