import type { NodeType, Schema } from 'prosemirror-model';
import {
  liftListItem as liftItem,
  sinkListItem as sinkItem,
  splitListItem as splitItem,
  wrapInList as wrap,
} from 'prosemirror-schema-list';
import { type Command, TextSelection } from 'prosemirror-state';
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
export const splitListItem: Command = inSchema(withItem(splitItem));

/** Takes the item out of its list. */
export const liftListItem: Command = inSchema(withItem(liftItem));

/** Makes the item part of the one before it. */
export const sinkListItem: Command = inSchema(withItem(sinkItem));

/** Enter in the label of an item goes on to the item's text. */
export const leaveLabel: Command = (state, dispatch) => {
  const { $head } = state.selection;
  if ($head.parent.type.name !== 'itemLabel') return false;
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve($head.after()))).scrollIntoView());
  return true;
};
