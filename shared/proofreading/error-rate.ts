import { editDistance } from '../text/edit-distance.ts';
import { matchSequences } from '../text/sequences.ts';

/** How far a text is from what it should read. */
export interface ErrorRate {
  /** Characters of the truth (UTF-16 units), white space folded. */
  readonly characters: number;
  /** The least number of characters to put in, take out or replace. */
  readonly characterErrors: number;
  /** Character error rate: errors a character of the truth, from 0; above 1 when there is much that should not be there. */
  readonly cer: number;
  readonly words: number;
  readonly wordErrors: number;
  /** Word error rate, the same with words. */
  readonly wer: number;
}

/** Texts of no more than this many comparisons are compared character by character; longer ones only where their words differ. */
const mostComparisons = 10_000_000;

/** Measures a text against the truth. Both are taken as `comparableText` gives them. Of long texts the numbers of wrong
 *  characters and words may be a little above the least, because words that are the same are taken to stand for each other. */
export function errorRate(read: string, truth: string): ErrorRate {
  const [readText, trueText] = [comparableText(read), comparableText(truth)];
  const [readWords, trueWords] = [wordsOf(readText), wordsOf(trueText)];
  const characterErrors =
    readText.length * trueText.length <= mostComparisons
      ? editDistance(readText, trueText)
      : distanceByWords(readWords, trueWords);
  const wordErrors = wordDistance(readWords, trueWords);
  return {
    characters: trueText.length,
    characterErrors,
    cer: rate(characterErrors, trueText.length),
    words: trueWords.length,
    wordErrors,
    wer: rate(wordErrors, trueWords.length),
  };
}

const rate = (errors: number, length: number): number => (length === 0 ? (errors === 0 ? 0 : 1) : errors / length);

const brokenWord = /(\p{L})[-\u2010\u00AD¬]\s*[\r\n]\s*(?=\p{Ll}|\p{Lu}{2})/gu;

/** A text as it is compared: composed characters, words whole over line ends, every run of white space one space. */
const comparableText = (text: string): string =>
  text.normalize('NFC').replace(brokenWord, '$1').replace(/\s+/g, ' ').trim();

const wordsOf = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

/** The number of words to put in, take out or replace: the least of texts of a few thousand words. */
function wordDistance(read: readonly string[], truth: readonly string[]): number {
  const parts = read.length * truth.length <= mostComparisons ? [{ read, truth }] : gaps(read, truth);
  return parts.reduce((sum, part) => {
    const nameOf = unitNames();
    return sum + editDistance(part.read.map(nameOf).join(''), part.truth.map(nameOf).join(''));
  }, 0);
}

/** Gives each word a unit of its own, so that words can be compared as characters are. */
function unitNames(): (word: string) => string {
  const names = new Map<string, string>();
  return (word) => {
    const name = names.get(word) ?? String.fromCharCode(names.size);
    names.set(word, name);
    return name;
  };
}

const distanceByWords = (read: readonly string[], truth: readonly string[]): number =>
  gaps(read, truth).reduce((sum, gap) => sum + editDistance(gap.read.join(' '), gap.truth.join(' ')), 0);

interface Gap {
  readonly read: readonly string[];
  readonly truth: readonly string[];
}

/** What stands between the words that are the same in both. */
function gaps(read: readonly string[], truth: readonly string[]): readonly Gap[] {
  const found: Gap[] = [];
  let [atRead, atTruth] = [0, 0];
  const end = { old: read.length, new: truth.length, count: 0 };
  for (const run of [...matchSequences(read, truth), end]) {
    if (run.old > atRead || run.new > atTruth)
      found.push({ read: read.slice(atRead, run.old), truth: truth.slice(atTruth, run.new) });
    [atRead, atTruth] = [run.old + run.count, run.new + run.count];
  }
  return found;
}
