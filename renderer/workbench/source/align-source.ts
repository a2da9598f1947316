import type { Node } from 'prosemirror-model';
import { placedWords } from '../../../shared/document/align-words.ts';
import { type PlacedBlock, textBlocks } from '../../../shared/document/block-text.ts';

/** A word that the source and the document share. */
interface SharedWord {
  /** Position before the word in the document. */
  readonly pos: number;
  /** UTF-16 offset of the word in the source text. */
  readonly offset: number;
}

/** Which places of a document and of its source text belong together. */
export interface SourceAlignment {
  /** Offset in the source of what stands at a position of the document; null when nothing near it is from the source. */
  readonly offsetAt: (pos: number) => number | null;
  /** Position in the document of what stands at an offset of the source. */
  readonly positionAt: (offset: number) => number | null;
}

interface Word {
  readonly word: string;
  readonly place: number;
}

/** Aligns a document with the text it was imported from. Three words that follow one another and occur only once on either side
 *  belong together wherever they stand, so that notes and other parts that the import moved are found as well; from there the
 *  neighbours are followed as long as they are the same. O(words). */
export function alignSource(doc: Node, source: string): SourceAlignment {
  const blocks = textBlocks(doc);
  const here = placedWords(blocks).map(({ word, from }) => ({ word, place: from }));
  const there = [...source.matchAll(/\S+/g)].map((match) => ({ word: match[0], place: match.index }));
  const pairs = extended(here, there, uniqueTriples(here, there));
  const byPosition: readonly SharedWord[] = [...pairs]
    .map(([a, b]) => ({ pos: here[a]?.place ?? 0, offset: there[b]?.place ?? 0 }))
    .sort((a, b) => a.pos - b.pos);
  const byOffset = [...byPosition].sort((a, b) => a.offset - b.offset);
  return {
    offsetAt: (pos) => {
      const block = blocks[lastAtOrBefore(blocks, pos, ({ start }) => start)];
      return block ? offsetWithin(byPosition, pos, block) : null;
    },
    positionAt: (offset) => byOffset[lastAtOrBefore(byOffset, offset, (shared) => shared.offset)]?.pos ?? null,
  };
}

/** Pairs of indices at which triples of words begin that occur once on either side. */
function uniqueTriples(here: readonly Word[], there: readonly Word[]): ReadonlyMap<number, number> {
  const onlyHere = uniqueStarts(here);
  const onlyThere = uniqueStarts(there);
  const pairs = new Map<number, number>();
  for (const [triple, index] of onlyHere) {
    const other = onlyThere.get(triple);
    if (index !== null && other !== undefined && other !== null) pairs.set(index, other);
  }
  return pairs;
}

/** Where each triple of words begins; null when it occurs twice. */
function uniqueStarts(words: readonly Word[]): ReadonlyMap<string, number | null> {
  const starts = new Map<string, number | null>();
  for (let index = 0; index + 2 < words.length; index++) {
    const triple = `${words[index]?.word} ${words[index + 1]?.word} ${words[index + 2]?.word}`;
    starts.set(triple, starts.has(triple) ? null : index);
  }
  return starts;
}

function extended(
  here: readonly Word[],
  there: readonly Word[],
  seeds: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const pairs = new Map(seeds);
  const taken = new Set(seeds.values());
  const follow = (a: number, b: number, step: -1 | 1): void => {
    for (let i = a + step, j = b + step; here[i] && here[i]?.word === there[j]?.word; i += step, j += step) {
      if (pairs.has(i) || taken.has(j)) return;
      pairs.set(i, j);
      taken.add(j);
    }
  };
  for (const [a, b] of seeds) {
    follow(a, b, -1);
    follow(a, b, 1);
  }
  return pairs;
}

/** The shared word at or before a position of a text block, else the one after it in the same block, else the last before the
 *  block. */
function offsetWithin(sorted: readonly SharedWord[], pos: number, { block, start }: PlacedBlock): number | null {
  const index = lastAtOrBefore(sorted, pos, (shared) => shared.pos);
  const [before, after] = [sorted[index], sorted[index + 1]];
  const isAfterHere = after !== undefined && after.pos > pos && after.pos <= start + block.content.size;
  const isBeforeHere = before !== undefined && before.pos >= start && before.pos <= pos;
  return (isAfterHere && !isBeforeHere ? after : before)?.offset ?? null;
}

/** The index of the last entry of a sorted list whose key is not beyond a limit, else 0. */
function lastAtOrBefore<Entry>(sorted: readonly Entry[], limit: number, key: (entry: Entry) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = sorted[middle];
    if (entry !== undefined && key(entry) <= limit) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
