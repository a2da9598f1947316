import type { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import { newAnnotationId } from '../document/identifier.ts';
import { ownGroup } from './undo-history.ts';

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

/** Words that an editor puts in the place of what the page reads, with the marks that stand there.
 *  @param at where they come
 *  @param sic what the page reads */
export const emendedText = (doc: Node, at: number, words: string, sic: string): Node =>
  doc.type.schema.text(words, [
    ...(doc.nodeAt(at)?.marks ?? []),
    doc.type.schema.mark('emendation', { id: newAnnotationId(), sic }),
  ]);

/** Puts other words in the place of some, as an emendation, which says what the page reads. */
export const emendWords =
  (from: number, to: number, words: string): Command =>
  (state, dispatch) => {
    const { doc } = state;
    const sic = doc.textBetween(from, to);
    if (sic === '' || words === '') return false;
    dispatch?.(state.tr.replaceWith(from, to, emendedText(doc, from, words, sic)).setMeta(ownGroup, true));
    return true;
  };
