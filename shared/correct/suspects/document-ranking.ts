import type { Node } from 'prosemirror-model';
import { textBlocks } from '../../document/reading-text.ts';
import type { Vocabulary } from '../../document/vocabulary.ts';
import { folded, wordShape } from '../../text/word-shape.ts';
import { type BlockWord, blockWords } from '../language/block-words.ts';
import { type WordList, wordList } from '../language/lexicon.ts';
import { countedWords, WordCounts } from '../language/word-usage.ts';
import { examineBlock, guardsOf } from './examine-block.ts';
import { type FollowedBlock, followBlocks } from './imported-words.ts';
import { Knowledge, type Language, tokensOf } from './knowledge.ts';
import { Suggester } from './suggestions.ts';
import { type EvidenceKind, type Weights, weightsFor } from './suspect-weights.ts';
import { type BlockSuspect, suspectsOf } from './suspects.ts';
import type { WordEvidence } from './word-evidence.ts';

/** The words of a document that editors tagged as a person, a place or the like, each once, in small letters. */
export const taggedNames = (doc: Node): readonly string[] => [
  ...new Set(textBlocks(doc).flatMap(({ block }) => namesIn(blockWords(block)))),
];

/** The tagged words among some, without a possessive. */
const namesIn = (words: readonly BlockWord[]): readonly string[] =>
  words.flatMap(({ text, isTagged }) => {
    const name = isTagged ? folded(wordShape(text).core).replace(/'s?$/, '') : '';
    return name === '' ? [] : [name];
  });

/** A list of words with names that it lacks.
 *  @param names of the other documents of the collection
 *  @param isTaggedHere whether a name, in small letters, is tagged in the document that is looked at */
const withNames = (list: WordList, names: WordList, isTaggedHere: (name: string) => boolean): WordList => ({
  known: (word) => list.known(word) || names.known(word) || isTaggedHere(folded(word).replace(/'s?$/, '')),
  alike: (first, length) => {
    const more = names.alike(first, length);
    const own = list.alike(first, length);
    if (more.words.length === 0) return own;
    return { words: [...own.words, ...more.words], masks: Uint32Array.from([...own.masks, ...more.masks]) };
  },
});

/** A block of a document with what the layout says of its words, word by word. */
export interface RankedBlock {
  readonly words: readonly BlockWord[];
  readonly evidence: readonly (WordEvidence | null)[];
}

/** Blocks in the place of others. */
export interface BlockSplice {
  /** Index of the first block. */
  readonly from: number;
  /** How many blocks are gone. */
  readonly removed: number;
  /** The words of those that take their place. */
  readonly added: readonly (readonly BlockWord[])[];
}

/** What editors said, as far as it tells what is asked. */
export interface LearnedWords {
  readonly vocabulary: Vocabulary;
  /** `wordKey` of each word that was looked at and kept. */
  readonly kept: readonly string[];
}

/** The suspects of the blocks that were ranked anew, by the index of the block. */
export type RankedAnew = readonly { readonly block: number; readonly suspects: readonly BlockSuspect[] }[];

/** What was found when a block was ranked. */
interface RankedOnce {
  /** `wordKey` of each word that was asked about. */
  readonly keys: ReadonlySet<string>;
  /** What its suspects read, in small letters. */
  readonly texts: ReadonlySet<string>;
}

/** Ranks the words of a document and follows its changes: what one costs follows what it changed. What editors teach may change every
 *  suspect a little: what it names is ranked at once, the rest in steps (`rest`). */
export class DocumentRanking {
  readonly #language: Language;
  readonly #counts: WordCounts;
  /** How often words of the document are tagged as names. */
  readonly #names = new Map<string, number>();
  /** As it was imported: a block that reads so again gets back what the layout says. */
  readonly #imported: ReadonlyMap<string, FollowedBlock>;
  /** The words of the import, as `WordCounts` counts them. */
  readonly #importedWords: ReadonlySet<string>;
  #blocks: readonly FollowedBlock[];
  #knowledge: Knowledge;
  #suggester: Suggester;
  #kept: ReadonlySet<string> = new Set();
  readonly #weights: Weights;
  readonly #ranked = new WeakMap<FollowedBlock, RankedOnce>();
  /** Blocks that were ranked before the vocabulary was changed. */
  readonly #stale = new Set<FollowedBlock>();

  /** @param imported the blocks of the document as it was imported: it begins with them
   *  @param others the words of the other documents of the collection, a list for each run of text; counts are shared with the caller,
   *  and hold the words of this document as well until `leave`
   *  @param names what is tagged in them (`taggedNames`) */
  constructor(
    language: Language,
    imported: readonly RankedBlock[],
    others: Iterable<readonly string[]> | WordCounts,
    teaching: LearnedWords,
    names: WordList = wordList([]),
  ) {
    const lexicon = withNames(language.lexicon, names, (name) => this.#names.has(name));
    this.#language = { ...language, lexicon };
    this.#blocks = imported.map(asImported);
    this.#imported = new Map(this.#blocks.map((block) => [textOf(block.words), block]));
    this.#importedWords = new Set(imported.flatMap(({ words }) => countedWords(words.map(({ text }) => text))));
    this.#weights = weightsFor(evidenceKind(imported));
    this.#counts = others instanceof WordCounts ? others : countsOf(others);
    for (const { words } of imported) this.#count(words, 1);
    this.#kept = new Set(teaching.kept);
    this.#knowledge = new Knowledge(this.#language, this.#counts, teaching.vocabulary);
    this.#suggester = new Suggester(this.#knowledge);
  }

  /** Takes the words of the document out of the counts again. Nothing may be asked of it any more. */
  leave(): void {
    for (const { words } of this.#blocks) this.#count(words, -1);
  }

  /** Follows a change of the document. */
  follow({ from, removed, added }: BlockSplice): void {
    const gone = this.#blocks.slice(from, from + removed);
    for (const block of gone) {
      this.#count(block.words, -1);
      this.#stale.delete(block);
    }
    for (const words of added) this.#count(words, 1);
    const blocks = followBlocks(gone, added).map((block) => this.#asImportedOr(block));
    this.#blocks = [...this.#blocks.slice(0, from), ...blocks, ...this.#blocks.slice(from + removed)];
  }

  /** Takes what editors said since, and ranks the blocks that it names. The others follow by `rest` when the vocabulary is another. */
  teach({ vocabulary, kept }: Partial<LearnedWords>): RankedAnew {
    const named = new Set<FollowedBlock>();
    if (kept) for (const block of this.#keptOtherwise(new Set(kept))) named.add(block);
    if (vocabulary) {
      this.#knowledge = new Knowledge(this.#language, this.#counts, vocabulary);
      this.#suggester = new Suggester(this.#knowledge);
      for (const block of this.#blocks) this.#stale.add(block);
      const texts = new Set([...vocabulary.words, ...vocabulary.corrections.map(({ from }) => from)].map(inSmall));
      for (const block of this.#blocks) if (this.#hasAny(block, 'texts', texts)) named.add(block);
    }
    return this.#blocks.flatMap((block, index) => (named.has(block) ? this.rank(index, index + 1) : []));
  }

  /** Whether every block is ranked by what editors have said. */
  get isSettled(): boolean {
    return this.#stale.size === 0;
  }

  /** Ranks blocks that do not follow yet what editors said, one at least, until the time is up. */
  rest(isTimeUp: () => boolean): RankedAnew {
    const anew: RankedAnew[number][] = [];
    for (const [index, block] of this.#blocks.entries()) {
      if (!this.#stale.has(block)) continue;
      for (const suspect of this.rank(index, index + 1)) anew.push(suspect);
      if (isTimeUp()) break;
    }
    return anew;
  }

  /** The blocks with words that were kept and are not any more, or the other way round. */
  #keptOtherwise(kept: ReadonlySet<string>): readonly FollowedBlock[] {
    const before = this.#kept;
    this.#kept = kept;
    const changed = new Set([...before, ...kept].filter((key) => before.has(key) !== kept.has(key)));
    return changed.size === 0 ? [] : this.#blocks.filter((block) => this.#hasAny(block, 'keys', changed));
  }

  #hasAny(block: FollowedBlock, what: keyof RankedOnce, wanted: ReadonlySet<string>): boolean {
    const known = this.#ranked.get(block)?.[what] ?? new Set();
    const [few, many] = known.size < wanted.size ? [known, wanted] : [wanted, known];
    for (const one of few) if (many.has(one)) return true;
    return false;
  }

  /** Ranks all blocks. */
  all(): RankedAnew {
    return this.rank(0, this.#blocks.length);
  }

  #count(words: readonly BlockWord[], by: number): void {
    this.#counts.add(countedWords(words.map(({ text }) => text)), by);
    for (const name of namesIn(words)) {
      const count = (this.#names.get(name) ?? 0) + by;
      if (count > 0) this.#names.set(name, count);
      else this.#names.delete(name);
    }
  }

  /** Ranks some blocks: from one up to, and without, another. */
  rank(from: number, to: number): RankedAnew {
    return this.#blocks.slice(from, to).map((block, index) => {
      const keys = new Set<string>();
      const isKept = (key: string): boolean => {
        keys.add(key);
        return this.#kept.has(key);
      };
      const tokens = tokensOf(block.words, block.evidence);
      const guards = guardsOf(tokens, block.typed, this.#knowledge, (small) => this.#importedWords.has(small));
      const suspects = suspectsOf(
        examineBlock(tokens, this.#knowledge, this.#suggester, isKept, guards),
        this.#weights,
      );
      this.#stale.delete(block);
      this.#ranked.set(block, { keys, texts: new Set(suspects.map(({ text }) => inSmall(text))) });
      return { block: from + index, suspects };
    });
  }

  /** A block that reads as one of the import is that one, also when it comes back after it was gone. */
  #asImportedOr(block: FollowedBlock): FollowedBlock {
    if (block.typed.every((typed) => typed === null)) return block;
    const imported = this.#imported.get(textOf(block.words));
    return imported ? { ...imported, words: block.words } : block;
  }
}

const asImported = ({ words, evidence }: RankedBlock): FollowedBlock => ({
  words,
  evidence,
  typed: words.map(() => null),
  origin: words.map(({ text }, index) => ({ text, evidence: evidence[index] ?? null })),
});
function countsOf(others: Iterable<readonly string[]>): WordCounts {
  const counts = new WordCounts();
  for (const words of others) counts.add(countedWords(words));
  return counts;
}

/** Suspects may have signs around them that the vocabulary has not. */
const inSmall = (text: string): string => folded(wordShape(text).core);

const textOf = (words: readonly BlockWord[]): string => words.map(({ text }) => text).join(' ');

function evidenceKind(blocks: readonly RankedBlock[]): EvidenceKind {
  const all = blocks.flatMap(({ evidence }) => evidence.filter((one) => one !== null));
  if (all.some(({ third }) => third !== null)) return 'three readings';
  if (all.some(({ second }) => second !== null)) return 'both readings';
  // A layout that does not say how sure its reading was tells no more of the words than the text does.
  return all.some(({ confidence }) => confidence !== null) ? 'one reading' : 'text alone';
}
