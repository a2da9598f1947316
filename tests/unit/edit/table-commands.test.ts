import { TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { insertTable } from '../../../shared/edit/table-commands.ts';
import { undo } from '../../../shared/edit/undo-history.ts';
import { doc, fac, p, pageSequence } from '../../helpers/builders.ts';
import { cannot, carryOut } from '../../helpers/command-check.ts';

test('a table is put behind the block of the caret, with the caret in its first cell, and undone as one', () => {
  const node = doc(p('one ', fac(1), 'two'), p('three'));
  const state = createEditorState({ doc: node, history: [], plugins: [] });
  const made = carryOut(state.apply(state.tr.setSelection(TextSelection.create(node, 3))), insertTable(2, 3), {
    size: 40,
  });
  expect(made.doc.children.map(({ type }) => type.name)).toEqual(['paragraph', 'table', 'paragraph']);
  expect(made.doc.child(1).children.map(({ childCount }) => childCount)).toEqual([3, 3]);
  expect(made.selection.$head.node(1)).toBe(made.doc.child(1));
  expect(pageSequence(made.doc)).toEqual(['facsimile 1']);
  cannot(made, insertTable(2, 2));
  expect(carryOut(made, undo, { size: 40 }).doc.eq(node)).toBe(true);
});
