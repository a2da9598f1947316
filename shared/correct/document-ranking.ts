import type { Vocabulary } from '../document/vocabulary.ts';
import type { BlockWord } from './block-words.ts';
import { examineBlock } from './examine-block.ts';
import { guardsOf } from './guard.ts';
import { type FollowedBlock, followBlocks } from './imported-words.ts';
import { Knowledge, type Language, tokensOf } from './knowledge.ts';
import { wordList } from './lexicon.ts';
import { Suggester } from './suggestions.ts';
import { type EvidenceKind, type Weights, weightsFor } from './suspect-weights.ts';
import { type BlockSuspect, suspectsOf } from './suspects.ts';
import { namesIn, withNames } from './tagged-names.ts';
import { countedWords, WordCounts } from './word-counts.ts';
import type { WordEvidence } from './word-evidence.ts';

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
export interface Teaching {
  readonly vocabulary: Vocabulary;
  /** `wordKey` of each word that was looked at and kept. */
  readonly kept: readonly string[];
}

/** The suspects of the blocks that were ranked anew, by the index of the block. */
export type RankedAnew = readonly { readonly block: number; readonly suspects: readonly BlockSuspect[] }[];

/** Ranks the words of a document and follows its changes: what one costs follows what it changed. */
export class DocumentRanking {
  readonly #language: Language;
  readonly #counts = new WordCounts();
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

  /** @param imported the blocks of the document as it was imported: it begins with them
   *  @param others the words of the other documents of the collection, a list for each run of text
   *  @param names what is tagged in them (`taggedNames`) */
  constructor(
    language: Language,
    imported: readonly RankedBlock[],
    others: Iterable<readonly string[]>,
    teaching: Teaching,
    names: Iterable<string> = [],
  ) {
    const lexicon = withNames(language.lexicon, wordList(names), (name) => this.#names.has(name));
    this.#language = { ...language, lexicon };
    this.#blocks = imported.map(asImported);
    this.#imported = new Map(this.#blocks.map((block) => [textOf(block.words), block]));
    this.#importedWords = new Set(imported.flatMap(({ words }) => countedWords(words.map(({ text }) => text))));
    this.#weights = weightsFor(evidenceKind(imported));
    for (const words of others) this.#counts.add(countedWords(words));
    for (const { words } of imported) this.#count(words, 1);
    this.#kept = new Set(teaching.kept);
    this.#knowledge = new Knowledge(this.#language, this.#counts, teaching.vocabulary);
    this.#suggester = new Suggester(this.#knowledge);
  }

  /** Follows a change of the document. */
  follow({ from, removed, added }: BlockSplice): void {
    const gone = this.#blocks.slice(from, from + removed);
    for (const { words } of gone) this.#count(words, -1);
    for (const words of added) this.#count(words, 1);
    const blocks = followBlocks(gone, added).map((block) => this.#asImportedOr(block));
    this.#blocks = [...this.#blocks.slice(0, from), ...blocks, ...this.#blocks.slice(from + removed)];
  }

  /** Takes what editors said and ranks all blocks. */
  teach({ vocabulary, kept }: Teaching): RankedAnew {
    this.#kept = new Set(kept);
    this.#knowledge = new Knowledge(this.#language, this.#counts, vocabulary);
    this.#suggester = new Suggester(this.#knowledge);
    return this.all();
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
    return this.#blocks.slice(from, to).map(({ words, evidence, typed }, index) => {
      const tokens = tokensOf(words, evidence);
      const guards = guardsOf(tokens, typed, this.#knowledge, (small) => this.#importedWords.has(small));
      const examined = examineBlock(tokens, this.#knowledge, this.#suggester, (key) => this.#kept.has(key), guards);
      return { block: from + index, suspects: suspectsOf(examined, this.#weights) };
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

const textOf = (words: readonly BlockWord[]): string => words.map(({ text }) => text).join(' ');

function evidenceKind(blocks: readonly RankedBlock[]): EvidenceKind {
  const all = blocks.flatMap(({ evidence }) => evidence.filter((one) => one !== null));
  if (all.length === 0) return 'text alone';
  return all.some(({ second }) => second !== null) ? 'both readings' : 'one reading';
}
