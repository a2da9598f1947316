import { gapCursor } from 'prosemirror-gapcursor';
import { keymap } from 'prosemirror-keymap';
import type { Node } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, EditorState } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { schema } from '../../shared/document/schema.ts';

const itemType = schema.nodes.listItem ?? schema.topNodeType;

/** As in the example setup of ProseMirror. */
const lineBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(schema.node('lineBreak')).scrollIntoView());
  return true;
};

const stockKeys = {
  Enter: splitListItem(itemType),
  'Mod-[': liftListItem(itemType),
  'Mod-]': sinkListItem(itemType),
  'Shift-Enter': lineBreak,
};

/** An editor that has nothing but ProseMirror's own commands, chained as its documentation chains them.
 *  @param base the keys of Macs or of other machines */
export const stockEditor = (doc: Node, base: Readonly<Record<string, Command>>): EditorState =>
  EditorState.create({ doc, plugins: [tableEditing(), keymap(stockKeys), keymap({ ...base }), gapCursor()] });
