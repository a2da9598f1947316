import type { Node, ResolvedPos } from 'prosemirror-model';
import { type Command, EditorState, type Transaction } from 'prosemirror-state';
import { Mapping, ReplaceStep, type Step, Transform } from 'prosemirror-transform';
import { isAnchor } from '../document/page-anchor.ts';
import { anchorsBetween } from './keep-anchors.ts';

/** A command that does around page anchors what it does where there are none: a block that holds nothing but anchors is empty to it, and a
 *  caret with nothing but anchors before it stands at the start. The command sees the blocks around the selection without their
 *  anchors; its steps are then made on the document as it is. An anchor within what they replace is put back by the guard.
 *
 *  A block that is split right beside anchors is split where the caret stands among them; anchors that lead it stay with its text. */
export const asWithoutAnchors =
  (command: Command): Command =>
  (state, dispatch, view) => {
    const hiding = withoutNearAnchors(state);
    if (hiding.steps.length === 0) return command(state, dispatch, view);
    const selection = state.selection.map(hiding.doc, hiding.mapping);
    const bare = EditorState.create({ doc: hiding.doc, selection, storedMarks: state.storedMarks });
    // A view would look for the caret in what it shows, which has the anchors.
    return command(bare, dispatch && ((made) => dispatch(onDocument(state, hiding.mapping, made))));
  };

/** Takes the anchors out of the selected text blocks and those beside them: nothing further away decides about what a key does. */
function withoutNearAnchors({ doc, selection: { $from, $to } }: EditorState): Transform {
  const hiding = new Transform(doc);
  for (const { pos } of anchorsBetween(doc, nearStart($from), nearEnd($to)).reverse()) hiding.delete(pos, pos + 1);
  return hiding;
}

/** The start of the text block before the one at a position. */
function nearStart($pos: ResolvedPos): number {
  for (let depth = depthAround($pos); depth >= 0; depth--) {
    const index = $pos.index(depth);
    if (index === 0) continue;
    let node: Node | null = $pos.node(depth).child(index - 1);
    let end = $pos.posAtIndex(index, depth);
    for (; node && !node.isTextblock && node.lastChild; node = node.lastChild) end -= 1;
    return end - (node?.nodeSize ?? 0);
  }
  return 0;
}

/** The end of the text block behind the one at a position. */
function nearEnd($pos: ResolvedPos): number {
  for (let depth = depthAround($pos); depth >= 0; depth--) {
    const index = $pos.indexAfter(depth);
    const next = $pos.node(depth).maybeChild(index);
    if (!next) continue;
    let node: Node | null = next;
    let start = $pos.posAtIndex(index, depth);
    for (; node && !node.isTextblock && node.firstChild; node = node.firstChild) start += 1;
    return start + (node?.nodeSize ?? 0);
  }
  return $pos.doc.content.size;
}

const depthAround = ($pos: ResolvedPos): number => ($pos.parent.isTextblock ? $pos.depth - 1 : $pos.depth);

/** What was made on the document without the anchors, made on the document itself. */
function onDocument(state: EditorState, hidden: Mapping, made: Transaction): Transaction {
  const transaction = state.tr;
  // As collaborative editing rebases steps: back over those that were made, over the anchors that come back, over those that were made anew.
  const mapping = new Mapping();
  for (const step of made.steps.toReversed()) mapping.appendMap(step.getMap().invert());
  mapping.appendMapping(hidden.invert());
  let own = made.steps.length;
  for (const [index, step] of made.steps.entries()) {
    const caret = made.mapping.slice(0, index).map(hidden.map(state.selection.from));
    const moved = atCaret(step, caret, transaction, state) ?? step.map(mapping.slice(own));
    if (!moved) throw new RangeError('a step of a command has no place in the document with its page anchors');
    transaction.step(moved);
    own -= 1;
    mapping.appendMap(moved.getMap(), own);
  }
  if (made.selectionSet) transaction.setSelection(made.selection.map(transaction.doc, mapping));
  if (made.storedMarksSet) transaction.setStoredMarks(made.storedMarks);
  return made.scrolledIntoView ? transaction.scrollIntoView() : transaction;
}

/** A step that inserts something, or splits a block, at the caret, which can stand among anchors; null for every other step. */
function atCaret(step: Step, caret: number, { doc, mapping }: Transaction, { selection }: EditorState): Step | null {
  if (!(step instanceof ReplaceStep) || step.from !== caret || step.to !== caret) return null;
  const $caret = doc.resolve(mapping.map(selection.from));
  const isSplit = step.slice.openStart > 0;
  const place = isSplit ? splitPlace($caret) : $caret.pos;
  return new ReplaceStep(place, place, step.slice, isSplit);
}

/** Where a block is split: at the caret; before all anchors when nothing else stands before it and something behind it. */
function splitPlace($caret: ResolvedPos): number {
  const { parent, parentOffset } = $caret;
  if (!parent.isTextblock || isBlank(parent, parentOffset, parent.content.size)) return $caret.pos;
  return isBlank(parent, 0, parentOffset) ? $caret.start() : $caret.pos;
}

/** Whether a part of a text block holds nothing but page anchors. */
function isBlank(block: Node, from: number, to: number): boolean {
  let blank = true;
  if (from < to)
    block.nodesBetween(from, to, (node) => {
      if (!isAnchor(node)) blank = false;
    });
  return blank;
}
