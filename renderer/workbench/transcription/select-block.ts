import { type Command, TextSelection } from 'prosemirror-state';

/** Puts the caret at the start of the text block that begins at a position, unless it is in the block already. */
export const selectBlock =
  (pos: number): Command =>
  (state, dispatch) => {
    const $start = state.doc.resolve(Math.min(pos, state.doc.content.size));
    if (!$start.parent.isTextblock) return false;
    const { $from, $to } = state.selection;
    if ($from.sameParent($start) && $to.sameParent($start)) return true;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, $start.start())));
    return true;
  };
