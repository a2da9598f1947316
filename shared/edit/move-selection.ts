import type { EditorState, Transaction } from 'prosemirror-state';
import { TextSelection } from 'prosemirror-state';
import { dropPoint } from 'prosemirror-transform';
import { cleanMovedSlice } from './clean-pasted-slice.ts';

/** Moves what is selected to another position, as a drag does. What has an identity (tags, notes, page anchors) goes along:
 *  unlike a copy, the words stand only in the new place.
 *  @param at where it was dropped, a position of the document before; where nothing fits, the nearest place is taken */
export function moveSelection(state: EditorState, at: number): Transaction {
  const slice = state.selection.content();
  const target = dropPoint(state.doc, at, slice) ?? at;
  const transaction = state.tr.deleteSelection();
  const moved = cleanMovedSlice(slice, transaction.doc);
  const pos = transaction.mapping.map(target);
  const only = moved.openStart === 0 && moved.openEnd === 0 && moved.content.childCount === 1;
  const steps = transaction.steps.length;
  if (only && moved.content.firstChild) transaction.replaceRangeWith(pos, pos, moved.content.firstChild);
  else transaction.replaceRange(pos, pos, moved);
  const end = transaction.mapping.slice(steps).map(pos, 1);
  const { doc } = transaction;
  transaction.setSelection(TextSelection.between(doc.resolve(Math.min(pos, end)), doc.resolve(end)));
  return transaction.setMeta('uiEvent', 'drop');
}
