import { Fragment, Slice } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';

/** Puts a slice in the place of the selection. The bodies of notes at its end go where the notes of the document are: between
 *  other blocks they have no place, and without this nothing at all would be pasted. */
export function pasteSlice(state: EditorState, slice: Slice): Transaction {
  const { content } = slice;
  const notes = content.lastChild;
  if (notes?.type.name !== 'notes') return state.tr.replaceSelection(slice);
  const blocks = Fragment.from(Array.from({ length: content.childCount - 1 }, (_, index) => content.child(index)));
  const transaction = state.tr.replaceSelection(new Slice(blocks, blocks.size === 0 ? 0 : slice.openStart, 0));
  const { doc } = transaction;
  const end = doc.content.size;
  const hasNotes = doc.lastChild?.type.name === 'notes';
  return hasNotes ? transaction.insert(end - 1, notes.content) : transaction.insert(end, notes);
}
