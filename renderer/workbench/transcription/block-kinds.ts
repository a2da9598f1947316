import type { Node } from 'prosemirror-model';
import type { CommandId } from '../../../shared/contract/commands.ts';
import type { FormWorkType, HeaderFieldName, StampType } from '../../../shared/document/schema-blocks.ts';
import type { BlockKind } from '../../../shared/edit/set-block-type.ts';

/** A type of block as menus offer it. */
export interface BlockChoice {
  readonly kind: BlockKind;
  readonly label: string;
  readonly command: CommandId;
  /** Neighbours of one group are set apart from the rest by a line. */
  readonly group: 1 | 2 | 3;
  /** What sorts of it there are: the attribute that says so, and its values. */
  readonly sorts?: { readonly attribute: string; readonly values: readonly string[] };
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
const stamps: readonly StampType[] = ['declassification', 'microfilm', 'copy-quality', 'date', 'other'];
const formWorks: readonly FormWorkType[] = ['classification', 'header', 'shelfmark', 'letterhead', 'other'];

export const blockChoices: readonly BlockChoice[] = [
  { kind: 'paragraph', label: 'Paragraph', command: 'structure.paragraph', group: 1 },
  { kind: 'heading', label: 'Heading', command: 'structure.heading', group: 1 },
  { kind: 'dateline', label: 'Dateline', command: 'structure.dateline', group: 2 },
  { kind: 'salutation', label: 'Salutation', command: 'structure.salutation', group: 2 },
  {
    kind: 'headerField',
    label: 'Header field',
    command: 'structure.header-field',
    group: 2,
    sorts: { attribute: 'field', values: fields },
  },
  { kind: 'signature', label: 'Signature', command: 'structure.signature', group: 2 },
  { kind: 'postscript', label: 'Postscript', command: 'structure.postscript', group: 2 },
  {
    kind: 'stamp',
    label: 'Stamp',
    command: 'structure.stamp',
    group: 3,
    sorts: { attribute: 'type', values: stamps },
  },
  {
    kind: 'formWork',
    label: 'Running head or shelf mark',
    command: 'structure.form-work',
    group: 3,
    sorts: { attribute: 'type', values: formWorks },
  },
  { kind: 'furniture', label: 'Furniture: not part of the document', command: 'structure.furniture', group: 3 },
];

/** What a text block is called in the margin; empty for paragraphs, which need no name. */
export function blockName(block: Node): string {
  const choice = blockChoices.find(({ kind }) => kind === block.type.name);
  return choice && choice.kind !== 'paragraph' ? choice.label : '';
}
