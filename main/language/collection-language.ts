import path from 'node:path';
import nspell from 'nspell';
import { letterRuns } from '../../shared/correct/language/confusions.ts';
import { wordList } from '../../shared/correct/language/lexicon.ts';
import { englishLetters } from '../../shared/correct/language/spelling-neighbours.ts';
import { readWordUsage } from '../../shared/correct/language/word-usage.ts';
import type { Language } from '../../shared/correct/suspects/knowledge.ts';
import { languageNamePattern } from '../../shared/document/vocabulary.ts';
import { firstFile, readOwnFile } from '../storage/outside/own-data.ts';
import { englishLanguage } from './english-dictionary.ts';

/** In what the documents of a collection are written. */
export interface LanguageChoice {
  /** By the names of their data (`eng`, `deu`); none: English. */
  readonly names: readonly string[];
  /** The folder of a person's own dictionaries; null when there is none. */
  readonly folder: string | null;
}

/** The dictionary of English comes with the program. */
const english = 'eng';

/** Whether nothing but English is written, by the dictionary that comes with the program. */
export const isEnglishAlone = ({ names, folder }: LanguageChoice): boolean =>
  names.every((name) => name === english) && (folder === null || ownDictionaryFiles(english, folder) === null);

/** The languages of a collection as one: a word that any of them has is known. Where one has no dictionary no word is unknown; what is
 *  usual is then what the collection itself reads elsewhere. */
export function collectionLanguage({ names, folder }: LanguageChoice): Language {
  const languages = (names.length === 0 ? [english] : names).map((name) => languageOf(name, folder));
  const [only] = languages;
  return languages.length === 1 && only ? only : together(languages);
}

function languageOf(name: string, folder: string | null): Language {
  const own = folder === null ? null : ownDictionary(name, folder);
  if (own) return own;
  return name === english ? englishLanguage() : withoutDictionary;
}

const unknownUsage = readWordUsage('');

const withoutDictionary: Language = {
  lexicon: wordList([]),
  isOpen: true,
  hasCompounds: false,
  runs: { oddity: () => 0 },
  usage: unknownUsage,
  common: new Map(),
  letters: englishLetters,
};

/** The path of Hunspell files without their endings; null when there are none. */
function ownDictionaryFiles(name: string, folder: string): string | null {
  if (!languageNamePattern.test(name)) return null;
  const stems = [path.join(folder, name), path.join(folder, name, 'index')];
  return stems.find((file) => firstFile([`${file}.aff`]) !== null && firstFile([`${file}.dic`]) !== null) ?? null;
}

/** Hunspell files of a person: `deu.aff` and `deu.dic`, or `deu/index.aff` and `deu/index.dic` as packages have them. Null when there
 *  are none. */
function ownDictionary(name: string, folder: string): Language | null {
  const stem = ownDictionaryFiles(name, folder);
  if (stem === null) return null;
  const affixes = readOwnFile(`${stem}.aff`);
  const encoding = /^SET\s+(\S+)/m.exec(affixes.toString('latin1'))?.[1] ?? 'ISO8859-1';
  const decoder = decoderFor(encoding);
  const { data } = nspell(decoder.decode(affixes), decoder.decode(readOwnFile(`${stem}.dic`)));
  const words = Object.keys(data);
  const small = words.map((word) => word.toLowerCase()).filter((word) => /^[\p{L}']+$/u.test(word));
  return {
    lexicon: wordList(words),
    isOpen: false,
    hasCompounds: true,
    runs: letterRuns(small),
    usage: unknownUsage,
    common: new Map(),
    letters: lettersOf(small),
  };
}

/** Hunspell writes the names of encodings in its own way. */
function decoderFor(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding.replace(/^ISO8859-/i, 'iso-8859-').replace(/^microsoft-cp/i, 'windows-'));
  } catch {
    return new TextDecoder('latin1');
  }
}

/** Rarer letters are those of foreign words. */
const leastShare = 0.0002;

function lettersOf(words: readonly string[]): string {
  const counts = new Map<string, number>();
  let total = 0;
  for (const word of words)
    for (const letter of word) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
      total += 1;
    }
  const usual = [...counts].filter(([letter, count]) => letter !== "'" && count >= leastShare * total);
  return `${usual.map(([letter]) => letter).join('')}'`;
}

function together(languages: readonly Language[]): Language {
  const lists = languages.map(({ lexicon }) => lexicon);
  return {
    lexicon: {
      known: (word) => lists.some((list) => list.known(word)),
      alike(first, length) {
        const all = lists.map((list) => list.alike(first, length));
        return {
          words: all.flatMap(({ words }) => words),
          masks: Uint32Array.from(all.flatMap(({ masks }) => [...masks])),
        };
      },
    },
    isOpen: languages.some(({ isOpen }) => isOpen),
    hasCompounds: languages.some(({ hasCompounds }) => hasCompounds),
    runs: { oddity: (word) => Math.min(...languages.map(({ runs }) => runs.oddity(word))) },
    // What is usual in one of them says nothing of the words of another.
    usage: unknownUsage,
    common: new Map(),
    letters: `${[...new Set(languages.flatMap(({ letters }) => [...letters.slice(0, -1)]))].join('')}'`,
  };
}
