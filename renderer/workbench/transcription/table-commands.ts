import type { Command } from 'prosemirror-state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  isInTable,
} from 'prosemirror-tables';
import type { CommandId } from '../../../shared/contract/commands.ts';
import { checkedCommand } from '../../../shared/edit/checked-command.ts';
import { ownGroup } from '../../../shared/edit/undo-history.ts';

/** What can be done with the rows and columns of the table at the caret. */
export interface TableChoice {
  readonly command: CommandId;
  readonly label: string;
  readonly run: Command;
}

/** One act of undo; nothing where the caret is in no table, or the table would be left without a cell. */
const act = (command: Command): Command =>
  checkedCommand((state, dispatch, view) => {
    if (!isInTable(state)) return false;
    return command(state, dispatch && ((transaction) => dispatch(transaction.setMeta(ownGroup, true))), view);
  });

/** In the order of the menus: what adds, then what takes away. */
export const tableChoices: readonly TableChoice[] = [
  { command: 'table.row-above', label: 'Insert row above', run: act(addRowBefore) },
  { command: 'table.row-below', label: 'Insert row below', run: act(addRowAfter) },
  { command: 'table.column-before', label: 'Insert column before', run: act(addColumnBefore) },
  { command: 'table.column-after', label: 'Insert column after', run: act(addColumnAfter) },
  { command: 'table.delete-row', label: 'Delete row', run: act(deleteRow) },
  { command: 'table.delete-column', label: 'Delete column', run: act(deleteColumn) },
];
