import { at, type Command, type Place } from './command.ts';

const structure = (group: number): Place => at('Structure', 'document', 'structure', group);
const table = at('Structure', 'document', 'structure', 5, 'Table');

/** What a block is, and notes. */
export const structureCommands = [
  { id: 'structure.paragraph', title: 'Paragraph', keys: [], ...structure(1) },
  { id: 'structure.heading', title: 'Heading', keys: [], ...structure(1) },
  { id: 'structure.dateline', title: 'Dateline', keys: [], ...structure(2) },
  { id: 'structure.salutation', title: 'Salutation', keys: [], ...structure(2) },
  { id: 'structure.header-field', title: 'Header Field', keys: [], ...structure(2) },
  { id: 'structure.signature', title: 'Signature', keys: [], ...structure(2) },
  { id: 'structure.postscript', title: 'Postscript', keys: [], ...structure(2) },
  { id: 'structure.stamp', title: 'Stamp', keys: [], ...structure(3) },
  { id: 'structure.form-work', title: 'Running Head or Shelf Mark', keys: [], ...structure(3) },
  { id: 'structure.furniture', title: 'Not Part of the Document (Web Page or Form)', keys: [], ...structure(3) },
  { id: 'line-ends.join', title: 'Join the Lines', keys: ['Mod+J'], ...structure(4) },
  { id: 'line-ends.break-word', title: 'Line End Breaks a Word or Not', keys: ['Mod+Alt+J'], ...structure(4) },
  { id: 'note.tie', title: 'Tie the Note to Its Call', keys: [], ...structure(6) },
  { id: 'note.untie', title: 'Untie the Call From Its Note', keys: [], ...structure(6) },
  { id: 'list.make', title: 'Make a List', keys: ['Mod+Alt+8'], ...structure(7) },
  { id: 'list.take-out', title: 'Take Out of the List', keys: [], ...structure(7) },
  { id: 'element.attributes', title: 'Attributes of the Element…', keys: [], ...structure(8) },
  { id: 'element.follow', title: 'Follow the Reference', keys: ['Shift+F2'], ...structure(8) },

  { id: 'table.insert', title: 'Insert Table', keys: [], ...table },
  { id: 'table.row-above', title: 'Insert Row Above', keys: [], ...table },
  { id: 'table.row-below', title: 'Insert Row Below', keys: [], ...table },
  { id: 'table.column-before', title: 'Insert Column Before', keys: [], ...table },
  { id: 'table.column-after', title: 'Insert Column After', keys: [], ...table },
  { id: 'table.delete-row', title: 'Delete Row', keys: [], ...table },
  { id: 'table.delete-column', title: 'Delete Column', keys: [], ...table },
] as const satisfies readonly Command[];
