import { type Command, TextSelection } from 'prosemirror-state';

/** Ends the line inside a block, in the place of the words that are selected. Where whole blocks or cells are selected it does nothing: a line end
 *  would take their place. TEI: `lb`. */
export const insertLineBreak: Command = (state, dispatch) => {
  if (!(state.selection instanceof TextSelection)) return false;
  dispatch?.(state.tr.replaceSelectionWith(state.schema.node('lineBreak')).scrollIntoView());
  return true;
};
