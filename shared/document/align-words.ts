import { diffArrays } from 'diff';
import type { Node } from 'prosemirror-model';
import { blockTextWithCalls, type PlacedBlock, textBlocks } from './block-text.ts';

/** A word of a document: a run of characters of its reading text that are no white space. */
export interface PlacedWord {
  readonly word: string;
  /** Positions before its first and after its last character; a page anchor or a line end may stand between. */
  readonly from: number;
  readonly to: number;
}

/** A stretch in which two documents read differently: words of the old one, words of the new one, either may be empty. */
export interface ChangedStretch {
  readonly old: readonly PlacedWord[];
  readonly new: readonly PlacedWord[];
  /** Position in the new document where the stretch begins: the end of the word before it when `new` is empty. */
  readonly at: number;
}

/** Moved text shorter than this may be the same words by chance and counts as changed. */
const shortestMoveWords = 3;

/** Aligns the reading texts of two documents and gives the stretches in which they differ, in the order of the new one.
 *  What kind of block a word stands in, where blocks begin and how lines end makes no difference; text that was moved is
 *  recognised. Blocks that read the same are paired first, so that the cost follows what differs. */
export function changedStretches(oldDoc: Node, newDoc: Node): readonly ChangedStretch[] {
  const stretches = unpairedBlocks(textBlocks(oldDoc), textBlocks(newDoc)).flatMap(compareRegion);
  return withoutMoves(stretches);
}

/** The words of some text blocks, in order. */
export function placedWords(blocks: readonly PlacedBlock[]): readonly PlacedWord[] {
  const found: PlacedWord[] = [];
  for (const { block, start } of blocks) {
    const { text, offsets } = blockTextWithCalls(block);
    for (const match of text.matchAll(/\S+/g)) {
      const first = offsets[match.index] ?? 0;
      const last = offsets[match.index + match[0].length - 1] ?? first;
      found.push({ word: match[0], from: start + first, to: start + last + 1 });
    }
  }
  return found;
}

/** Blocks between two pairs of equal blocks: what stands there in the old and in the new document. */
interface Region {
  readonly old: PlacedBlock[];
  readonly new: PlacedBlock[];
  readonly at: number;
}

function unpairedBlocks(oldBlocks: readonly PlacedBlock[], newBlocks: readonly PlacedBlock[]): readonly Region[] {
  const keysOf = (blocks: readonly PlacedBlock[]): string[] =>
    blocks.map(({ block }) => blockTextWithCalls(block).text);
  const regions: Region[] = [];
  let oldIndex = 0;
  let newIndex = 0;
  let open: Region | null = null;
  const region = (): Region => {
    if (open) return open;
    const before = newBlocks[newIndex - 1];
    open = { old: [], new: [], at: before ? before.start + before.block.content.size : (newBlocks[0]?.start ?? 0) };
    regions.push(open);
    return open;
  };
  for (const part of diffArrays(keysOf(oldBlocks), keysOf(newBlocks))) {
    if (part.removed) {
      region().old.push(...oldBlocks.slice(oldIndex, oldIndex + part.count));
      oldIndex += part.count;
    } else if (part.added) {
      region().new.push(...newBlocks.slice(newIndex, newIndex + part.count));
      newIndex += part.count;
    } else {
      open = null;
      oldIndex += part.count;
      newIndex += part.count;
    }
  }
  return regions;
}

function compareRegion(region: Region): readonly ChangedStretch[] {
  const oldWords = placedWords(region.old);
  const newWords = placedWords(region.new);
  const stretches: { old: PlacedWord[]; new: PlacedWord[]; at: number }[] = [];
  let oldIndex = 0;
  let newIndex = 0;
  let open: (typeof stretches)[number] | null = null;
  const parts = diffArrays(
    oldWords.map(({ word }) => word),
    newWords.map(({ word }) => word),
  );
  for (const part of parts) {
    if (!part.removed && !part.added) {
      open = null;
      oldIndex += part.count;
      newIndex += part.count;
      continue;
    }
    if (!open) {
      open = { old: [], new: [], at: newWords[newIndex - 1]?.to ?? region.at };
      stretches.push(open);
    }
    if (part.removed) {
      open.old.push(...oldWords.slice(oldIndex, oldIndex + part.count));
      oldIndex += part.count;
    } else {
      open.new.push(...newWords.slice(newIndex, newIndex + part.count));
      newIndex += part.count;
    }
  }
  return stretches;
}

/** Leaves out words that are gone in one place and new in another, in the same order: they were moved, not changed. */
function withoutMoves(stretches: readonly ChangedStretch[]): readonly ChangedStretch[] {
  const textOf = (side: readonly PlacedWord[]): string => side.map(({ word }) => word).join(' ');
  const gone = new Map<string, ChangedStretch>();
  for (const stretch of stretches)
    if (stretch.new.length === 0 && stretch.old.length >= shortestMoveWords) gone.set(textOf(stretch.old), stretch);
  const moved = new Set<ChangedStretch>();
  for (const stretch of stretches) {
    if (stretch.old.length > 0) continue;
    const origin = gone.get(textOf(stretch.new));
    if (!origin) continue;
    gone.delete(textOf(stretch.new));
    moved.add(stretch).add(origin);
  }
  return stretches.filter((stretch) => !moved.has(stretch));
}
