import type { Command } from 'prosemirror-state';
import { replaceMatches } from '../../../shared/correct/replace.ts';
import type { Correction } from '../../../shared/document/corrections.ts';
import { isEmended } from '../../../shared/document/misreadings.ts';
import { markEmendation, unmarkEmendation } from '../../../shared/edit/mark-emendation.ts';
import { ownGroup } from '../../../shared/edit/undo-history.ts';

export const toggleEmendation =
  (correction: Correction): Command =>
  (state, dispatch) => {
    const { from, to, before } = correction;
    const command = isEmended(state.doc, correction) ? unmarkEmendation(from, to) : markEmendation(from, to, before);
    return command(state, dispatch);
  };

/** Puts the old reading back. Page anchors and tags stay. */
export const revertCorrection =
  (correction: Correction): Command =>
  (state, dispatch) => {
    const { from, to, before, after } = correction;
    const transaction = state.tr;
    if (from < to) {
      const match = { from, to, text: after, groups: [after] };
      for (const step of replaceMatches(state.doc, [match], () => before).steps) transaction.step(step);
    } else {
      const isAtStart = state.doc.resolve(from).parentOffset === 0;
      transaction.insertText(isAtStart ? `${before} ` : ` ${before}`, from);
    }
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };
