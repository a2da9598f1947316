import { Schema } from 'prosemirror-model';
import { blockNodes } from './schema-blocks.ts';
import { inlineNodes } from './schema-inline.ts';
import { marks } from './schema-marks.ts';
import { tableNodes } from './schema-tables.ts';

/** The one editor schema. What is stored names its nodes, marks and attributes: a change of any of them is a change of the
 *  journal format (`docs/formats.md`). Paragraph comes first, so that it is what ProseMirror makes when it must make a block. */
export const schema = new Schema({
  topNode: 'doc',
  nodes: {
    doc: { content: '(block | division)+ notes?' },
    ...blockNodes,
    ...tableNodes,
    ...inlineNodes,
  },
  marks,
});
