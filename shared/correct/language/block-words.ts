import type { Node } from 'prosemirror-model';
import { formSegmentOf } from '../../document/furniture.ts';
import { blockText } from '../../document/reading-text.ts';

/** A word of a text block as its reading text has it. */
export interface BlockWord {
  readonly text: string;
  /** Offsets in the block's content, before its first and after its last character. */
  readonly from: number;
  readonly to: number;
  /** It is no running text that could be read wrong: a stamp, a form's field, struck, or decided by an editor. */
  readonly isObject: boolean;
  /** An editor has tagged it as a person, a place or the like. */
  readonly isTagged: boolean;
}

/** Blocks that are objects of the page and no running text. */
const objectBlocks: ReadonlySet<string> = new Set(['stamp', 'formWork', 'furniture', 'headerField', 'itemLabel']);
/** Marks of what is no running text, or what an editor has decided. */
const formSegment = 'form segment';
const objectMarks: ReadonlySet<string> = new Set([
  'struck',
  'byHand',
  'furnitureText',
  'emendation',
  'supplied',
  formSegment,
]);

/** The words of a text block, in order. Kept with the block, which never changes. */
export function blockWords(block: Node): readonly BlockWord[] {
  const known = kept.get(block);
  if (known) return known;
  const words = readWords(block);
  kept.set(block, words);
  return words;
}

const kept = new WeakMap<Node, readonly BlockWord[]>();

function readWords(block: Node): readonly BlockWord[] {
  const { text, offsets } = blockText(block);
  const isObjectBlock = objectBlocks.has(block.type.name);
  const marks = isObjectBlock ? [] : markedRanges(block);
  const words: BlockWord[] = [];
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    const from = offsets[index] ?? 0;
    const to = (offsets[index + word.length - 1] ?? from) + 1;
    const own = marks.filter((range) => range.from < to && range.to > from);
    words.push({
      text: word,
      from,
      to,
      isObject: isObjectBlock || word.includes('\uFFFC') || own.some(({ name }) => objectMarks.has(name)),
      isTagged: own.some(({ name }) => name === 'annotation'),
    });
  }
  return words;
}

interface MarkedRange {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

function markedRanges(block: Node): readonly MarkedRange[] {
  const ranges: MarkedRange[] = [];
  block.forEach((child, from) => {
    for (const mark of child.marks) {
      const name = formSegmentOf(mark) ? formSegment : mark.type.name;
      if (name === 'annotation' || objectMarks.has(name)) ranges.push({ from, to: from + child.nodeSize, name });
    }
  });
  return ranges;
}
