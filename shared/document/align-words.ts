import type { Node } from 'prosemirror-model';
import { blockTextWithCalls, type PlacedBlock, textBlocks } from './block-text.ts';
import { matchSequences } from './match-sequences.ts';

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

/** A part of two aligned documents, in the order of the new one: blocks that read the same, or blocks between such. */
export type AlignedPart =
  | { readonly kind: 'same'; readonly old: readonly PlacedBlock[]; readonly new: readonly PlacedBlock[] }
  | {
      readonly kind: 'changed';
      readonly old: readonly PlacedBlock[];
      readonly new: readonly PlacedBlock[];
      readonly at: number;
    };

/** Moved text shorter than this may be the same words by chance and counts as changed. */
const shortestMoveWords = 3;

/** Aligns the reading texts of two documents and gives the stretches in which they differ, in the order of the new one.
 *  What kind of block a word stands in, where blocks begin and how lines end makes no difference; text that was moved is
 *  recognised. Blocks that read the same are paired first, so that the cost follows what differs. */
export function changedStretches(oldDoc: Node, newDoc: Node): readonly ChangedStretch[] {
  const stretches = alignBlocks(oldDoc, newDoc).flatMap((part) =>
    part.kind === 'same' ? [] : changedWords(placedWords(part.old), placedWords(part.new), part.at),
  );
  return withoutMoves(stretches);
}

/** The words of some text blocks, in order. */
export function placedWords(blocks: readonly PlacedBlock[]): readonly PlacedWord[] {
  const [first] = blocks;
  return first && blocks.length === 1 ? wordsOfBlock(first) : blocks.flatMap(wordsOfBlock);
}

/** Alignment asks for the words of a block several times. */
const known = new WeakMap<PlacedBlock, readonly PlacedWord[]>();

function wordsOfBlock(placed: PlacedBlock): readonly PlacedWord[] {
  const words = known.get(placed) ?? readWords(placed);
  known.set(placed, words);
  return words;
}

function readWords({ block, start }: PlacedBlock): readonly PlacedWord[] {
  const { text, offsets } = blockTextWithCalls(block);
  const found: PlacedWord[] = [];
  let at = 0;
  // The only white space of a reading text is single spaces between words.
  for (const word of text === '' ? [] : text.split(' ')) {
    const first = offsets[at] ?? 0;
    const last = offsets[at + word.length - 1] ?? first;
    found.push({ word, from: start + first, to: start + last + 1 });
    at += word.length + 1;
  }
  return found;
}

/** Pairs the text blocks that read the same. */
export function alignBlocks(oldDoc: Node, newDoc: Node): readonly AlignedPart[] {
  const oldBlocks = textBlocks(oldDoc);
  const newBlocks = textBlocks(newDoc);
  const textOf = ({ block }: PlacedBlock): string => blockTextWithCalls(block).text;
  const parts: AlignedPart[] = [];
  let oldAt = 0;
  let newAt = 0;
  const changedUpTo = (oldEnd: number, newEnd: number): void => {
    if (oldEnd === oldAt && newEnd === newAt) return;
    const before = newBlocks[newAt - 1];
    const at = before ? before.start + before.block.content.size : (newBlocks[0]?.start ?? 0);
    parts.push({ kind: 'changed', old: oldBlocks.slice(oldAt, oldEnd), new: newBlocks.slice(newAt, newEnd), at });
  };
  for (const run of matchSequences(oldBlocks.map(textOf), newBlocks.map(textOf))) {
    changedUpTo(run.old, run.new);
    oldAt = run.old + run.count;
    newAt = run.new + run.count;
    parts.push({ kind: 'same', old: oldBlocks.slice(run.old, oldAt), new: newBlocks.slice(run.new, newAt) });
  }
  changedUpTo(oldBlocks.length, newBlocks.length);
  return parts;
}

/** Blocks of two documents that stand for each other. */
export type BlockPair = Pick<AlignedPart, 'kind' | 'old' | 'new'>;

/** The blocks of a part two by two where they read the same; all of them where they do not. */
export const blockPairs = (part: AlignedPart): readonly BlockPair[] =>
  part.kind === 'changed'
    ? [part]
    : part.old.map((block, index) => ({ kind: 'same', old: [block], new: part.new.slice(index, index + 1) }));

/** The words that both sides have, in order. */
export function matchedWords(pair: BlockPair): readonly (readonly [PlacedWord, PlacedWord])[] {
  const [old, present] = [placedWords(pair.old), placedWords(pair.new)];
  const runs =
    pair.kind === 'same'
      ? [{ old: 0, new: 0, count: Math.min(old.length, present.length) }]
      : matchSequences(old.map(wordOf), present.map(wordOf));
  return runs.flatMap((run) =>
    old.slice(run.old, run.old + run.count).flatMap((word, index) => {
      const partner = present[run.new + index];
      return partner ? [[word, partner] as const] : [];
    }),
  );
}

const wordOf = ({ word }: PlacedWord): string => word;

/** The stretches in which two runs of words differ.
 *  @param at position in the new document before the first word */
function changedWords(
  oldWords: readonly PlacedWord[],
  newWords: readonly PlacedWord[],
  at: number,
): readonly ChangedStretch[] {
  const stretches: ChangedStretch[] = [];
  let oldAt = 0;
  let newAt = 0;
  const changedUpTo = (oldEnd: number, newEnd: number): void => {
    if (oldEnd === oldAt && newEnd === newAt) return;
    stretches.push({
      old: oldWords.slice(oldAt, oldEnd),
      new: newWords.slice(newAt, newEnd),
      at: newWords[newAt - 1]?.to ?? at,
    });
  };
  for (const run of matchSequences(oldWords.map(wordOf), newWords.map(wordOf))) {
    changedUpTo(run.old, run.new);
    oldAt = run.old + run.count;
    newAt = run.new + run.count;
  }
  changedUpTo(oldWords.length, newWords.length);
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
