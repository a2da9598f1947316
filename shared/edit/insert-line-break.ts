import type { Command } from 'prosemirror-state';

/** Ends the line inside a block. TEI: `lb`. */
export const insertLineBreak: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!$from.parent.inlineContent || !$from.sameParent($to)) return false;
  dispatch?.(state.tr.replaceSelectionWith(state.schema.node('lineBreak')).scrollIntoView());
  return true;
};
