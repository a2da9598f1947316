import { t } from '../../translation/translate.ts';
import { at, type Command, type Place } from './command.ts';

const structure = (group: number): Place => at('Structure', 'document', 'structure', group);
const table = at('Structure', 'document', 'structure', 5, 'Table');

/** What a block is, and notes. */
export const structureCommands = [
  { id: 'structure.paragraph', title: t`Paragraph`, keys: [], ...structure(1) },
  { id: 'structure.heading', title: t`Heading`, keys: [], ...structure(1) },
  { id: 'structure.dateline', title: t`Dateline`, keys: [], ...structure(2) },
  { id: 'structure.salutation', title: t`Salutation`, keys: [], ...structure(2) },
  { id: 'structure.header-field', title: t`Header Field`, keys: [], ...structure(2) },
  { id: 'structure.signature', title: t`Signature`, keys: [], ...structure(2) },
  { id: 'structure.postscript', title: t`Postscript`, keys: [], ...structure(2) },
  { id: 'structure.stamp', title: t`Stamp`, keys: [], ...structure(3) },
  { id: 'structure.form-work', title: t`Running Head or Shelf Mark`, keys: [], ...structure(3) },
  { id: 'structure.furniture', title: t`Not Part of the Document (Web Page or Form)`, keys: [], ...structure(3) },
  { id: 'line-ends.join', title: t`Join the Lines`, keys: ['Mod+J'], ...structure(4) },
  { id: 'line-ends.break-word', title: t`Line End Breaks a Word or Not`, keys: ['Mod+Alt+J'], ...structure(4) },
  { id: 'note.tie', title: t`Tie the Note to Its Call`, keys: [], ...structure(6) },
  { id: 'note.untie', title: t`Untie the Call From Its Note`, keys: [], ...structure(6) },
  { id: 'list.make', title: t`Make a List`, keys: ['Mod+Alt+8'], ...structure(7) },
  { id: 'list.take-out', title: t`Take Out of the List`, keys: [], ...structure(7) },
  { id: 'element.attributes', title: t`Attributes of the Element…`, keys: [], ...structure(8) },
  { id: 'element.follow', title: t`Follow the Reference`, keys: ['Shift+F2'], ...structure(8) },

  { id: 'table.insert', title: t`Insert Table`, keys: [], ...table },
  { id: 'table.row-above', title: t`Insert Row Above`, keys: [], ...table },
  { id: 'table.row-below', title: t`Insert Row Below`, keys: [], ...table },
  { id: 'table.column-before', title: t`Insert Column Before`, keys: [], ...table },
  { id: 'table.column-after', title: t`Insert Column After`, keys: [], ...table },
  { id: 'table.delete-row', title: t`Delete Row`, keys: [], ...table },
  { id: 'table.delete-column', title: t`Delete Column`, keys: [], ...table },
] as const satisfies readonly Command[];
