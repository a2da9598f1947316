import { textOfBlock } from '../alignment/align-blocks.ts';
import { blockTextWithCalls } from '../document/reading-text.ts';
import { matchSequences } from '../text/sequences.ts';
import type { BlockAlignment, ChangedPart } from './block-alignment.ts';
import { firstIndex } from './block-facts.ts';
import type { BlockIndex } from './block-index.ts';
import type { BlockTree, PlacedLeaf } from './block-tree.ts';
import { numbersOfWord, type SourceWords } from './source-words.ts';

/** A word of a text block that the source has, too. */
interface SharedWord {
  /** Offset in the block's content. */
  readonly from: number;
  /** UTF-16 offset of the word in the source text. */
  readonly source: number;
}

/** A word of the imported document: its block, and the unit of the block's text at which it begins. */
interface OldWord {
  readonly block: number;
  readonly unit: number;
}

/** Which places of a document and of its source text belong together: by what the imported document shares with the source, and what this one
 *  with the imported one. Nothing is compared before it is asked for, and then only the blocks around the place. */
export class SourceAlignment {
  readonly #tree: BlockTree;
  readonly #alignment: BlockAlignment;
  readonly #words: SourceWords;
  /** The first word of each block of the imported document among all, and their number behind the last. */
  readonly #firstOf: Int32Array;
  readonly #inParts = new WeakMap<ChangedPart, ReadonlyMap<PlacedLeaf, readonly SharedWord[]>>();

  constructor({ tree }: BlockIndex, alignment: BlockAlignment, words: SourceWords) {
    this.#tree = tree;
    this.#alignment = alignment;
    this.#words = words;
    this.#firstOf = new Int32Array(alignment.old.length + 1);
    for (let block = 0, word = 0; block < this.#firstOf.length; block++) {
      while (word < this.#count && this.#blockOf(word) < block) word += 1;
      this.#firstOf[block] = word;
    }
  }

  /** UTF-16 offset in the source of what stands at a position of the document: of the word at or before it in its block, else of the one after it
   *  there, else of the last before the block. Null when there is none. */
  offsetAt(pos: number): number | null {
    let leaf = this.#tree.beginningBefore(pos);
    if (!leaf) return null;
    const within = pos - this.#tree.startOf(leaf);
    const here = this.#sharedIn(leaf);
    const behind = firstIndex(here.length, (index) => (here[index]?.from ?? 0) > within);
    const found = here[behind - 1] ?? here[0];
    if (found) return found.source;
    for (leaf = this.#tree.previous(leaf); leaf; leaf = this.#tree.previous(leaf)) {
      const last = this.#sharedIn(leaf).at(-1);
      if (last) return last.source;
    }
    return null;
  }

  /** Position in the document of what stands at an offset of the source, or last before it. Null when nothing of that is there. O(blocks),
   *  for a click. */
  positionAt(offset: number): number | null {
    let best: { readonly source: number; readonly pos: number } | null = null;
    for (let leaf = this.#tree.at(0); leaf; leaf = this.#tree.next(leaf)) {
      const start = this.#tree.startOf(leaf);
      for (const { from, source } of this.#sharedIn(leaf))
        if (source <= offset && (!best || source > best.source)) best = { source, pos: start + from };
    }
    return best?.pos ?? null;
  }

  #sharedIn(leaf: PlacedLeaf): readonly SharedWord[] {
    const old = this.#alignment.originOf(leaf);
    if (old === null) return this.#sharedInPart(leaf);
    const { offsets } = blockTextWithCalls(leaf.block);
    const shared: SharedWord[] = [];
    for (let word = this.#firstOf[old] ?? 0; word < (this.#firstOf[old + 1] ?? 0); word++)
      shared.push({ from: offsets[this.#unitOf(word)] ?? 0, source: this.#sourceOf(word) });
    return shared;
  }

  #sharedInPart(leaf: PlacedLeaf): readonly SharedWord[] {
    const part = this.#alignment.partOf(leaf);
    if (!part) return [];
    const known = this.#inParts.get(part) ?? this.#sharedByLeaf(part);
    this.#inParts.set(part, known);
    return known.get(leaf) ?? [];
  }

  /** Pairs the words of a part with those that stood there before. */
  #sharedByLeaf(part: ChangedPart): ReadonlyMap<PlacedLeaf, readonly SharedWord[]> {
    const before = part.old.flatMap((block) => {
      const index = this.#alignment.old.indexOf(block);
      return wordsIn(textOfBlock(block)).map((word) => ({ ...word, block: index }));
    });
    const now = part.leaves.flatMap((leaf) => wordsIn(textOfBlock(leaf)).map((word) => ({ ...word, leaf })));
    const shared = new Map(part.leaves.map((leaf) => [leaf, [] as SharedWord[]]));
    for (const run of matchSequences(before.map(textOf), now.map(textOf)))
      for (let index = 0; index < run.count; index++) {
        const [old, word] = [before[run.old + index], now[run.new + index]];
        const source = old ? this.#sourceOfOld(old) : null;
        if (!word || source === null) continue;
        const from = blockTextWithCalls(word.leaf.block).offsetAt(word.unit) ?? 0;
        shared.get(word.leaf)?.push({ from, source });
      }
    return shared;
  }

  #sourceOfOld({ block, unit }: OldWord): number | null {
    const [first, end] = [this.#firstOf[block] ?? 0, this.#firstOf[block + 1] ?? 0];
    const word = first + firstIndex(end - first, (index) => this.#unitOf(first + index) >= unit);
    return word < end && this.#unitOf(word) === unit ? this.#sourceOf(word) : null;
  }

  get #count(): number {
    return this.#words.length / numbersOfWord;
  }

  #blockOf(word: number): number {
    return this.#words[word * numbersOfWord] ?? 0;
  }

  #unitOf(word: number): number {
    return this.#words[word * numbersOfWord + 1] ?? 0;
  }

  #sourceOf(word: number): number {
    return this.#words[word * numbersOfWord + 2] ?? 0;
  }
}

const wordsIn = (text: string): readonly { readonly word: string; readonly unit: number }[] =>
  [...text.matchAll(/\S+/g)].map((match) => ({ word: match[0], unit: match.index }));

const textOf = ({ word }: { readonly word: string }): string => word;
