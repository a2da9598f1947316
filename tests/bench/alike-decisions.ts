import { readFileSync } from 'node:fs';
import { alikeGroups, meantBy } from '../../shared/correct/alike/alike-groups.ts';
import { readAs, readingOf } from '../../shared/correct/alike/alike-words.ts';
import { blockWords } from '../../shared/correct/language/block-words.ts';
import { countedWords, WordCounts } from '../../shared/correct/language/word-usage.ts';
import { DocumentRanking } from '../../shared/correct/suspects/document-ranking.ts';
import type { Language } from '../../shared/correct/suspects/knowledge.ts';
import { askedFrom, type BlockSuspect } from '../../shared/correct/suspects/suspects.ts';
import { schema } from '../../shared/document/schema.ts';
import { emptyVocabulary } from '../../shared/document/vocabulary.ts';
import { frusVolumes } from '../helpers/frus-volumes.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';

/** How many decisions a person makes about the suspects of many documents. */
export interface Decisions {
  readonly documents: number;
  readonly suspects: number;
  /** One for each suspect. */
  readonly oneByOne: number;
  /** One for each group and one for each word that is left out of it, and one for each suspect that is in none. */
  readonly together: number;
}

const documentCount = 100;
const wordsOfDocument = 300;
/** What one typewriter, or one scanner, makes of letters again and again, and how often. */
const confusions = [
  ['m', 'rn'],
  ['h', 'b'],
  ['e', 'c'],
  ['l', '1'],
  ['n', 'u'],
  ['t', 'f'],
  ['i', 'l'],
  ['a', 'o'],
  ['d', 'cl'],
  ['s', '8'],
] as const;
const [machines, ofMachine] = [5, 3] as const;
/** The share of the words with such a letter that are misread. */
const share = 0.08;

/** A word as it was read, with what it means. */
interface ReadWord {
  readonly text: string;
  readonly meant: string;
}

/** Documents of one volume, each typed on one of some machines with faults of its own. */
function misreadDocuments(volume: string): readonly (readonly ReadWord[])[] {
  const text = readFileSync(volume, 'utf8').replace(/<teiHeader[\s\S]*?<\/teiHeader>|<[^>]*>|&\w+;/g, ' ');
  const all = text.split(/\s+/).filter(Boolean);
  const random = new SeededRandom(7);
  const faults = Array.from({ length: machines }, () =>
    Array.from({ length: ofMachine }, () => confusions[random.below(confusions.length)] ?? confusions[0]),
  );
  // From the middle of the volume on: its beginning is a list of papers.
  const from = Math.floor(all.length / 3);
  return Array.from({ length: documentCount }, (_, index) => {
    const own = faults[index % machines] ?? [];
    const words = all.slice(from + index * wordsOfDocument, from + (index + 1) * wordsOfDocument);
    return words.map((meant) => ({ meant, text: misread(meant, own, random) }));
  });
}

function misread(word: string, faults: readonly (readonly [string, string])[], random: SeededRandom): string {
  const fault = faults.find(([letter]) => word.length > 3 && word.slice(1).includes(letter));
  if (!fault || random.next() > share) return word;
  return word[0] + word.slice(1).replace(fault[0], fault[1]);
}

interface Judged extends BlockSuspect {
  readonly meant: string;
}

/** Counts the decisions that the suspects of a hundred documents want, whose words are misread as typewriters do; null when there is
 *  no volume to take their words from. */
export function alikeDecisions(language: Language): Decisions | null {
  const [volume] = frusVolumes;
  if (volume === undefined) return null;
  const documents = misreadDocuments(volume);
  const counts = new WordCounts();
  for (const words of documents) counts.add(countedWords(words.map(({ text }) => text)), 1);
  const judged = documents.flatMap((words) => suspectsIn(language, words, counts));
  return {
    documents: documents.length,
    suspects: judged.length,
    oneByOne: judged.length,
    together: togetherCount(judged),
  };
}

function suspectsIn(language: Language, words: readonly ReadWord[], counts: WordCounts): readonly Judged[] {
  const block = schema.node('paragraph', null, [schema.text(words.map(({ text }) => text).join(' '))]);
  // The counts hold each document once: it is taken out while it is ranked.
  const own = countedWords(words.map(({ text }) => text));
  counts.add(own, -1);
  const ranking = new DocumentRanking(language, [{ words: blockWords(block), evidence: [] }], counts, {
    vocabulary: emptyVocabulary,
    kept: [],
  });
  const found = ranking.all().flatMap(({ suspects }) => suspects);
  ranking.leave();
  counts.add(own, 1);
  const starts = new Map<number, number>();
  let at = 0;
  words.forEach(({ text }, index) => {
    starts.set(at, index);
    at += text.length + 1;
  });
  return found
    .filter(({ score }) => score >= askedFrom)
    .map((suspect) => {
      const first = starts.get(suspect.from) ?? 0;
      const count = suspect.text.split(' ').length;
      return {
        ...suspect,
        meant: words
          .slice(first, first + count)
          .map(({ meant }) => meant)
          .join(' '),
      };
    });
}

/** Group after group is decided as most of its words want it; a group that spares nothing is not opened. */
function togetherCount(all: readonly Judged[]): number {
  let left = new Set(all);
  let decisions = 0;
  for (let isFound = true; isFound; ) {
    isFound = false;
    for (const group of alikeGroups([...left])) {
      const settled = largestAgreement(group);
      const out = group.suspects.length - settled.length;
      if (settled.length < 2 || settled.length <= 1 + out) continue;
      decisions += 1 + out;
      left = new Set([...left].filter((suspect) => !settled.includes(suspect)));
      isFound = true;
      break;
    }
  }
  return decisions + left.size;
}

type Group = ReturnType<typeof alikeGroups<Judged>>[number];

function largestAgreement({ kind, suspects }: Group): readonly Judged[] {
  const kept = suspects.filter(({ text, meant }) => text === meant);
  if (kind === 'letters') {
    const corrected = suspects.filter((suspect) => readAs(suspect.text, meantBy(suspect) ?? '') === suspect.meant);
    return corrected.length > kept.length ? corrected : kept;
  }
  const byMeaning = new Map<string, readonly Judged[]>();
  for (const suspect of suspects) {
    const meant = readingOf(suspect.meant);
    byMeaning.set(meant, [...(byMeaning.get(meant) ?? []), suspect]);
  }
  return [...byMeaning.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}
