import type { Node } from 'prosemirror-model';
import type { Command, Transaction } from 'prosemirror-state';
import { insertPoint } from 'prosemirror-transform';
import { AnchorStep } from '../document/anchor-step.ts';
import { annotationChanges, finishRestoring } from './restore.ts';
import { stepsBetween } from './rewrite/steps-between.ts';

/** Which blocks of an earlier document come back, and what gives way to them. Positions are those before text blocks. */
export interface RestoredBlocks {
  /** In the earlier document, one behind the other. */
  readonly older: readonly number[];
  /** In the present document, one behind the other. */
  readonly newer: readonly number[];
  /** Other blocks of the present document that go with it: their words were moved there. */
  readonly moved: readonly number[];
  /** The present block beside which they come back when none gives way. */
  readonly beside: { readonly pos: number; readonly side: 'before' | 'after' } | null;
}

/** Brings earlier paragraphs back in the place of those that stand for them now, also when they were split, joined, moved or
 *  taken away since; those that were added go. One act, taken back by one undo. Page anchors of today stay, and tags of that time
 *  come back with their words. Words that stand there now and then are not touched. */
export const restoreBlocks =
  (blocks: RestoredBlocks, earlier: Node): Command =>
  (state, dispatch) => {
    const wanted = state.tr;
    const [from, to] = [onlyOne(blocks.older), onlyOne(blocks.newer)];
    // What kind of block it is now stays: that is no matter of its words.
    if (from !== null && to !== null) replaceWords(wanted, to, earlier.nodeAt(from));
    else replaceBlocks(wanted, blocks, earlier);
    if (wanted.doc.eq(state.doc)) return false;
    // As the guard of the page anchors leaves it. None of them comes or goes, so they need no steps of their own.
    const { doc } = state.applyTransaction(wanted).state;
    const transaction = state.tr;
    for (const step of stepsBetween(state.doc, doc)) transaction.step(step instanceof AnchorStep ? step.inner : step);
    if (!transaction.docChanged) return false;
    finishRestoring(transaction, annotationChanges(state.doc, doc), dispatch);
    return true;
  };

const onlyOne = (positions: readonly number[]): number | null =>
  positions.length === 1 ? (positions[0] ?? null) : null;

function replaceWords(transaction: Transaction, pos: number, earlier: Node | null): void {
  const block = transaction.doc.nodeAt(pos);
  if (!block?.isTextblock || !earlier || block.content.eq(earlier.content)) return;
  transaction.replaceWith(pos + 1, pos + 1 + block.content.size, earlier.content);
}

function replaceBlocks(transaction: Transaction, { older, newer, moved, beside }: RestoredBlocks, earlier: Node): void {
  const gone = stretchOf(transaction.doc, newer);
  const back = stretchOf(earlier, older);
  if (gone && back) transaction.replaceRange(gone.from, gone.to, earlier.slice(back.from, back.to));
  else if (gone) transaction.deleteRange(gone.from, gone.to);
  else if (back && beside) insertBeside(transaction, beside, earlier, unitOf(earlier, back));
  for (const pos of moved) {
    const at = transaction.mapping.map(pos);
    const block = transaction.doc.nodeAt(at);
    if (block?.isTextblock) transaction.deleteRange(at, at + block.nodeSize);
  }
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** From before the first of some blocks to behind the last; null when there are none. */
function stretchOf(doc: Node, blocks: readonly number[]): Stretch | null {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { from: first, to: last + (doc.nodeAt(last)?.nodeSize ?? 0) };
}

/** The stretch with what holds nothing else, such as the list item of its paragraph: that has gone with it. */
function unitOf(earlier: Node, { from, to }: Stretch): Stretch {
  let [$from, $to] = [earlier.resolve(from), earlier.resolve(to)];
  const shared = (): number => $from.sharedDepth($to.pos);
  while ($from.depth > shared() && $from.parentOffset === 0) $from = earlier.resolve($from.before());
  while ($to.depth > shared() && $to.pos === $to.end()) $to = earlier.resolve($to.after());
  while ($from.depth > 0 && $from.sameParent($to) && $from.parentOffset === 0 && $to.pos === $to.end())
    [$from, $to] = [earlier.resolve($from.before()), earlier.resolve($to.after())];
  return { from: $from.pos, to: $to.pos };
}

function insertBeside(
  transaction: Transaction,
  { pos, side }: NonNullable<RestoredBlocks['beside']>,
  earlier: Node,
  unit: Stretch,
): void {
  const { doc } = transaction;
  const at = side === 'after' ? pos + (doc.nodeAt(pos)?.nodeSize ?? 0) : pos;
  const type = earlier.resolve(unit.from).nodeAfter?.type;
  const $at = doc.resolve(at);
  const outside = $at.depth === 0 ? at : side === 'after' ? $at.after(1) : $at.before(1);
  const point = (type && insertPoint(doc, at, type)) ?? outside;
  transaction.replaceRange(point, point, earlier.slice(unit.from, unit.to));
}
