import { chainCommands } from 'prosemirror-commands';
import { Fragment, type Node, NodeRange, type NodeType, type Schema, Slice } from 'prosemirror-model';
import { liftListItem as liftItem, splitListItem as splitItem, wrapInList as wrap } from 'prosemirror-schema-list';
import { type Command, EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { canJoin, canSplit, liftTarget, ReplaceAroundStep } from 'prosemirror-transform';
import { checkedCommand } from './block-commands.ts';

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

/** Takes the selected items out of their list: to the list around it, or to where the outermost list stands. */
export const liftListItem: Command = (state, dispatch, view) => {
  const range = selectedItems(state);
  if (!range) return false;
  const isNested = isItem(range.$from.node(range.depth - 1));
  return (isNested ? liftToOuterList(range) : liftOutOfList(range))(state, dispatch, view);
};

const liftWithin: Command = inSchema(withItem(liftItem));

/** The stock command, for which a list that begins with something else is parted before the item. */
const liftOutOfList = ({ parent, start }: NodeRange): Command => {
  if (parent.firstChild && isItem(parent.firstChild)) return liftWithin;
  return (state, dispatch) => {
    const transaction = state.tr.split(start);
    const parted = EditorState.create({ doc: transaction.doc, selection: transaction.selection });
    return liftWithin(
      parted,
      dispatch &&
        ((made) => {
          for (const step of made.steps) transaction.step(step);
          dispatch(transaction.scrollIntoView());
        }),
    );
  };
};

/** Makes the selected items part of the one before them, in its own list, which is made if there is none. */
export const sinkListItem: Command = (state, dispatch, view) => {
  const range = selectedItems(state);
  return range !== null && sinkInto(range)(state, dispatch, view);
};

/** What is selected of the innermost list; null where that begins or ends with something between the items, such as a stamp. The stock
 *  commands take that for an item: they put it into a list of its own, out of which it does not come again, and take an empty one
 *  away. Where a list begins with it, they move the item around the list instead. */
function selectedItems({ selection: { $from, $to } }: EditorState): NodeRange | null {
  const range = $from.blockRange($to, ({ type }) => type.name === 'list');
  if (!range) return null;
  const [first, last] = [range.parent.maybeChild(range.startIndex), range.parent.maybeChild(range.endIndex - 1)];
  return first && last && isItem(first) && isItem(last) ? range : null;
}

const isItem = ({ type }: Node): boolean => type.name === 'listItem';

/** As the stock command does it: items behind those that are lifted become part of the last of them. */
const liftToOuterList = ({ $from, parent, end, depth, $to }: NodeRange): Command =>
  checkedCommand((state, dispatch) => {
    const transaction = state.tr;
    const endOfList = $to.end(depth);
    const itemType = $from.node(depth - 1).type;
    if (end < endOfList) {
      const list = new Slice(Fragment.from(itemType.create(null, parent.copy())), 1, 0);
      transaction.step(new ReplaceAroundStep(end - 1, endOfList, end, endOfList, list, 1, true));
    }
    const { doc } = transaction;
    const range = new NodeRange(doc.resolve($from.pos), doc.resolve(end < endOfList ? endOfList : $to.pos), depth);
    const target = liftTarget(range);
    if (target === null) return false;
    transaction.lift(range, target);
    const $after = transaction.doc.resolve(transaction.mapping.map(end, -1) - 1);
    if (canJoin(transaction.doc, $after.pos) && $after.nodeBefore?.type === $after.nodeAfter?.type)
      transaction.join($after.pos);
    dispatch?.(transaction.scrollIntoView());
    return true;
  });

const sinkInto = ({ parent, startIndex, start, end }: NodeRange): Command =>
  checkedCommand((state, dispatch) => {
    const before = startIndex > 0 ? parent.child(startIndex - 1) : null;
    if (!before || !isItem(before)) return false;
    const own = before.lastChild?.type === parent.type ? before.lastChild : null;
    const list = parent.type.create(null, own?.lastChild?.type.create());
    const open = own ? 3 : 1;
    const slice = new Slice(Fragment.from(before.type.create(null, list)), open, 0);
    dispatch?.(state.tr.step(new ReplaceAroundStep(start - open, end, start, end, slice, 1, true)).scrollIntoView());
    return true;
  });

/** Enter in the label of an item goes on to the item's text, in the place of what is selected of the label. */
export const leaveLabel: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if ($from.parent.type.name !== 'itemLabel' || !$from.sameParent($to)) return false;
  const transaction = state.tr.deleteSelection();
  const $after = transaction.doc.resolve(transaction.mapping.map($from.after()));
  dispatch?.(transaction.setSelection(TextSelection.near($after)).scrollIntoView());
  return true;
};
