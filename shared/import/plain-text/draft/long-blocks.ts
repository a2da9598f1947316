import { inEnglish } from '../../../translation/retell.ts';
import { type Block, type Draft, rangeOfLines, remark } from './draft.ts';
import type { SourceLine } from './source-lines.ts';

/** Above this many words typing in one block becomes slow. */
const mostWords = 10_000;
/** A part ends with the first sentence after this many words, or wherever it has twice as many. */
const wordsInPart = 2_500;

/** Cuts paragraphs of more than 10,000 words at ends of sentences: an editor lays out a block anew with every key, and such
 *  a block is a whole text without line ends. Each cut is remarked. */
export function splitLongBlocks(draft: Draft): void {
  draft.blocks = draft.blocks.flatMap((block) => {
    if (block.role.kind !== 'paragraph' || block.words.length < 2 * mostWords) return [block];
    const words = countWords(block.words);
    return words > mostWords ? splitBlock(draft, block, words) : [block];
  });
}

/** One letter is looked at: a run of millions of them may be more than the engine of regular expressions has room for. */
const wordStart = /(?<!\S)\S/g;

function countWords(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(wordStart)) count++;
  return count;
}

function splitBlock(draft: Draft, block: Block, words: number): readonly Block[] {
  const parts = partsOf(draft, block);
  const { from } = rangeOfLines(block);
  remark(
    draft,
    inEnglish`A paragraph of ${words} words was cut into ${parts.length} at ends of sentences, so that it can be worked on.`,
    { from, to: Math.min(rangeOfLines(block).to, from + 80) },
  );
  return parts.map((lines, index) => ({
    ...block,
    lines,
    words: lines.map((line) => line.words).join(' '),
    finding: index === 0 ? block.finding : null,
    leading: index === 0 ? block.leading : [],
  }));
}

function partsOf(draft: Draft, block: Block): readonly (readonly SourceLine[])[] {
  const parts: SourceLine[][] = [[]];
  let count = 0;
  for (const line of block.lines) {
    let from = line.from;
    for (const cut of cutsIn(draft.text, line, count)) {
      parts.at(-1)?.push(partOfLine(draft.text, line, from, cut.to));
      parts.push([]);
      from = cut.next;
      count = 0;
    }
    parts.at(-1)?.push(partOfLine(draft.text, line, from, line.to));
    count += countWords(draft.text.slice(from, line.to));
  }
  return parts.filter((part) => part.length > 0);
}

/** The places of a line behind which a new part begins: end of the sentence, and beginning of the next word. */
function cutsIn(
  text: string,
  line: SourceLine,
  wordsBefore: number,
): readonly { readonly to: number; readonly next: number }[] {
  const cuts: { to: number; next: number }[] = [];
  let count = wordsBefore;
  for (const match of text.slice(line.from, line.to).matchAll(/(\S+)(\s+)(?=\S)/g)) {
    count++;
    const [whole, word = ''] = match;
    const endsSentence = /[.?!]["”’)\]]*$/.test(word.slice(-4));
    if (count < wordsInPart || !(endsSentence || count >= 2 * wordsInPart)) continue;
    const to = line.from + match.index + word.length;
    cuts.push({ to, next: to + whole.length - word.length });
    count = 0;
  }
  return cuts;
}

const partOfLine = (text: string, line: SourceLine, from: number, to: number): SourceLine => ({
  ...line,
  from,
  to,
  words: from === line.from && to === line.to ? line.words : text.slice(from, to),
});
