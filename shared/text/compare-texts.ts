import { matchSequences } from './sequences.ts';

/** A run of words that two texts share, or words of one where the other has others or none. In UTF-16 units, from the first
 *  unit of a word up to the end of one; both the same where a side has no words. */
interface TextRun {
  readonly isSame: boolean;
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Two texts aligned word by word. */
export interface ComparedTexts {
  /** In order; runs that are the same and runs that are not take turns. */
  readonly runs: readonly TextRun[];
  /** How many words the runs have that are the same. */
  readonly sameWords: number;
  /** How many words the longer of the texts has. */
  readonly mostWords: number;
}

/** Aligns two texts whose only white space is single spaces between words. What they begin and end with alike is compared
 *  by the character; words are told apart only between. */
export function compareTexts(old: string, present: string): ComparedTexts {
  const start = commonStart(old, present);
  const oldFrom = behind(old, start);
  const newFrom = behind(present, start);
  const end = commonEnd(old, oldFrom, present, newFrom);
  const oldWords = wordsBetween(old, oldFrom, end);
  const newWords = wordsBetween(present, newFrom, end);
  const runs: TextRun[] = [];
  if (start.units > 0) runs.push({ isSame: true, oldFrom: 0, oldTo: start.units, newFrom: 0, newTo: start.units });
  const between = addMiddle(oldWords, oldFrom, newWords, newFrom, runs);
  if (end.units > 0)
    runs.push({
      isSame: true,
      oldFrom: old.length - end.units,
      oldTo: old.length,
      newFrom: present.length - end.units,
      newTo: present.length,
    });
  const outside = start.words + end.words;
  return {
    runs,
    sameWords: outside + between,
    mostWords: outside + Math.max(oldWords.length, newWords.length),
  };
}

/** Whole words at one end of a text. */
interface Common {
  readonly units: number;
  readonly words: number;
}

const blank = 0x20;

function commonStart(a: string, b: string): Common {
  const most = Math.min(a.length, b.length);
  let [units, words, at] = [0, 0, 0];
  for (; at < most; at++) {
    const unit = a.charCodeAt(at);
    if (unit !== b.charCodeAt(at)) break;
    if (unit === blank) {
      units = at;
      words += 1;
    }
  }
  const endsWord = (text: string): boolean => at === text.length || text.charCodeAt(at) === blank;
  return at > units && endsWord(a) && endsWord(b) ? { units: at, words: words + 1 } : { units, words };
}

/** Where the first word behind a start begins, or the end of the text. */
const behind = (text: string, start: Common): number =>
  start.units === 0 ? 0 : Math.min(start.units + 1, text.length);

/** The same at the end, of what begins at a word of each text. */
function commonEnd(a: string, aFrom: number, b: string, bFrom: number): Common {
  const most = Math.min(a.length - aFrom, b.length - bFrom);
  let [units, words, count] = [0, 0, 0];
  for (; count < most; count++) {
    const unit = a.charCodeAt(a.length - 1 - count);
    if (unit !== b.charCodeAt(b.length - 1 - count)) break;
    if (unit === blank) {
      units = count;
      words += 1;
    }
  }
  const beginsWord = (text: string, from: number): boolean =>
    count === text.length - from || text.charCodeAt(text.length - 1 - count) === blank;
  return count > units && beginsWord(a, aFrom) && beginsWord(b, bFrom)
    ? { units: count, words: words + 1 }
    : { units, words };
}

function wordsBetween(text: string, from: number, end: Common): readonly string[] {
  const to = end.units === 0 ? text.length : text.length - end.units - 1;
  return to > from ? text.slice(from, to).split(' ') : [];
}

/** @param oldFrom where the first of the words begins
 *  @returns how many words are the same */
function addMiddle(
  oldWords: readonly string[],
  oldFrom: number,
  newWords: readonly string[],
  newFrom: number,
  runs: TextRun[],
): number {
  if (oldWords.length === 0 && newWords.length === 0) return 0;
  const old = { words: oldWords, next: 0, at: oldFrom };
  const present = { words: newWords, next: 0, at: newFrom };
  const addUpTo = (isSame: boolean, oldWord: number, newWord: number): void => {
    if (oldWord === old.next && newWord === present.next) return;
    const [from, newRunFrom] = [old.at, present.at];
    runs.push({ isSame, oldFrom: from, oldTo: goTo(old, oldWord), newFrom: newRunFrom, newTo: goTo(present, newWord) });
  };
  let same = 0;
  for (const run of matchSequences(oldWords, newWords)) {
    addUpTo(false, run.old, run.new);
    addUpTo(true, run.old + run.count, run.new + run.count);
    same += run.count;
  }
  addUpTo(false, oldWords.length, newWords.length);
  return same;
}

/** A place among words, and in the text that they stand in. */
interface Place {
  readonly words: readonly string[];
  /** The word that comes next, and where it begins. */
  next: number;
  at: number;
}

/** Goes on to a word.
 *  @returns where the word before it ends; the place itself when there is nothing between */
function goTo(place: Place, word: number): number {
  if (place.next === word) return place.at;
  for (; place.next < word; place.next++) place.at += (place.words[place.next] ?? '').length + 1;
  return place.at - 1;
}
