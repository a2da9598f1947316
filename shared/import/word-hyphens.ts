import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { blockText, textBlocks } from '../document/reading-text.ts';

/** A word that was read as broken over a line end, though the hyphen there may be its own. */
export interface DividedWord {
  /** Position before the line end. */
  readonly pos: number;
  /** Both readings, in small letters: `well-known` and `wellknown`. */
  readonly hyphened: string;
  readonly joined: string;
}

/** What a document says itself of the hyphens at its line ends. */
export interface WordHyphens {
  /** Positions of line ends behind a hyphen that the document has within a line, too, and never without it. */
  readonly kept: readonly number[];
  /** Those that it leaves open and that may be compounds. */
  readonly open: readonly DividedWord[];
}

/** Looks at every line end that breaks a word.
 *  @param isEnglish whether parts of English words, such as `-tion`, are no halves of compounds */
export function wordHyphens(doc: Node, isEnglish = true): WordHyphens {
  const divided = textBlocks(doc).flatMap(({ block, start }) => dividedWords(block, start));
  if (divided.length === 0) return { kept: [], open: [] };
  const counts = wordCounts(doc);
  for (const { joined } of divided) counts.set(joined, (counts.get(joined) ?? 0) - 1);
  const has = (word: string): boolean => (counts.get(word) ?? 0) > 0;
  const kept = divided.filter(({ hyphened, joined }) => has(hyphened) && !has(joined));
  const open = divided.filter(
    ({ hyphened, joined }) => !has(hyphened) && !has(joined) && (!isEnglish || mayBeCompound(hyphened.split('-'))),
  );
  return { kept: kept.map(({ pos }) => pos), open };
}

/** Gives words the hyphens of their own back. TEI: `lb` without `@break=no`, and no `pc`. */
export function keepHyphens<Changed extends Transform>(transform: Changed, positions: readonly number[]): Changed {
  for (const pos of positions) transform.setNodeAttribute(pos, 'joins', false);
  return transform;
}

/** The same in a document that nobody has yet. */
export const withKeptHyphens = (doc: Node, positions: readonly number[]): Node =>
  positions.length === 0 ? doc : keepHyphens(new Transform(doc), positions).doc;

/** What words begin and end with when a line end breaks them between their parts: they are not the halves of compounds. */
const parts =
  /^(.|un|re|de|dis|mis|in|im|ir|il|en|em|co|com|con|pre|pro|per|non|sub|sur|ab|ad|an|be|to|over|under|able|ably|al|ally|age|ance|ate|ed|en|ence|er|ers|est|ful|ing|ion|ions|ism|ist|land|less|like|ly|man|men|ment|ments|ness|or|ship|son|tion|tions|ton|ward|wards|wise)$/;

/** A word with another hyphen within its line is a compound already. */
const mayBeCompound = (words: readonly string[]): boolean =>
  words.length > 2 || !words.some((word) => parts.test(word));

const lastPart = /[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)*$/u;
const firstPart = /^[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)*/u;

function dividedWords(block: Node, start: number): readonly DividedWord[] {
  const divided: DividedWord[] = [];
  block.forEach((child, offset) => {
    if (child.type.name !== 'lineBreak' || child.attrs.joins !== true || !/[-\u2010]$/.test(textBefore(block, offset)))
      return;
    const { text, offsets } = blockText(block);
    const at = offsets.findLastIndex((place) => place < offset) + 1;
    const [before, after] = [lastPart.exec(text.slice(0, at))?.[0], firstPart.exec(text.slice(at))?.[0]];
    if (before === undefined || after === undefined) return;
    divided.push({ pos: start + offset, hyphened: plain(`${before}-${after}`), joined: plain(before + after) });
  });
  return divided;
}

const textBefore = (block: Node, offset: number): string =>
  block.textBetween(Math.max(0, offset - 4), offset, '', () => '');

const plain = (word: string): string => word.toLowerCase().replaceAll('\u2010', '-');

function wordCounts(doc: Node): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { block } of textBlocks(doc))
    for (const [word] of blockText(block).text.matchAll(/[\p{L}\p{N}]+(?:[-\u2010][\p{L}\p{N}]+)*/gu)) {
      const key = plain(word);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return counts;
}
