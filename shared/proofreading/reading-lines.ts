import type { Node } from 'prosemirror-model';
import { isEditorsNote } from '../alignment/misreadings.ts';
import type { PlacedBlock } from '../document/reading-text.ts';

/** What is read against the page image at one time: a line where the source has line ends, otherwise a sentence. */
export interface ReadingLine {
  /** Positions before its first and after its last character; the label of a list item is part of its first line. */
  readonly from: number;
  readonly to: number;
  /** As it stands there, a hyphen at its end too; page anchors and note calls leave no trace, white space is one space. */
  readonly text: string;
  /** What it is known by once it has been read: its text; where the same line stood before, with a number from 2 below it. */
  readonly key: string;
}

/** A line: positions, or offsets in the content of its block, and its text. */
export interface BlockLine {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const knownDocuments = new WeakMap<Node, readonly ReadingLine[]>();

/** The lines of a document in document order; what a web page or a form added is not read, nor are the notes of editors, which no page
 *  has. Lines without a word are left out.
 *  O(blocks + lines) the first time: the lines of a block are kept with it, those of a document, too. */
export function readingLines(doc: Node): readonly ReadingLine[] {
  const kept = knownDocuments.get(doc) ?? placedLines(doc);
  knownDocuments.set(doc, kept);
  return kept;
}

function placedLines(doc: Node): readonly ReadingLine[] {
  const seen = new Map<string, number>();
  const lines: ReadingLine[] = [];
  const add = ({ from, to, text }: BlockLine): void => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    lines.push({ from, to, text, key: lineKey(text, count) });
  };
  let label: BlockLine | null = null;
  for (const { block, start } of blocksOfPages(doc)) {
    const [first, ...rest] = blockLines(block).map(({ from, to, text }) => ({
      from: start + from,
      to: start + to,
      text,
    }));
    const led: BlockLine | null = label && first ? together(label, first) : (label ?? first ?? null);
    // The label of an item stands in its first line, and is read with it.
    label = isReadWithNext(block) ? led : null;
    if (led && !label) add(led);
    for (const line of rest) add(line);
  }
  if (label) add(label);
  return lines;
}

/** What a line is known by that is the so-and-so-many-th with its text, from 1. */
export const lineKey = (text: string, number: number): string => (number === 1 ? text : `${text}\n${number}`);

/** What `lineKey` was made of. */
export function lineOfKey(key: string): { readonly text: string; readonly number: number } {
  const [text = '', number = '1'] = key.split('\n');
  return { text, number: Number(number) };
}

/** Whether a block has no line of its own: the label of a list item. */
export const isReadWithNext = (block: Node): boolean =>
  block.type.name === 'itemLabel' && blockLines(block).length <= 1;

function blocksOfPages(doc: Node): readonly PlacedBlock[] {
  const blocks: PlacedBlock[] = [];
  doc.descendants((node, pos) => {
    if (isEditorsNote(node)) return false;
    if (!node.isTextblock) return true;
    blocks.push({ block: node, start: pos + 1 });
    return false;
  });
  return blocks;
}

const together = (label: BlockLine, line: BlockLine): BlockLine => ({
  from: label.from,
  to: line.to,
  text: `${label.text} ${line.text}`,
});

const known = new WeakMap<Node, readonly BlockLine[]>();

/** The lines of a text block by itself. Kept with it. */
export function blockLines(block: Node): readonly BlockLine[] {
  if (block.type.name === 'furniture') return [];
  const kept = known.get(block);
  if (kept) return kept;
  const { units, hasLineEnds } = unitsOf(block);
  const ends = hasLineEnds ? units.flatMap(({ text }, index) => (text === '\n' ? [index] : [])) : sentenceEnds(units);
  const lines = [...ends, units.length].flatMap((end, index, all) => {
    const line = lineOf(units.slice(all[index - 1] ?? 0, end));
    return line ? [line] : [];
  });
  known.set(block, lines);
  return lines;
}

/** A UTF-16 unit of a block, or a leaf that is read, and where it stands. */
interface Unit {
  readonly text: string;
  readonly offset: number;
}

function unitsOf(block: Node): { readonly units: readonly Unit[]; readonly hasLineEnds: boolean } {
  const units: Unit[] = [];
  let hasLineEnds = false;
  block.forEach((child, offset) => {
    if (child.isText) {
      // A line feed within text is white space; only line ends end lines.
      const text = (child.text ?? '').replace(/\s/g, ' ');
      for (let i = 0; i < text.length; i++) units.push({ text: text.charAt(i), offset: offset + i });
    } else if (child.type.name === 'lineBreak') {
      units.push({ text: '\n', offset });
      hasLineEnds = true;
    } else if (child.type.name === 'gap') {
      units.push({ text: '\uFFFC', offset });
    }
  });
  return { units, hasLineEnds };
}

/** A sentence ends at its stop when a capital, a number or a quotation follows. A capital with one letter more
 *  or none before a full stop is taken for an abbreviation (`Mr.`, `U.S.`). What stands elsewhere in the block makes no difference, so that a change leaves the other
 *  sentences as they were. */
const sentenceEnd = /(?<!(?<!\p{L})\p{Lu}\p{L}?\.)(?<=(?:\p{L}|\p{N}{2})[.?!][)\]"'’”]*) (?=["'“‘([]*[\p{Lu}\p{N}])/gu;

const sentenceEnds = (units: readonly Unit[]): readonly number[] =>
  [
    ...units
      .map(({ text }) => text)
      .join('')
      .matchAll(sentenceEnd),
  ].map(({ index }) => index);

function lineOf(units: readonly Unit[]): BlockLine | null {
  const first = units.find(({ text }) => text.trim() !== '');
  const last = units.findLast(({ text }) => text.trim() !== '');
  if (!first || !last) return null;
  const text = units.map((unit) => unit.text).join('');
  return { from: first.offset, to: last.offset + 1, text: text.replace(/\s+/g, ' ').trim() };
}
