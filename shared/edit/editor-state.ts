import { Mark, type Node } from 'prosemirror-model';
import { EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { ReplaceStep } from 'prosemirror-transform';
import type { StoredChange } from '../document/document-state.ts';
import { isAnchor } from '../document/page-anchor.ts';
import {
  type AppliedSteps,
  appendSteps,
  isComposing,
  isRestoringEarlierState,
  keepAnchors,
  touchedStretch,
} from './keep-anchors.ts';
import { wordsBetween } from './tag-commands.ts';
import { ownGroup, undoHistory } from './undo-history.ts';

/** Words that are being written in the place of others. */
interface Rewriting {
  readonly from: number;
  readonly to: number;
  /** The marks that covered all of those others. */
  readonly marks: readonly Mark[];
  /** Whether what is typed on at the end belongs to it. */
  readonly goesOn: boolean;
}

interface Writing {
  readonly rewriting: Rewriting | null;
  /** What an input method has composed so far. */
  readonly composed: AppliedSteps | null;
}

const writingKey = new PluginKey<Writing>('keep-replaced-marks');

/** Words that are written, pasted or composed in the place of others get the marks that covered all of those: whoever types the right
 *  spelling over a tagged name corrects the name and does not take the tag off. What is typed on belongs to them as well, as long as
 *  the caret stays where the new words end. So do words that are pasted within a passage. White space around the new words stays
 *  outside. Words that were deleted first are gone with their marks, and a mark on a part of what is replaced goes with it. */
function keepReplacedMarks(): Plugin<Writing> {
  return new Plugin<Writing>({
    key: writingKey,
    state: { init: () => ({ rewriting: null, composed: null }), apply: writingAfter },
    appendTransaction: (_transactions, _before, state) => {
      const writing = writingKey.getState(state);
      return writing?.rewriting && !writing.composed ? marking(state, writing.rewriting) : null;
    },
  });
}

function writingAfter(transaction: Transaction, { rewriting, composed }: Writing): Writing {
  if (isComposing(transaction)) return { rewriting, composed: appendSteps(composed, [transaction]) };
  if (transaction.getMeta('appendedTransaction') !== undefined)
    return { rewriting: rewriting && mapped(rewriting, transaction), composed: null };
  const applied = appendSteps(composed, [transaction]);
  const next = applied.steps.length === 0 ? rewriting : rewritten(transaction, applied, rewriting);
  const { selection } = transaction;
  const isLeft = transaction.selectionSet && !(selection.empty && selection.head === next?.to);
  return { rewriting: isLeft && !transaction.docChanged ? null : next, composed: null };
}

/** What a plugin appended, such as a page anchor put back at an edge, stays outside. */
function mapped({ from, to, ...rewriting }: Rewriting, { mapping }: Transaction): Rewriting {
  const start = mapping.map(from, 1);
  return { ...rewriting, from: start, to: Math.max(start, mapping.map(to, -1)) };
}

/** The words that are being rewritten after an edit; null when it was no writing in the place of others. */
function rewritten(transaction: Transaction, applied: AppliedSteps, now: Rewriting | null): Rewriting | null {
  const { doc } = transaction;
  const before = applied.docs[0];
  // A command, an undo or a restoring says itself what becomes of marks, and so does what sets or takes marks itself.
  if (!before || isRestoringEarlierState(transaction) || transaction.getMeta(ownGroup)) return null;
  if (!applied.steps.every((step) => step instanceof ReplaceStep)) return null;
  const { from, oldTo, newTo } = touchedStretch(doc, applied);
  if (!isInOneBlock(before, from, oldTo) || !isInOneBlock(doc, from, newTo)) return null;
  if (now?.goesOn && from >= now.from && oldTo <= now.to) return { ...now, to: now.to + newTo - oldTo };
  if (!hasText(doc, from, newTo)) return null;
  const event: unknown = transaction.getMeta('uiEvent');
  const around = marksAround(before, from, oldTo);
  const replaced = wordsBetween(before, from, oldTo);
  // What is typed within a passage belongs to it anyway, what is pasted there does not.
  const covering = replaced ? coveringMarks(before, replaced.from, replaced.to) : event === 'paste' ? around : [];
  const brought = marksOn(doc, from, newTo).filter((mark) => !mark.isInSet(covering));
  const marks = covering.filter((mark) => mark.isInSet(around) || !brought.some(({ type }) => type === mark.type));
  return marks.length === 0 ? null : { from, to: newTo, marks, goesOn: event === undefined };
}

/** The marks that stand on both sides of a stretch. */
function marksAround(doc: Node, from: number, to: number): readonly Mark[] {
  const after = doc.resolve(to).nodeAfter?.marks ?? [];
  return doc.resolve(from).nodeBefore?.marks.filter((mark) => mark.isInSet(after)) ?? [];
}

function isInOneBlock(doc: Node, from: number, to: number): boolean {
  const $from = doc.resolve(from);
  return $from.parent.isTextblock && to <= $from.end();
}

function hasText(doc: Node, from: number, to: number): boolean {
  let found = false;
  if (from < to)
    doc.nodesBetween(from, to, (node) => {
      if (node.isText) found = true;
    });
  return found;
}

/** The marks that everything between two positions has, page anchors left out. */
function coveringMarks(doc: Node, from: number, to: number): readonly Mark[] {
  let covering: readonly Mark[] | null = null;
  doc.nodesBetween(from, to, (node) => {
    if (node.isInline && !isAnchor(node))
      covering = (covering ?? node.marks).filter((mark) => mark.isInSet(node.marks));
  });
  return covering ?? [];
}

function marksOn(doc: Node, from: number, to: number): readonly Mark[] {
  const marks: Mark[] = [];
  doc.nodesBetween(from, to, (node) => {
    if (node.isInline) marks.push(...node.marks);
  });
  return marks;
}

/** Gives the new words their marks, and what is typed next, too; null when they have them. */
function marking(state: EditorState, { from, to, marks, goesOn }: Rewriting): Transaction | null {
  const { doc, selection } = state;
  const transaction = state.tr;
  const words = wordsBetween(doc, from, to) ?? { from, to: from };
  // The guard of the anchors says itself what one at an edge is marked with.
  const inner = withoutAnchorsAtEnds(doc, from, to);
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
  const ending: Mark[] = [];
  for (const mark of marks) {
    // A mark that takes in what is typed at its edge, such as italics, takes in white space as well.
    const isInclusive = mark.type.spec.inclusive !== false;
    const isMarkedBehind = isMarked($to.nodeAfter, mark);
    const start = isMarked($from.nodeBefore, mark) ? from : isInclusive ? inner.from : words.from;
    const end = isMarkedBehind ? to : isInclusive ? inner.to : words.to;
    if (!isMarkedBehind) ending.push(mark);
    if (from < start) transaction.removeMark(from, start, mark);
    if (end < to) transaction.removeMark(end, to, mark);
    if (start < end) transaction.addMark(start, end, mark);
  }
  const isGoingOn = goesOn && ending.length > 0 && selection.empty && selection.head === to;
  const next = isGoingOn ? ending.reduce((set, mark) => mark.addToSet(set), $to.marks()) : null;
  const isNext = next === null || Mark.sameSet(next, state.storedMarks ?? Mark.none);
  return transaction.docChanged || !isNext ? transaction.setStoredMarks(next ?? state.storedMarks) : null;
}

function withoutAnchorsAtEnds(doc: Node, from: number, to: number): { readonly from: number; readonly to: number } {
  let [start, end] = [from, to];
  while (start < end && isAnchorAt(doc.resolve(start).nodeAfter)) start += 1;
  while (start < end && isAnchorAt(doc.resolve(end).nodeBefore)) end -= 1;
  return { from: start, to: end };
}

const isAnchorAt = (node: Node | null): boolean => node !== null && isAnchor(node);

const isMarked = (node: Node | null, mark: Mark): boolean => node !== null && mark.isInSet(node.marks);

/** An editor on a document, with the guards of its anchors and tags and the undo history that its journal tells.
 *  @param plugins further plugins, such as key maps and decorations; they come first, so that keys reach them first */
export function createEditorState(opened: {
  readonly doc: Node;
  readonly history: readonly StoredChange[];
  readonly plugins?: readonly Plugin[];
}): EditorState {
  const { schema } = opened.doc.type;
  return EditorState.create({
    doc: opened.doc,
    plugins: [...(opened.plugins ?? []), undoHistory(schema, opened.history), keepReplacedMarks(), keepAnchors()],
  });
}
