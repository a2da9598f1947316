import { matchSequences } from '../text/sequences.ts';
import type { MergeToken } from './merge-tokens.ts';

/** For each letter of a token, which letter of which old token it is; null where it is none. */
export type LetterOrigins = readonly (readonly [token: number, offset: number] | null)[];

/** Finds the letters of a replaced passage in what replaced it, by index of its tokens.
 *  @param old @param fresh tokens; more than a few hundred letters are not compared */
export function letterOrigins(
  old: readonly MergeToken[],
  fresh: readonly MergeToken[],
): ReadonlyMap<number, LetterOrigins> {
  const [before, after] = [lettersOf(old), lettersOf(fresh)];
  if (before.length > mostLetters || after.length > mostLetters) return new Map();
  const letters = (all: readonly Letter[]): readonly string[] => all.map(({ letter }) => letter);
  const found = new Map<number, (readonly [number, number] | null)[]>();
  fresh.forEach(
    ({ text }, index) =>
      void found.set(
        index,
        Array.from({ length: Math.max(text.length, 1) }, () => null),
      ),
  );
  for (const run of matchSequences(letters(before), letters(after)))
    for (let index = 0; index < run.count; index++) {
      const [from, to] = [before[run.old + index], after[run.new + index]];
      const origins = to && found.get(to.token);
      if (from && origins) origins[to.offset] = [from.token, from.offset];
    }
  return found;
}

interface Letter {
  readonly token: number;
  readonly offset: number;
  readonly letter: string;
}

const mostLetters = 2_000;

const lettersOf = (tokens: readonly MergeToken[]): readonly Letter[] =>
  tokens.flatMap(({ text }, token) => text.split('').map((letter, offset) => ({ token, offset, letter })));
