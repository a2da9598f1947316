import type { NodeRange, ResolvedPos } from 'prosemirror-model';
import { type EditorState, TextSelection } from 'prosemirror-state';
import { deletes, type KeyName, press } from './key-presses.ts';

/** Where a key does something else than ProseMirror's own commands would, and what it does instead. */
export interface StockException {
  readonly name: string;
  readonly reason: string;
  /** @param before the stock editor */
  readonly applies: (before: EditorState, key: KeyName, selected: Selected) => boolean;
  readonly instead: (before: EditorState, key: KeyName) => EditorState;
}

/** What is selected in the document with its page anchors. */
export interface Selected {
  readonly empty: boolean;
}

const unchanged = (before: EditorState): EditorState => before;

const isWithin = ({ selection: { $from, $to } }: EditorState, type: string): boolean =>
  $from.sameParent($to) && $from.parent.type.name === type;

/** All of them. Every other difference is a fault. */
export const stockExceptions: readonly StockException[] = [
  {
    name: 'Enter in the label of an item goes on to the text of the item',
    reason: 'A label is one line, such as (1). The stock command makes a paragraph of what stands behind the caret.',
    applies: (before, key) => key === 'Enter' && isWithin(before, 'itemLabel'),
    instead: (before) => {
      const deleted = before.tr.deleteSelection();
      const { $from } = deleted.selection;
      return before.apply(deleted.setSelection(TextSelection.near(deleted.doc.resolve($from.after()))));
    },
  },
  {
    name: 'Enter at the end of a paragraph of an item begins the next item',
    reason:
      'The stock command begins an item with the first type that an item may hold, here a label: it makes an empty label or no item.',
    applies: (before, key) => {
      const { $from, $to } = before.selection;
      const isAtEnd = isWithin(before, 'paragraph') && $to.pos === $to.end() && $from.parent.content.size > 0;
      return key === 'Enter' && isAtEnd && $from.node(-1).type.name === 'listItem';
    },
    // As if the paragraph went on.
    instead: (before) => {
      const { from, to } = before.selection;
      const longer = before.tr.insertText('x', to);
      const { state } = press(before.apply(longer.setSelection(TextSelection.create(longer.doc, from, to))), 'Enter');
      return state.apply(state.tr.delete(state.selection.from, state.selection.from + 1));
    },
  },
  {
    name: 'Shift+Enter does nothing where blocks or cells are selected',
    reason: 'The stock command puts a line end in the place of whole blocks, tables and cells.',
    applies: (before, key) => key === 'Shift-Enter' && !(before.selection instanceof TextSelection),
    instead: unchanged,
  },
  {
    name: 'Backspace and Delete take nothing where nothing but page anchors is selected',
    reason: 'An anchor leaves a document by a command of its own only, and a letter beside it was not selected.',
    applies: (before, key, selected) =>
      deletes(key) !== 0 && before.selection instanceof TextSelection && before.selection.empty && !selected.empty,
    instead: unchanged,
  },
  {
    name: 'Ctrl+[ and Ctrl+] leave what stands between the items of a list where it is',
    reason:
      'A stamp is no item. The stock commands take it for one: into a list of its own, out of which it does not come again, and an empty one away.',
    applies: ({ selection: { $from, $to } }, key) => {
      const range = listRange($from, $to);
      const ends = range ? [range.parent.child(range.startIndex), range.parent.child(range.endIndex - 1)] : [];
      return /Ctrl-[[\]]/.test(key) && ends.some(({ type }) => type.name !== 'listItem');
    },
    instead: unchanged,
  },
  {
    name: 'Ctrl+[ and Ctrl+] move the innermost item also where its list begins with something else',
    reason: 'The stock commands look for a list that begins with an item, and move the item around the list.',
    applies: ({ selection: { $from, $to } }, key) => {
      const list = listRange($from, $to)?.parent;
      return /Ctrl-[[\]]/.test(key) && list !== undefined && list.firstChild?.type.name !== 'listItem';
    },
    // As if the list began with an item.
    instead: (before, key) => {
      const range = listRange(before.selection.$from, before.selection.$to);
      const start = range?.$from.start(range.depth) ?? 0;
      const item = before.schema.nodes.listItem?.createAndFill();
      const longer = before.tr.insert(start, item ?? []);
      const { state } = press(before.apply(longer), key);
      return state.apply(state.tr.delete(start, start + (item?.nodeSize ?? 0)));
    },
  },
];

const listRange = ($from: ResolvedPos, $to: ResolvedPos): NodeRange | null =>
  $from.blockRange($to, ({ type }) => type.name === 'list');
