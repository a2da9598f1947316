import { Fragment, Slice } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import type { DocumentId, GroupId } from '../document/identifier.ts';
import { cleanPastedSlice, cleanStrangeSlice } from './clean-pasted-slice.ts';
import { leadsBack } from './keep-anchors.ts';
import { ownGroup, reversed } from './undo-history.ts';

/** What was copied or cut of a document. */
export interface CopiedSlice {
  readonly document: DocumentId;
  readonly slice: Slice;
  /** The act that cut it; null when it was copied. */
  readonly cut: GroupId | null;
}

/** Takes what is selected out; an act of its own (`lastAct`), for pasting it where it was. */
export const cutSelection = (state: EditorState): Transaction =>
  state.tr.deleteSelection().scrollIntoView().setMeta('uiEvent', 'cut').setMeta(ownGroup, true);

/** Puts what was cut last back where it was: the document is then what it was before, with its page anchors, blocks and tags. Null when
 *  something was done since, or the caret is elsewhere. */
export function pasteInPlace(state: EditorState, { cut }: CopiedSlice): Transaction | null {
  const back = cut === null ? null : reversed(state, cut);
  return back?.setMeta(leadsBack, true).setMeta('paste', true).setMeta('uiEvent', 'paste').scrollIntoView() ?? null;
}

/** What of a copied slice may come into a document. */
export const pastable = ({ document, slice }: CopiedSlice, into: DocumentId, { doc }: EditorState): Slice =>
  document === into ? cleanPastedSlice(slice, doc) : cleanStrangeSlice(slice, doc);

/** Puts a slice in the place of the selection. The bodies of notes at its end go where the notes of the document are: between
 *  other blocks they have no place, and without this nothing at all would be pasted. */
export const pasteSlice = (state: EditorState, slice: Slice): Transaction =>
  replaced(state, slice).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste');

function replaced(state: EditorState, slice: Slice): Transaction {
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
