import type { Node } from 'prosemirror-model';
import { blocksOutsideComments, commentIds } from '../../document/notes/note.ts';
import { anchorMarker, anchorOf, isAnchor } from '../../document/page-anchor.ts';
import type { PlacedBlock } from '../../document/reading-text.ts';

/** A word of a document as a plain text prints it: a run of characters without white space, or the marker of a page. */
export interface PrintedWord {
  readonly text: string;
  /** The white space before it; empty where the word before goes on. */
  readonly before: string;
  /** Index of its block. */
  readonly block: number;
  /** How many characters of its block stand before it, white space not counted, in UTF-16 units. */
  readonly unit: number;
}

/** A document as words. */
export interface PrintedText {
  readonly words: readonly PrintedWord[];
  /** What each text block prints, without white space. */
  readonly blocks: readonly string[];
}

/** Prints a document word by word: markers of pages and calls of notes as the source has them, or made after its pattern; line ends as they
 *  stand; the label of a note before its body. Markers of pages that a reader concluded and nobody has confirmed are in no source, and are left out.
 *  Comments of editors are left out. Pure, O(document). */
export function printedText(doc: Node): PrintedText {
  const words: PrintedWord[] = [];
  const blocks: string[] = [];
  const labels = noteLabels(doc);
  const comments = commentIds(doc);
  for (const placed of blocksOutsideComments(doc)) {
    const block = new BlockPrinter(blocks.length, blockSeparator(doc, placed, blocks.length === 0));
    const label = labels.get(placed.start) ?? '';
    if (label !== '') block.add(`${label} `);
    printBlock(placed.block, block, comments);
    words.push(...block.words);
    blocks.push(block.printed);
  }
  return { words, blocks };
}

/** What stands between a block and the one before it: cells of a row stand in one line, and so do an item and its label. */
function blockSeparator(doc: Node, { start }: PlacedBlock, isFirst: boolean): string {
  if (isFirst) return '';
  const place = doc.resolve(start);
  const parent = place.depth > 1 ? place.node(-1) : doc;
  const isFirstInside = place.index(-1) === 0;
  if (parent.type.name === 'listItem' && !isFirstInside && parent.child(0).type.name === 'itemLabel') {
    return place.index(-1) === 1 ? ' ' : '\n\n';
  }
  const isCell = parent.type.name === 'tableCell' || parent.type.name === 'tableHeader';
  if (!isCell || !isFirstInside) return '\n\n';
  if (place.index(-2) > 0) return '\t';
  return place.index(-3) > 0 ? '\n' : '\n\n';
}

/** The labels of notes, by the position at which the text of the first block of each begins. */
function noteLabels(doc: Node): ReadonlyMap<number, string> {
  const labels = new Map<number, string>();
  const notes = doc.lastChild;
  if (notes?.type.name !== 'notes') return labels;
  notes.forEach((note, offset) => {
    const label = (note.attrs.raw as string | null) ?? (note.attrs.label as string);
    // The tokens that open the notes, the note and its block.
    labels.set(doc.content.size - notes.nodeSize + offset + 3, label.trim());
  });
  return labels;
}

function printBlock(node: Node, block: BlockPrinter, comments: ReadonlySet<string>): void {
  node.forEach((child) => {
    if (isAnchor(child)) {
      const anchor = anchorOf(child);
      if (!anchor.inferred) block.addMarker(anchorMarker(anchor));
    } else if (child.isText) block.add(child.text ?? '');
    else if (child.type.name === 'lineBreak') block.add('\n');
    else if (child.type.name === 'noteReference' && comments.has(String(child.attrs.target))) return;
    else block.add(child.type.spec.leafText?.(child) ?? '');
  });
}

/** Collects the words of one block. */
class BlockPrinter {
  readonly words: PrintedWord[] = [];
  printed = '';
  #space: string;
  #isOpen = false;
  readonly #block: number;

  constructor(block: number, before: string) {
    this.#block = block;
    this.#space = before;
  }

  add(text: string): void {
    for (const [part] of text.matchAll(/\s+|\S+/g)) {
      if (part.trim() === '') this.#addSpace(part);
      else this.#addWord(part, this.#isOpen);
    }
  }

  /** A marker is a word of its own, also inside another. */
  addMarker(marker: string): void {
    this.#addWord(marker, false);
    this.#isOpen = false;
  }

  #addSpace(part: string): void {
    this.#isOpen = false;
    if (this.words.length > 0) this.#space = part.includes('\n') ? '\n' : ' ';
  }

  #addWord(text: string, isSame: boolean): void {
    const last = this.words.at(-1);
    if (isSame && last) this.words[this.words.length - 1] = { ...last, text: last.text + text };
    else this.words.push({ text, before: this.#space, block: this.#block, unit: this.printed.length });
    this.printed += text.replace(/\s+/g, '');
    this.#space = '';
    this.#isOpen = true;
  }
}
