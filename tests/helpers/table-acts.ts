import type { Node, Slice } from 'prosemirror-model';
import type { Command, EditorState } from 'prosemirror-state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  CellSelection,
  deleteCellSelection,
  deleteColumn,
  deleteRow,
  mergeCells,
  moveTableColumn,
  moveTableRow,
  splitCell,
  toggleHeaderCell,
  toggleHeaderRow,
} from 'prosemirror-tables';
import { tablePlugin } from '../../renderer/editor/editor-plugins.ts';
import { checkedCommand } from '../../shared/edit/block-commands.ts';
import { cleanPastedSlice } from '../../shared/edit/paste.ts';
import type { Choice, Dispatch, Doing, EditingSession } from './editing-session.ts';
import { foreignMarkup, sliceOf } from './foreign-markup.ts';
import { SeededRandom } from './seeded-random.ts';

const cellCommands: readonly Command[] = [
  mergeCells,
  splitCell,
  addColumnBefore,
  addColumnAfter,
  addRowBefore,
  addRowAfter,
  deleteColumn,
  deleteRow,
  toggleHeaderRow,
  toggleHeaderCell,
  moveTableRow({ from: 0, to: 1 }),
  moveTableColumn({ from: 0, to: 1 }),
];

/** Selects the cells between two of the cells of a table.
 *  @returns null when the document has no table with cells */
function selectCells(session: EditingSession, { a, b }: Choice): EditorState | null {
  const cells = cellsOf(session.state.doc);
  const first = cells[Math.floor(a * cells.length)];
  if (!first) return null;
  const ofTable = cells.filter(({ table }) => table === first.table);
  const second = ofTable[Math.floor(b * ofTable.length)] ?? first;
  const selection = CellSelection.create(session.state.doc, first.pos, second.pos);
  session.state = session.state.apply(session.state.tr.setSelection(selection));
  return session.state;
}

interface Cell {
  readonly table: number;
  readonly pos: number;
}

function cellsOf(doc: Node): readonly Cell[] {
  const cells: Cell[] = [];
  let table = -1;
  doc.descendants((node, pos) => {
    if (node.type.name === 'table') table = pos;
    if (node.type.spec.tableRole === 'cell' || node.type.spec.tableRole === 'header_cell') cells.push({ table, pos });
  });
  return cells;
}

/** What is done to cells that are selected as cells. */
export const tableActs = {
  cellCommand: (session, act, dispatch) => {
    const state = selectCells(session, act);
    const chosen = cellCommands[Math.floor(act.c * cellCommands.length)];
    if (state && chosen) checkedCommand(chosen)(state, dispatch);
  },
  /** Backspace on selected cells empties them. */
  emptyCells: (session, act, dispatch) => {
    const state = selectCells(session, act);
    if (state) deleteCellSelection(state, dispatch);
  },
  pasteIntoCells: (session, act, dispatch) => {
    const state = selectCells(session, act);
    if (state) pasteFromOutside(state, act.c, dispatch);
  },
} satisfies Record<string, Doing>;

const tables = tablePlugin();

/** Pastes HTML of another program where the selection is, as the editor's view does.
 *  @param seed from 0 to 1, says which HTML */
export function pasteFromOutside(state: EditorState, seed: number, dispatch: Dispatch): void {
  const markup = foreignMarkup(new SeededRandom(Math.floor(seed * 1_000)));
  const slice = cleanPastedSlice(sliceOf(markup, state.selection.$from), state.doc);
  const { handlePaste } = tables.props;
  if (handlePaste?.call(tables, { state, dispatch } as never, null as never, slice)) return;
  const only = onlyNode(slice);
  const transaction = only ? state.tr.replaceSelectionWith(only, false) : state.tr.replaceSelection(slice);
  dispatch(transaction.setMeta('paste', true).setMeta('uiEvent', 'paste'));
}

const onlyNode = ({ openStart, openEnd, content }: Slice): Node | null =>
  openStart === 0 && openEnd === 0 && content.childCount === 1 ? content.firstChild : null;
