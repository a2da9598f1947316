import type { Command, Transaction } from 'prosemirror-state';
import { newAnnotationId } from '../document/identifier.ts';
import { ownGroup } from './undo-history.ts';

/** A mark of which a passage has one or none: struck text, a mark by hand, an unclear or supplied reading, furniture. */
type ToggledMark = 'struck' | 'byHand' | 'unclear' | 'supplied' | 'furnitureText';

/** Puts a mark on the selected passage, or takes every mark of its type off when the whole passage has one. */
export const toggleMark =
  (name: ToggledMark, attrs: Readonly<Record<string, unknown>> = {}): Command =>
  (state, dispatch) => {
    const { from, to, empty } = state.selection;
    const type = state.schema.marks[name];
    if (empty || !type) return false;
    const transaction = state.tr;
    if (isMarkedThroughout(transaction, from, to, name)) transaction.removeMark(from, to, type);
    else transaction.addMark(from, to, type.create({ id: newAnnotationId(), ...attrs }));
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };

function isMarkedThroughout(transaction: Transaction, from: number, to: number, name: string): boolean {
  let throughout = true;
  transaction.doc.nodesBetween(from, to, (node) => {
    if (node.isText && !node.marks.some((mark) => mark.type.name === name)) throughout = false;
  });
  return throughout;
}

/** Says of the words between two positions that the page itself is wrong there: they are what it should read.
 *  TEI: `choice/sic/corr`.
 *  @param sic what the page reads */
export const markEmendation =
  (from: number, to: number, sic: string): Command =>
  (state, dispatch) => {
    if (from >= to) return false;
    const transaction = state.tr.removeMark(from, to, state.schema.marks.emendation);
    transaction.addMark(from, to, state.schema.mark('emendation', { id: newAnnotationId(), sic }));
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };

/** Takes that back: the words are a correction of the reading again. */
export const unmarkEmendation =
  (from: number, to: number): Command =>
  (state, dispatch) => {
    const { emendation } = state.schema.marks;
    if (!emendation || !state.doc.rangeHasMark(from, to, emendation)) return false;
    dispatch?.(state.tr.removeMark(from, to, emendation).setMeta(ownGroup, true));
    return true;
  };
