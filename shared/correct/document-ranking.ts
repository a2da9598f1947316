import { matchSequences } from '../document/match-sequences.ts';
import type { Vocabulary } from '../document/vocabulary.ts';
import type { BlockWord } from './block-words.ts';
import { examineBlock } from './examine-block.ts';
import { Knowledge, type Language, tokensOf } from './knowledge.ts';
import { Suggester } from './suggestions.ts';
import { weightsFor } from './suspect-weights.ts';
import { type BlockSuspect, suspectsOf } from './suspects.ts';
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
  /** As it was imported: a block that reads so again gets back what the layout says. */
  readonly #imported: ReadonlyMap<string, RankedBlock>;
  #blocks: readonly RankedBlock[];
  #knowledge: Knowledge;
  #suggester: Suggester;
  #kept: ReadonlySet<string> = new Set();

  /** @param imported the blocks of the document as it was imported: it begins with them
   *  @param others the words of the other documents of the collection, a list for each run of text */
  constructor(
    language: Language,
    imported: readonly RankedBlock[],
    others: Iterable<readonly string[]>,
    teaching: Teaching,
  ) {
    this.#language = language;
    this.#imported = new Map(imported.map((block) => [textOf(block.words), block]));
    this.#blocks = imported;
    for (const words of others) this.#counts.add(countedWords(words));
    for (const { words } of imported) this.#count(words, 1);
    this.#kept = new Set(teaching.kept);
    this.#knowledge = new Knowledge(language, this.#counts, teaching.vocabulary);
    this.#suggester = new Suggester(this.#knowledge);
  }

  /** Follows a change of the document. */
  follow({ from, removed, added }: BlockSplice): void {
    const gone = this.#blocks.slice(from, from + removed);
    for (const { words } of gone) this.#count(words, -1);
    for (const words of added) this.#count(words, 1);
    const blocks = this.#withEvidence(gone, added);
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
  }

  /** Ranks some blocks: from one up to, and without, another. */
  rank(from: number, to: number): RankedAnew {
    return this.#blocks.slice(from, to).map(({ words, evidence }, index) => {
      const tokens = tokensOf(words, evidence);
      const examined = examineBlock(tokens, this.#knowledge, this.#suggester, (key) => this.#kept.has(key));
      const weights = weightsFor(evidence.some((one) => one !== null));
      return { block: from + index, suspects: suspectsOf(examined, weights) };
    });
  }

  /** Words that stay the same keep what the layout says of them. */
  #withEvidence(gone: readonly RankedBlock[], added: readonly (readonly BlockWord[])[]): readonly RankedBlock[] {
    const old = gone.flatMap(({ words, evidence }) =>
      words.map(({ text }, at) => ({ text, evidence: evidence[at] ?? null })),
    );
    const present = added.flat();
    const found: (WordEvidence | null)[] = present.map(() => null);
    const texts = { old: old.map(({ text }) => text), present: present.map(({ text }) => text) };
    for (const run of matchSequences(texts.old, texts.present))
      for (let at = 0; at < run.count; at++) found[run.new + at] = old[run.old + at]?.evidence ?? null;
    let at = 0;
    return added.map((words) => {
      const evidence = found.slice(at, at + words.length);
      at += words.length;
      return { words, evidence: this.#imported.get(textOf(words))?.evidence ?? evidence };
    });
  }
}

const textOf = (words: readonly BlockWord[]): string => words.map(({ text }) => text).join(' ');
