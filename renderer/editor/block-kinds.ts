import type { Node } from 'prosemirror-model';
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
import type { CommandId } from '../../shared/contract/commands/commands.ts';
import type { FormWorkType, HeaderFieldName, StampType } from '../../shared/document/schema.ts';
import { type BlockKind, checkedCommand } from '../../shared/edit/block-commands.ts';
import { ownGroup } from '../../shared/edit/undo-history.ts';
import { t } from '../../shared/translation/translate.ts';

/** A type of block as menus offer it. */
export interface BlockChoice {
  readonly kind: BlockKind;
  readonly label: string;
  readonly command: CommandId;
  /** Neighbours of one group are set apart from the rest by a line. */
  readonly group: 1 | 2 | 3;
  /** What sorts of it there are: the attribute that says so, and its values. */
  readonly sorts?: { readonly attribute: string; readonly values: readonly BlockSort[] };
}

const fields: readonly HeaderFieldName[] = [
  'control',
  'received',
  'from',
  'to',
  'info',
  'number',
  'action',
  'subject',
  'distribution',
  'file',
  'other',
];
/** What a block is besides its kind. */
type BlockSort = HeaderFieldName | StampType | FormWorkType;

export const sortNames: Readonly<Record<BlockSort, string>> = {
  control: t`control`,
  received: t`received`,
  from: t`from`,
  to: t`to`,
  info: t`info`,
  number: t`number`,
  action: t`action`,
  subject: t`subject`,
  distribution: t`distribution`,
  file: t`file`,
  declassification: t`declassification`,
  microfilm: t`microfilm`,
  'copy-quality': t`copy-quality`,
  date: t`date`,
  classification: t`classification`,
  header: t`header`,
  shelfmark: t`shelfmark`,
  letterhead: t`letterhead`,
  other: t`other`,
};

const stamps: readonly StampType[] = ['declassification', 'microfilm', 'copy-quality', 'date', 'other'];
const formWorks: readonly FormWorkType[] = ['classification', 'header', 'shelfmark', 'letterhead', 'other'];

export const blockChoices: readonly BlockChoice[] = [
  { kind: 'paragraph', label: t`Paragraph`, command: 'structure.paragraph', group: 1 },
  { kind: 'heading', label: t`Heading`, command: 'structure.heading', group: 1 },
  { kind: 'dateline', label: t`Dateline`, command: 'structure.dateline', group: 2 },
  { kind: 'salutation', label: t`Salutation`, command: 'structure.salutation', group: 2 },
  {
    kind: 'headerField',
    label: t`Header field`,
    command: 'structure.header-field',
    group: 2,
    sorts: { attribute: 'field', values: fields },
  },
  { kind: 'signature', label: t`Signature`, command: 'structure.signature', group: 2 },
  { kind: 'postscript', label: t`Postscript`, command: 'structure.postscript', group: 2 },
  {
    kind: 'stamp',
    label: t`Stamp`,
    command: 'structure.stamp',
    group: 3,
    sorts: { attribute: 'type', values: stamps },
  },
  {
    kind: 'formWork',
    label: t`Running head or shelf mark`,
    command: 'structure.form-work',
    group: 3,
    sorts: { attribute: 'type', values: formWorks },
  },
  {
    kind: 'furniture',
    label: t`Not part of the document (web page or form)`,
    command: 'structure.furniture',
    group: 3,
  },
];

/** What a text block is called in the margin; empty for paragraphs, which need no name. */
export function blockName(block: Node): string {
  const choice = blockChoices.find(({ kind }) => kind === block.type.name);
  return choice && choice.kind !== 'paragraph' ? choice.label : '';
}

/** What can be done with the rows and columns of the table at the caret. */
interface TableChoice {
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
  { command: 'table.row-above', label: t`Insert row above`, run: act(addRowBefore) },
  { command: 'table.row-below', label: t`Insert row below`, run: act(addRowAfter) },
  { command: 'table.column-before', label: t`Insert column before`, run: act(addColumnBefore) },
  { command: 'table.column-after', label: t`Insert column after`, run: act(addColumnAfter) },
  { command: 'table.delete-row', label: t`Delete row`, run: act(deleteRow) },
  { command: 'table.delete-column', label: t`Delete column`, run: act(deleteColumn) },
];
