import { createRequire } from 'node:module';
import { diffArrays } from 'diff';

/** A diff of two lists of words that knows of nothing but words. */
export interface WordDiff {
  readonly name: string;
  /** @returns the number of runs of words that one side has and the other has not */
  readonly changedRuns: (older: readonly string[], newer: readonly string[]) => number;
}

type FastDiff = (older: string, newer: string) => readonly (readonly [kind: number, text: string])[];

/** `fast-diff` over texts in which every word is one character; `diffArrays` of `diff` where it is not installed.
 *  @param installed a file beside whose folder `node_modules` holds the libraries */
export function wordDiff(installed: string): WordDiff {
  const fastDiff = installedFastDiff(installed);
  if (!fastDiff)
    return {
      name: 'diffArrays of diff (fast-diff is not installed)',
      changedRuns: (older, newer) =>
        diffArrays([...older], [...newer]).filter(({ added, removed }) => added || removed).length,
    };
  return {
    name: 'fast-diff, a character for each word',
    changedRuns: (older, newer) => {
      const codes = new Map<string, string>();
      return fastDiff(coded(older, codes), coded(newer, codes)).filter(([kind]) => kind !== 0).length;
    },
  };
}

function installedFastDiff(installed: string): FastDiff | null {
  try {
    return createRequire(installed)('fast-diff') as FastDiff;
  } catch {
    return null;
  }
}

/** From here on lie the halves of surrogate pairs, which the library keeps together. */
const firstSurrogate = 0xd800;
const afterSurrogates = 0xe000;

function coded(words: readonly string[], codes: Map<string, string>): string {
  let text = '';
  for (const word of words) {
    let code = codes.get(word);
    if (code === undefined) {
      const number = codes.size + 1;
      code = String.fromCharCode(number < firstSurrogate ? number : number - firstSurrogate + afterSurrogates);
      codes.set(word, code);
    }
    text += code;
  }
  return text;
}
