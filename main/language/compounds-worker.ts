import { serveTasks } from '../workers/worker-server.ts';
import { englishLanguage, englishStems } from './english-dictionary.ts';

/** A word with a hyphen of its own, and the same without. */
export interface CompoundForms {
  readonly hyphened: string;
  readonly joined: string;
}

let stems: ReadonlySet<string> | null = null;
let known: ((word: string) => boolean) | null = null;

/** Answers for each, in their order, whether the dictionary has it with its hyphen alone. */
serveTasks<readonly CompoundForms[], readonly boolean[]>((words, begun) => {
  stems ??= englishStems();
  begun();
  return words.map(({ hyphened, joined }) => {
    // Most words that are broken are stems; all forms of all words take a second to make.
    if (stems?.has(joined)) return false;
    known ??= englishLanguage().lexicon.known;
    return !known(joined) && known(hyphened);
  });
});
