import type { Mark, Node } from 'prosemirror-model';

/** What a text block reads, and where each UTF-16 unit of it stands. */
export interface BlockText {
  /** The words as a reader takes them: page anchors and note references leave no trace, white space around them and at
   *  line ends is one space, a word broken over a line end is whole again (its line-end hyphen is left out), and one that a line end
   *  parts at a hyphen of its own keeps that alone (`Anglo-American`). */
  readonly text: string;
  /** For each unit of `text`, its offset in the block's content (0 = first position inside the block). */
  readonly offsets: readonly number[];
  /** One of them; undefined outside the text. */
  offsetAt(unit: number): number | undefined;
}

/** The reading text of one text block. Nodes never change, so the answer is kept with the node: after an edit only the
 *  touched blocks are read again. */
export const blockText = keptWithNode((block) => readBlock(block, false));

/** The same with the note calls as the source prints them (`indication(1)`), for comparing with a text in which nobody
 *  has recognised them. */
export const blockTextWithCalls = keptWithNode((block) =>
  hasCalls(block) ? readBlock(block, true) : blockText(block),
);

function hasCalls(block: Node): boolean {
  for (let index = 0; index < block.childCount; index++)
    if (block.child(index).type.name === 'noteReference') return true;
  return false;
}

function keptWithNode(read: (block: Node) => BlockText): (block: Node) => BlockText {
  const kept = new WeakMap<Node, BlockText>();
  return (block) => {
    const known = kept.get(block);
    if (known) return known;
    const made = read(block);
    kept.set(block, made);
    return made;
  };
}

const space = /\s/;
/** What typewriters, printers and OCR put where a line end breaks a word. */
export const lineHyphens = '-\u2010\u00AD¬\u2E17';
/** Those of them that a word has of its own, too. */
const wordHyphens = '-\u2010';
const letter = /\p{L}/u;
const figure = /\p{N}/u;

function readBlock(block: Node, withCalls: boolean): BlockText {
  return readPlainBlock(block) ?? readUnits(block, withCalls);
}

/** Most blocks hold words alone, which read as they are. Null for any other. */
function readPlainBlock(block: Node): BlockText | null {
  let text = '';
  for (let index = 0; index < block.childCount; index++) {
    const child = block.child(index);
    if (!child.isText) return null;
    text += child.text ?? '';
  }
  return hasFoldedSpace(text) ? null : new PlainText(text);
}

const blank = 0x20;
const noBreakSpace = 0xa0;
/** Between the space that does not break and this one no character is white space. */
const oghamSpace = 0x1680;

/** Whether there is white space that the reading text does not take over as it is: any but single spaces between words. */
function hasFoldedSpace(text: string): boolean {
  let before = blank;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === blank) {
      if (before === blank) return true;
    } else if (unit < blank || unit === noBreakSpace || unit >= oghamSpace) {
      if (space.test(text.charAt(at))) return true;
    }
    before = unit;
  }
  return text !== '' && before === blank;
}

/** A block whose every unit stands where it is read. */
class PlainText implements BlockText {
  #offsets: readonly number[] | null = null;

  constructor(readonly text: string) {}

  get offsets(): readonly number[] {
    this.#offsets ??= Array.from({ length: this.text.length }, (_, index) => index);
    return this.#offsets;
  }

  offsetAt(unit: number): number | undefined {
    return unit >= 0 && unit < this.text.length ? unit : undefined;
  }
}

function readUnits(block: Node, withCalls: boolean): BlockText {
  const units: string[] = [];
  const offsets: number[] = [];
  let spaceBefore = true;
  /** A line end behind a hyphen that may be the word's own: what follows tells. */
  let open: number | null = null;
  const push = (unit: string, offset: number): void => {
    const end = open;
    open = null;
    if (end !== null && !continuesWord(units.at(-2) ?? ' ', unit)) push(' ', end);
    const isSpace = space.test(unit);
    if (isSpace && spaceBefore) return;
    units.push(isSpace ? ' ' : unit);
    offsets.push(offset);
    spaceBefore = isSpace;
  };
  block.forEach((child, offset) => {
    if (child.isText) {
      const text = child.text ?? '';
      for (let i = 0; i < text.length; i++) push(text.charAt(i), offset + i);
    } else if (child.type.name === 'lineBreak') {
      if (child.attrs.joins !== true) {
        if (endsInWordHyphen(units)) open = offset;
        else push(' ', offset);
      } else if (lineHyphens.includes(units.at(-1) ?? ' ')) {
        units.pop();
        offsets.pop();
      }
    } else if (child.type.name === 'gap') {
      push('\uFFFC', offset);
    } else if (withCalls && child.type.name === 'noteReference') {
      for (const unit of (child.attrs.raw as string | null) ?? '') push(unit, offset);
    }
  });
  if (units.at(-1) === ' ') {
    units.pop();
    offsets.pop();
  }
  return { text: units.join(''), offsets, offsetAt: (unit) => offsets[unit] };
}

/** Not so the number of a page between hyphens. */
const endsInWordHyphen = (units: readonly string[]): boolean =>
  wordHyphens.includes(units.at(-1) ?? ' ') && !wordHyphens.includes(units[units.lastIndexOf(' ') + 1] ?? '-');

/** A word or a number goes on with its like behind a hyphen. */
const continuesWord = (before: string, after: string): boolean =>
  (letter.test(before) && letter.test(after)) || (figure.test(before) && figure.test(after));

/** Whether a line end of a block, by its offset, parts a word at a hyphen of the word's own, which is read. */
export function isAtWordHyphen(block: Node, offset: number): boolean {
  const before = block.childBefore(offset).node;
  if (block.nodeAt(offset)?.attrs.joins === true || before === null) return false;
  const { text, offsets } = blockText(block);
  const at = offsets.findLastIndex((place) => place < offset);
  return endsInWordHyphen([...text.slice(0, at + 1)]) && continuesWord(text.charAt(at - 1), text.charAt(at + 1));
}

/** A text block and the position before its content. */
export interface PlacedBlock {
  readonly block: Node;
  /** Position of the block's first inline place: one past the position before the block. */
  readonly start: number;
}

/** The text blocks of a document in document order; notes come last. O(nodes above text). */
export function textBlocks(doc: Node): readonly PlacedBlock[] {
  const blocks: PlacedBlock[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    blocks.push({ block: node, start: pos + 1 });
    return false;
  });
  return blocks;
}

/** The document as lines of reading text, a line a block. */
export function readingText(doc: Node): string {
  return textBlocks(doc)
    .map(({ block }) => blockText(block).text)
    .join('\n');
}

/** The document as plain text with its page markers, note calls and line ends, a blank line between blocks. A word that a line end
 *  breaks is whole, without the hyphen of the line. */
export function plainText(doc: Node): string {
  return textBlocks(doc)
    .map(({ block }) => plainBlock(block).text)
    .join(betweenBlocks);
}

const betweenBlocks = '\n\n';

/** The position of a character of the text that `plainText` gives; null outside it, and between two blocks.
 *  @param unit from 0, in UTF-16 units */
export function positionInPlainText(doc: Node, unit: number): number | null {
  let left = unit;
  for (const { block, start } of textBlocks(doc)) {
    const { text, offsets } = plainBlock(block);
    if (left < text.length) return left < 0 ? null : start + (offsets[left] ?? 0);
    left -= text.length + betweenBlocks.length;
  }
  return null;
}

/** The part of `plainText` that is of one block, and where each unit of it stands in the content of the block. */
export function plainBlock(block: Node): { readonly text: string; readonly offsets: readonly number[] } {
  let text = '';
  const offsets: number[] = [];
  block.forEach((child, offset) => {
    const joins = child.type.name === 'lineBreak' && child.attrs.joins === true;
    if (joins && lineHyphens.includes(text.slice(-1) || ' ')) {
      text = text.slice(0, -1);
      offsets.pop();
    }
    const printed = child.text ?? child.type.spec.leafText?.(child) ?? '';
    for (let at = 0; at < printed.length; at++) offsets.push(child.isText ? offset + at : offset);
    text += printed;
  });
  return { text, offsets };
}

/** How many words the document reads. */
export function wordCount(doc: Node): number {
  let count = 0;
  for (const { block } of textBlocks(doc)) count += words(blockText(block).text).length;
  return count;
}

/** The words of a reading text: runs of characters that are no white space. */
const words = (text: string): readonly string[] => text.match(/\S+/g) ?? [];

/** Words of a block of which an editor says that the page itself is wrong there. TEI: `choice`. */
interface EmendedRange {
  readonly mark: Mark;
  /** Offsets in the block's content. */
  readonly from: number;
  readonly to: number;
}

/** The emendations of a text block, in the order in which they begin. */
export function emendedRanges(block: Node): readonly EmendedRange[] {
  const ranges = new Map<unknown, EmendedRange>();
  block.forEach((child, from) => {
    const to = from + child.nodeSize;
    for (const mark of child.marks)
      if (mark.type.name === 'emendation')
        ranges.set(mark.attrs.id, { mark, from: ranges.get(mark.attrs.id)?.from ?? from, to });
  });
  return [...ranges.values()];
}

/** What a part of a text block reads on the page: emended words as the page has them, the others as they stand.
 *  @param from @param to offsets in the block's content; an emendation that they cut is taken whole */
export function pageReading(block: Node, from = 0, to = block.content.size): string {
  const { text, offsets } = blockText(block);
  const ranges = emendedRanges(block);
  if (ranges.length === 0 && from === 0 && to === block.content.size) return text;
  const told = new Set<Mark>();
  let reading = '';
  for (const [index, offset] of offsets.entries()) {
    if (offset < from || offset >= to) continue;
    // The outermost begins first.
    const emended = ranges.find((range) => range.from <= offset && offset < range.to);
    if (!emended) reading += text.charAt(index);
    else if (!told.has(emended.mark)) {
      told.add(emended.mark);
      reading += String(emended.mark.attrs.sic);
    }
  }
  return reading;
}
