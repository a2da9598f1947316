import type { Node } from 'prosemirror-model';
import { alignBlocks, type PlacedWord, placedWords } from './align-words.ts';
import { matchSequences } from './match-sequences.ts';

/** Where words of one document stand in another. */
export interface FollowedRange {
  readonly from: number;
  readonly to: number;
}

/** Finds the place of a stretch of one document in another, by its words: those that are still there, and what now stands
 *  between them. Null when none of them is. */
export function followWords(oldDoc: Node, newDoc: Node, from: number, to: number): FollowedRange | null {
  let range: FollowedRange | null = null;
  for (const part of alignBlocks(oldDoc, newDoc)) {
    const oldWords = placedWords(part.old);
    if (!oldWords.some((word) => word.from < to && word.to > from)) continue;
    range = joined(range, followIn(oldWords, placedWords(part.new), from, to));
  }
  return range;
}

function followIn(
  oldWords: readonly PlacedWord[],
  newWords: readonly PlacedWord[],
  from: number,
  to: number,
): FollowedRange | null {
  const wordOf = ({ word }: PlacedWord): string => word;
  let range: FollowedRange | null = null;
  for (const run of matchSequences(oldWords.map(wordOf), newWords.map(wordOf)))
    for (let index = 0; index < run.count; index++) {
      const old = oldWords[run.old + index];
      const present = newWords[run.new + index];
      if (old && present && old.from < to && old.to > from) range = joined(range, followWord(old, present, from, to));
    }
  return range;
}

/** A stretch may cover a part of a word only, such as a name before a possessive. */
function followWord(old: PlacedWord, present: PlacedWord, from: number, to: number): FollowedRange {
  const isSameLength = old.to - old.from === present.to - present.from;
  if (!isSameLength) return { from: present.from, to: present.to };
  return {
    from: present.from + Math.max(0, from - old.from),
    to: present.to - Math.max(0, old.to - to),
  };
}

const joined = (a: FollowedRange | null, b: FollowedRange | null): FollowedRange | null =>
  a && b ? { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) } : (a ?? b);
