import { type Command, TextSelection } from 'prosemirror-state';
import { checkedCommand } from './block-commands.ts';
import { ownGroup } from './undo-history.ts';

/** Puts an empty table behind the block at the caret, and the caret into its first cell; nothing within a table. TEI `table`.
 *  @param rows at least 1
 *  @param columns at least 1 */
export const insertTable = (rows: number, columns: number): Command =>
  checkedCommand((state, dispatch) => {
    const { table, tableRow, tableCell } = state.schema.nodes;
    const { $to } = state.selection;
    const isInTable = Array.from({ length: $to.depth }, (_, depth) => $to.node(depth + 1)).some(
      ({ type }) => type === table,
    );
    const cell = tableCell?.createAndFill();
    if (!table || !tableRow || !cell || isInTable || $to.depth === 0) return false;
    const row = tableRow.create(
      null,
      Array.from({ length: columns }, () => cell),
    );
    const made = table.create(
      null,
      Array.from({ length: rows }, () => row),
    );
    for (let depth = $to.depth; depth > 0; depth--) {
      const index = $to.indexAfter(depth - 1);
      if (!$to.node(depth - 1).canReplaceWith(index, index, table)) continue;
      const at = $to.after(depth);
      const transaction = state.tr.insert(at, made);
      transaction.setSelection(TextSelection.near(transaction.doc.resolve(at + 1)));
      dispatch?.(transaction.setMeta(ownGroup, true).scrollIntoView());
      return true;
    }
    return false;
  });
