import nspell from 'nspell';
import affixes from '../../node_modules/dictionary-en/index.aff?raw';
import stems from '../../node_modules/dictionary-en/index.dic?raw';
import type { Language } from '../../shared/correct/knowledge.ts';
import { letterRuns } from '../../shared/correct/letter-runs.ts';
import { wordList } from '../../shared/correct/lexicon.ts';
import { readWordUsage } from '../../shared/correct/word-usage.ts';
import usage from './english-usage.txt?raw';

/** English as the Hunspell dictionary has it, every form of every word, and as it is used. Takes about a second and 40 MB. */
export function englishLanguage(): Language {
  const { data } = nspell(affixes, stems);
  const words = Object.keys(data);
  return {
    lexicon: wordList(words),
    runs: letterRuns(words.filter((word) => /^[a-z']+$/.test(word))),
    usage: readWordUsage(usage),
  };
}

/** The words that the dictionary lists before it makes their forms, in small letters. */
export const englishStems = (): ReadonlySet<string> =>
  new Set(stems.split('\n').map((line) => (/^[^/\s]+/.exec(line)?.[0] ?? '').toLowerCase()));
