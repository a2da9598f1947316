import { boxAround } from '../../document/layout.ts';
import { matchSequences } from '../../text/sequences.ts';
import { type RawLine, type RawWord, wordsOfText } from './raw-page.ts';

/** Makes the words of a line read as its own text does: people correct the text of a line and leave its words as they were. Words that the
 *  text has keep their boxes, in the order of the text; one that was read otherwise keeps the box of what it replaces, and what was read as
 *  an alternative.
 *  @param text of the line
 *  @returns whether anything differed */
export function asLineReads(line: RawLine, text: string): boolean {
  const stated = wordsOfText(text, null);
  const same =
    stated.length === line.words.length && stated.every((word, index) => word.text === line.words[index]?.text);
  if (same || stated.length === 0) return false;
  const words = inOrder(stated, line.words) ?? corrected(stated, line.words);
  line.words.splice(0, line.words.length, ...words);
  return true;
}

/** The words in the order of the text; null when it has others. */
function inOrder(stated: readonly RawWord[], words: readonly RawWord[]): readonly RawWord[] | null {
  if (stated.length !== words.length) return null;
  const left = new Map<string, RawWord[]>();
  for (const word of words) left.set(word.text, [...(left.get(word.text) ?? []), word]);
  const sorted = stated.map(({ text }) => left.get(text)?.shift());
  return sorted.every((word) => word !== undefined) ? sorted : null;
}

function corrected(stated: readonly RawWord[], words: readonly RawWord[]): readonly RawWord[] {
  const result: RawWord[] = [];
  let [statedAt, wordAt] = [0, 0];
  const replace = (statedEnd: number, wordEnd: number): void => {
    result.push(...replaced(stated.slice(statedAt, statedEnd), words.slice(wordAt, wordEnd)));
  };
  const runs = matchSequences(
    stated.map(({ text }) => text),
    words.map(({ text }) => text),
  );
  for (const { old, new: of, count } of [...runs].sort((a, b) => a.old - b.old)) {
    replace(old, of);
    result.push(...words.slice(of, of + count));
    [statedAt, wordAt] = [old + count, of + count];
  }
  replace(stated.length, words.length);
  return result;
}

/** As many words as were read: each in the place of one. Else all of them share the place of all. */
function replaced(stated: readonly RawWord[], words: readonly RawWord[]): readonly RawWord[] {
  if (stated.length === words.length)
    return stated.map((word, index) => {
      const read = words[index];
      if (!read) return word;
      const before = { text: read.text, confidence: read.confidence };
      return { ...word, box: read.box, alternatives: [before, ...read.alternatives] };
    });
  const [only] = stated;
  if (stated.length !== 1 || !only) return stated;
  const read = words.map(({ text }) => text).join(' ');
  return [
    {
      ...only,
      box: boxAround(words.flatMap(({ box }) => box ?? [])),
      alternatives: read === '' ? [] : [{ text: read, confidence: null }],
    },
  ];
}
