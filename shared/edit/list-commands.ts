import { chainCommands } from 'prosemirror-commands';
import type { NodeType, Schema } from 'prosemirror-model';
import {
  liftListItem as liftItem,
  sinkListItem as sinkItem,
  splitListItem as splitItem,
  wrapInList as wrap,
} from 'prosemirror-schema-list';
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { canSplit } from 'prosemirror-transform';
import { checkedCommand } from './checked-command.ts';

const inSchema =
  (make: (schema: Schema) => Command | null): Command =>
  (state, dispatch, view) => {
    const command = make(state.schema);
    return command !== null && checkedCommand(command)(state, dispatch, view);
  };

const withItem =
  (make: (itemType: NodeType) => Command): ((schema: Schema) => Command | null) =>
  (schema) => {
    const itemType = schema.nodes.listItem;
    return itemType ? make(itemType) : null;
  };

/** Makes a list of the selected blocks. */
export const wrapInList: Command = inSchema((schema) => (schema.nodes.list ? wrap(schema.nodes.list) : null));

/** Enter in a list item: begins the next item; in an empty one, leaves the list. */
export const splitListItem: Command = chainCommands(beginNextItem, inSchema(withItem(splitItem)));

/** Enter at the end of a paragraph of an item. The stock command takes the first type of block that an item may have for that of the
 *  next item: here a label, and then either makes an empty one or no item at all. */
function beginNextItem(state: EditorState, dispatch?: (transaction: Transaction) => void): boolean {
  const { $from, $to } = state.selection;
  const isAtEnd = $from.sameParent($to) && $to.pos === $to.end() && $from.parent.type.name === 'paragraph';
  if (!isAtEnd || $from.parent.content.size === 0 || $from.node(-1).type.name !== 'listItem') return false;
  const transaction = state.tr.delete($from.pos, $to.pos);
  if (!canSplit(transaction.doc, $from.pos, 2)) return false;
  dispatch?.(transaction.split($from.pos, 2).scrollIntoView());
  return true;
}

/** Takes the item out of its list. What stands between the items of an outermost list, such as a stamp, is in no item; the stock
 *  command would take an empty one away. */
export const liftListItem: Command = (state, dispatch, view) => {
  const { $from } = state.selection;
  const isBetweenItems = $from.parent.isTextblock && $from.depth > 1 && $from.node(-1).type.name === 'list';
  if (isBetweenItems && $from.node(-2).type.name !== 'listItem') return false;
  return liftItemOfList(state, dispatch, view);
};

const liftItemOfList: Command = inSchema(withItem(liftItem));

/** Makes the item part of the one before it. */
export const sinkListItem: Command = inSchema(withItem(sinkItem));

/** Enter in the label of an item goes on to the item's text, in the place of what is selected of the label. */
export const leaveLabel: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if ($from.parent.type.name !== 'itemLabel' || !$from.sameParent($to)) return false;
  const transaction = state.tr.deleteSelection();
  const $after = transaction.doc.resolve(transaction.mapping.map($from.after()));
  dispatch?.(transaction.setSelection(TextSelection.near($after)).scrollIntoView());
  return true;
};
