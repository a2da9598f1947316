import { editDistance } from '../../text/edit-distance.ts';
import { letterMask, type WordList } from './lexicon.ts';

/** What English words are made of. */
export const englishLetters = "abcdefghijklmnopqrstuvwxyz'";

/** Every text that differs from a word in one letter.
 *  @param letters what words of the language are made of */
export function* oneLetterOff(word: string, letters: string): Iterable<string> {
  for (let at = 0; at <= word.length; at++) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (tail !== '') yield head + tail.slice(1);
    for (const letter of letters) {
      if (tail !== '' && tail[0] !== letter) yield head + letter + tail.slice(1);
      yield head + letter + tail;
    }
  }
}

/** Words of a list that differ from a word in at most two letters.
 *  @param firsts the letters that they may begin with */
export function twoLettersOff(word: string, list: WordList, firsts: string = word.charAt(0)): readonly string[] {
  const mask = letterMask(word);
  const found: string[] = [];
  for (let length = Math.max(2, word.length - 2); length <= word.length + 2; length++)
    for (const first of firsts) {
      const { words, masks } = list.alike(first, length);
      for (let at = 0; at < words.length; at++) {
        // Each letter that is changed takes at most one kind of letter away and adds at most one.
        if (bits(mask ^ (masks[at] ?? 0)) > 4) continue;
        const one = words[at] ?? '';
        if (editDistance(word, one, 2) <= 2) found.push(one);
      }
    }
  return found;
}

function bits(mask: number): number {
  let rest = mask - ((mask >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
