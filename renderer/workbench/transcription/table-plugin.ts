import type { Slice } from 'prosemirror-model';
import { Plugin } from 'prosemirror-state';
import { handlePaste, tableEditing } from 'prosemirror-tables';
import type { EditorView } from 'prosemirror-view';
import { checkedCommand } from '../../../shared/edit/checked-command.ts';
import { isLeadingBack } from '../../../shared/edit/keep-anchors.ts';

/** Editing of tables. Rows that an edit leaves too short are filled up along with it; not so after an undo or a restoring, which
 *  lead back to what was there: a table that came in ragged would never be so again, and undo would have no end. */
export function tablePlugin(): Plugin {
  const { spec } = tableEditing();
  return new Plugin({
    ...spec,
    props: { ...spec.props, handlePaste: pasteCells },
    appendTransaction(transactions, oldState, newState) {
      const mended = spec.appendTransaction?.call(this, transactions, oldState, newState) ?? null;
      return mended?.docChanged && transactions.some(isLeadingBack) ? null : mended;
    },
  });
}

/** Cells of another program can hold what cells here cannot, and the package then throws, or leaves a document that could not be
 *  saved. Where they do not fit as cells they are pasted as anything else is.
 *  @returns whether they were pasted as cells */
export function pasteCells(view: EditorView, event: ClipboardEvent, slice: Slice): boolean {
  return checkedCommand((_state, dispatch) => {
    const watched = Object.assign(Object.create(view) as EditorView, { dispatch });
    return handlePaste(watched, event, slice);
  })(view.state, (transaction) => view.dispatch(transaction));
}
