import { type Command, TextSelection } from 'prosemirror-state';
import { isAnchor } from '../document/page-anchor.ts';

/** Enter with only page anchors before the caret in its block: makes room above, and the anchors stay with their text. */
export const splitBesideAnchor: Command = (state, dispatch) => {
  const { $head, empty } = state.selection;
  if (!empty || !$head.parent.inlineContent || $head.parentOffset === 0) return false;
  if ($head.parent.content.size === $head.parentOffset) return false;
  for (let index = 0; index < $head.index(); index++) if (!isAnchor($head.parent.child(index))) return false;
  const start = $head.start();
  if ($head.node(-1).type.name === 'listItem') return false;
  const paragraph = state.schema.node('paragraph');
  if (!$head.node(-1).canReplaceWith($head.index(-1), $head.index(-1), paragraph.type)) return false;
  if (dispatch) {
    const transaction = state.tr.insert(start - 1, paragraph);
    const caret = transaction.mapping.map($head.pos);
    dispatch(transaction.setSelection(TextSelection.create(transaction.doc, caret)).scrollIntoView());
  }
  return true;
};
