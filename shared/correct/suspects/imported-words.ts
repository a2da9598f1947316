import { alignReadings } from '../../alignment/align-readings.ts';
import { matchSequences } from '../../text/sequences.ts';
import { folded, wordKey } from '../../text/word-shape.ts';
import type { BlockWord } from '../language/block-words.ts';
import type { WordEvidence } from './word-evidence.ts';

/** A word of the document as it was imported. */
export interface ImportedWord {
  readonly text: string;
  readonly evidence: WordEvidence | null;
}

/** A word that an editor wrote. */
export interface TypedWord {
  /** What the import has in its place; empty where it has nothing, or where the words on both sides do not answer to each other. */
  readonly was: readonly ImportedWord[];
}

/** A block of the present document with what the import says of its words. */
export interface FollowedBlock {
  readonly words: readonly BlockWord[];
  /** One for each word: what the layout says of it; null too where the word is not as it was imported. */
  readonly evidence: readonly (WordEvidence | null)[];
  /** One for each word; null for one that the import has. */
  readonly typed: readonly (TypedWord | null)[];
  /** The words of the import that the block came from. */
  readonly origin: readonly ImportedWord[];
}

/** What the import says of the blocks that take the place of others. It is worked out from the words of the import alone, so that the
 *  way that led there makes no difference. */
export function followBlocks(
  gone: readonly FollowedBlock[],
  added: readonly (readonly BlockWord[])[],
): readonly FollowedBlock[] {
  const origin = gone.flatMap((block) => block.origin);
  const ties = tiesOf(
    origin.map(({ text }) => text),
    added.flat().map(({ text }) => text),
  );
  let at = 0;
  let taken = 0;
  return added.map((words, index) => {
    const own = ties.slice(at, at + words.length);
    at += words.length;
    const end = own.reduce((most, tie) => Math.max(most, tie ? tie.old + tie.count : 0), taken);
    const part = origin.slice(taken, index === added.length - 1 ? origin.length : end);
    taken = end;
    return {
      words,
      evidence: own.map((tie) => (tie?.kind === 'same' ? (origin[tie.old]?.evidence ?? null) : null)),
      typed: own.map((tie) => typedWord(tie, origin)),
      origin: part,
    };
  });
}

/** Which words of the import stand for a present one. */
interface Tie {
  /** `respaced` has the same letters, with other spaces, hyphens or punctuation. */
  readonly kind: 'same' | 'respaced' | 'other';
  readonly old: number;
  readonly count: number;
}

interface PlacedTie {
  /** Index of the present word. */
  readonly at: number;
  readonly tie: Tie;
}

function typedWord(tie: Tie | null, origin: readonly ImportedWord[]): TypedWord | null {
  if (!tie) return { was: [] };
  return tie.kind === 'other' ? { was: origin.slice(tie.old, tie.old + tie.count) } : null;
}

/** One for each present word; null where no word of the import stands for it alone. */
function tiesOf(old: readonly string[], present: readonly string[]): readonly (Tie | null)[] {
  const ties: (Tie | null)[] = present.map(() => null);
  let [oldAt, presentAt] = [0, 0];
  for (const run of [...matchSequences(old, present), { old: old.length, new: present.length, count: 0 }]) {
    const gap = { old: old.slice(oldAt, run.old), present: present.slice(presentAt, run.new) };
    for (const { at, tie } of gapTies(gap.old, gap.present)) ties[presentAt + at] = { ...tie, old: oldAt + tie.old };
    for (let index = 0; index < run.count; index++)
      ties[run.new + index] = { kind: 'same', old: run.old + index, count: 1 };
    [oldAt, presentAt] = [run.old + run.count, run.new + run.count];
  }
  return ties;
}

/** Between words that stayed, this many on both sides are taken for each other however they read. */
const mostUnlike = 4;

function gapTies(old: readonly string[], present: readonly string[]): readonly PlacedTie[] {
  if (old.length === 0 || present.length === 0) return [];
  const areTied = old.length <= mostUnlike && present.length <= mostUnlike;
  const groups = alignReadings(old.map(wordKey), present.map(wordKey), { areTied, leastLetters: 1 });
  return groups.flatMap((group): readonly PlacedTie[] => {
    const before = old.slice(group.old, group.old + group.oldCount);
    const after = present.slice(group.new, group.new + group.newCount);
    const kind = lettersOf(before) === lettersOf(after) ? 'respaced' : 'other';
    if (kind === 'other' && after.length > 1) return [];
    return after.map((_, index) => ({ at: group.new + index, tie: { kind, old: group.old, count: group.oldCount } }));
  });
}

const lettersOf = (words: readonly string[]): string => folded(words.join('')).replace(/[^\p{L}\p{N}]/gu, '');
