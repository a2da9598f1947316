import type { Command, EditorState } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { createEditorState } from '../../../../shared/edit/editor-state.ts';
import { addNote } from '../../../../shared/edit/notes/note-commands.ts';
import { undo } from '../../../../shared/edit/undo-history.ts';
import { call, doc, note, notes, p } from '../../../helpers/builders.ts';
import { cannot, carryOut } from '../../../helpers/command-check.ts';

/** The document as its words, calls and notes: `the word[a] | a: a note`. */
function told(node: ReturnType<typeof doc>): string {
  const lines: string[] = [];
  node.forEach((child) => {
    if (child.type.name !== 'notes') lines.push(textOf(child));
    else child.forEach((body) => void lines.push(`${body.attrs.label} (${body.attrs.type}): ${textOf(body)}`));
  });
  return lines.join(' | ');
}

const textOf = (node: ReturnType<typeof doc>): string =>
  node.textBetween(0, node.content.size, '', (leaf) => `[${leaf.attrs.label as string}]`);

/** The state that a command leaves: a call, a body and what the words take. */
const after = (state: EditorState, command: Command): EditorState => carryOut(state, command, { size: 30 });

test('a note is called after the word, has its body at the end, and one undo takes both away', () => {
  const noted = after(
    createEditorState({ doc: doc(p('the word here'), p('and there')), history: [] }),
    addNote(9, ' so the copy '),
  );
  expect(told(noted.doc)).toBe('the word[a] here | and there | a (editorial): so the copy');
  expect(told(after(noted, undo).doc)).toBe('the word here | and there');
});

test('its letter is one that no note bears, and it stands in the order of the calls', () => {
  const before = doc(p('first', call('n1', 'a'), ' then second'), notes(note('n1', 'a', 'known')));
  const noted = after(createEditorState({ doc: before, history: [] }), addNote(6, 'new'));
  expect(told(noted.doc)).toBe('first[b][a] then second | b (editorial): new | a (footnote): known');
});

test('a note without words is not added', () => {
  cannot(createEditorState({ doc: doc(p('word')), history: [] }), addNote(5, '  '));
});
