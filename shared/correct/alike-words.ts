import { editDistance } from '../document/edit-distance.ts';
import type { WordList } from './lexicon.ts';

const letters = "abcdefghijklmnopqrstuvwxyz'";

/** Every text that differs from a word in one letter. */
export function* oneLetterOff(word: string): Iterable<string> {
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
    for (const first of firsts)
      for (const one of list.alike(first, length)) {
        // Each letter that is changed takes at most one kind of letter away and adds at most one.
        if (bits(mask ^ letterMask(one)) <= 4 && editDistance(word, one, 2) <= 2) found.push(one);
      }
  return found;
}

/** Every letter that a word begins with. */
export const anyFirst = letters.slice(0, -1);

function letterMask(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) & 31);
  return mask;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
