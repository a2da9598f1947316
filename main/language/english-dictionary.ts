import nspell from 'nspell';
import affixes from '../../node_modules/dictionary-en/index.aff?raw';
import stems from '../../node_modules/dictionary-en/index.dic?raw';
import usage from '../../resources/english-usage.txt?raw';
import { letterRuns } from '../../shared/correct/language/confusions.ts';
import { wordList } from '../../shared/correct/language/lexicon.ts';
import { englishLetters } from '../../shared/correct/language/spelling-neighbours.ts';
import { commonWordRank, readWordUsage } from '../../shared/correct/language/word-usage.ts';
import type { Language } from '../../shared/correct/suspects/knowledge.ts';

/** English as the Hunspell dictionary has it, every form of every word, and as it is used. Takes about a second and 40 MB. */
export function englishLanguage(): Language {
  const { data } = nspell(affixes, stems);
  const words = Object.keys(data);
  return {
    lexicon: wordList(words),
    runs: letterRuns(words.filter((word) => /^[a-z']+$/.test(word))),
    usage: readWordUsage(usage),
    isOpen: false,
    hasCompounds: false,
    common: commonWordRank,
    letters: englishLetters,
  };
}

/** The words that the dictionary lists before it makes their forms, in small letters. */
export const englishStems = (): ReadonlySet<string> =>
  new Set(stems.split('\n').map((line) => (/^[^/\s]+/.exec(line)?.[0] ?? '').toLowerCase()));
