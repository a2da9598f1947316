import type { Node } from 'prosemirror-model';
import type { Command, EditorState, Transaction } from 'prosemirror-state';
import { isAnchor } from '../document/page-anchor.ts';
import { isAtWordHyphen, lineHyphens, textBlocks } from '../document/reading-text.ts';
import { ownGroup } from './undo-history.ts';

/** A line end and the position before it. */
interface PlacedLineEnd {
  readonly pos: number;
  readonly block: Node;
  /** Offset in the block. */
  readonly offset: number;
  readonly joins: boolean;
}

/** Joins the lines that the selection touches, or those of the block at the caret: line ends give way to a space; where one breaks a
 *  word, the hyphen goes too and the word is whole; where a word has the hyphen of its own, that stays and no space comes. Page anchors and tags stay. Does nothing where there is no line end.
 *  TEI: takes `lb`, and `pc[@force=weak]` before it, away. */
export const joinLines: Command = (state, dispatch) => {
  const ends = lineEndsAt(state);
  if (ends.length === 0) return false;
  const transaction = state.tr;
  for (const end of ends.toReversed()) joinAt(transaction, end);
  dispatch?.(transaction.setMeta(ownGroup, true).scrollIntoView());
  return true;
};

/** Makes the line end at the caret break a word that had been read as two, or part two words that had been read as one; behind a hyphen,
 *  tells whether that is the line's or the word's own. It is the line
 *  end next to the caret or else the one that the word at the caret stands beside; of a selection, the first. TEI: `lb/@break`. */
export const toggleLineJoin: Command = (state, dispatch) => {
  const end = lineEndAtCaret(state);
  if (!end) return false;
  dispatch?.(state.tr.setNodeAttribute(end.pos, 'joins', !end.joins).setMeta(ownGroup, true));
  return true;
};

function joinAt(transaction: Transaction, { pos, block, offset, joins }: PlacedLineEnd): void {
  const before = unitBefore(block, offset);
  const after = unitAfter(block, offset + 1);
  if (joins) {
    transaction.delete(pos, pos + 1);
    const hyphen = pos - offset + (before?.offset ?? 0);
    if (before && lineHyphens.includes(before.unit)) transaction.delete(hyphen, hyphen + 1);
  } else if (isSpaceOrEdge(before?.unit) || isSpaceOrEdge(after) || isAtWordHyphen(block, offset)) {
    transaction.delete(pos, pos + 1);
  } else {
    const marks = block.nodeAt(offset)?.marks ?? [];
    transaction.replaceWith(pos, pos + 1, transaction.doc.type.schema.text(' ', marks));
  }
}

const isSpaceOrEdge = (unit: string | null | undefined): boolean => (unit ?? '').trim() === '';

/** The line ends in the selection; with a caret, in its block. */
function lineEndsAt({ doc, selection }: EditorState): readonly PlacedLineEnd[] {
  const { $from, from, to, empty } = selection;
  if (empty) return $from.parent.isTextblock ? lineEndsIn($from.parent, $from.start()) : [];
  return textBlocks(doc)
    .filter(({ block, start }) => start <= to && start + block.content.size >= from)
    .flatMap(({ block, start }) => lineEndsIn(block, start))
    .filter(({ pos }) => pos >= from && pos < to);
}

function lineEndsIn(block: Node, start: number): readonly PlacedLineEnd[] {
  const ends: PlacedLineEnd[] = [];
  block.forEach((child, offset) => {
    if (child.type.name === 'lineBreak')
      ends.push({ pos: start + offset, block, offset, joins: child.attrs.joins === true });
  });
  return ends;
}

function lineEndAtCaret(state: EditorState): PlacedLineEnd | null {
  if (!state.selection.empty) return lineEndsAt(state)[0] ?? null;
  const { $head } = state.selection;
  if (!$head.parent.isTextblock) return null;
  const at = $head.parentOffset;
  // How much of a word lies between the caret and a line end; none when white space does.
  const distance = ({ block, offset }: PlacedLineEnd): number | null => {
    const between = block.textBetween(Math.min(at, offset + 1), Math.max(at, offset), '', (leaf) =>
      leaf.type.name === 'lineBreak' ? ' ' : '',
    );
    return /\s/.test(between) ? null : between.length;
  };
  let nearest: { readonly end: PlacedLineEnd; readonly distance: number } | null = null;
  for (const end of lineEndsIn($head.parent, $head.start())) {
    const far = distance(end);
    if (far !== null && (!nearest || far < nearest.distance)) nearest = { end, distance: far };
  }
  return nearest?.end ?? null;
}

/** The last character that is read before an offset of a block; page anchors and note calls are not read. Null at its beginning. */
function unitBefore(block: Node, offset: number): { readonly unit: string; readonly offset: number } | null {
  for (let at = offset; at > 0; ) {
    const { node, offset: start } = block.childBefore(at);
    if (!node) return null;
    if (node.isText) return { unit: node.text?.charAt(at - start - 1) ?? '', offset: at - 1 };
    if (!isUnread(node)) return { unit: unitOf(node), offset: start };
    at = start;
  }
  return null;
}

/** The first character that is read behind an offset of a block; null at its end. */
function unitAfter(block: Node, offset: number): string | null {
  for (let at = offset; at < block.content.size; ) {
    const { node, offset: start } = block.childAfter(at);
    if (!node) return null;
    if (node.isText) return node.text?.charAt(at - start) ?? '';
    if (!isUnread(node)) return unitOf(node);
    at = start + node.nodeSize;
  }
  return null;
}

const isUnread = (node: Node): boolean => isAnchor(node) || node.type.name === 'noteReference';

/** What a leaf that is read stands for: a line end is white space, a gap is a character that nobody can read. */
const unitOf = (leaf: Node): string => (leaf.type.name === 'lineBreak' ? ' ' : '\uFFFC');
