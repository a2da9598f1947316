import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { createEditorState } from '../../../../shared/edit/editor-state.ts';
import { callNote, tieNote, untieNote } from '../../../../shared/edit/notes/note-commands.ts';
import { undo } from '../../../../shared/edit/undo-history.ts';
import { call, doc, note, notes, p } from '../../../helpers/builders.ts';
import { cannot, carryOut } from '../../../helpers/command-check.ts';

/** An editor whose caret is at a position. */
function editor(content: ReturnType<typeof doc>, caret: number): EditorState {
  const state = createEditorState({ doc: content, history: [] });
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, caret)));
}

/** Labels and targets of the calls after a command; null when it did nothing. */
function calls(state: EditorState, command: Command): readonly string[] | null {
  const next = after(state, command);
  return next && callsIn(next);
}

/** The editor after a command that touches one call; null when it does nothing. */
function after(state: EditorState, command: Command): EditorState | null {
  if (command(state)) return carryOut(state, command, { size: 2 });
  cannot(state, command);
  return null;
}

function callsIn({ doc: content }: EditorState): readonly string[] {
  const found: string[] = [];
  content.descendants(({ type, attrs }) => {
    if (type.name === 'noteReference') found.push(`${attrs.label} to ${attrs.target}`);
  });
  return found;
}

/** `one(1) two(2)`, with the bodies of notes 1 and 2 under it; neither is tied. Calls are at 4 and 9. */
const untied = doc(
  p('one', call(null, '1'), ' two', call(null, '2')),
  notes(note('n1', '1', 'a'), note('n2', '2', 'b')),
);

test('a call is tied to the note of its label, whether the caret is before or behind it, and untied again', () => {
  expect(calls(editor(untied, 4), tieNote)).toEqual(['1 to n1', '2 to null']);
  expect(calls(editor(untied, 10), tieNote)).toEqual(['1 to null', '2 to n2']);
  const tied = after(editor(untied, 4), tieNote);
  expect(tied && calls(tied, untieNote)).toEqual(['1 to null', '2 to null']);
  expect(tied && calls(tied, undo)).toEqual(['1 to null', '2 to null']);
  expect(tied && calls(tied, tieNote)).toBeNull();
});

test('a note is tied to the call of its label from within', () => {
  const inSecondNote = untied.content.size - 4;
  expect(calls(editor(untied, inSecondNote), tieNote)).toEqual(['1 to null', '2 to n2']);
});

test('labels that do not fit are no hindrance where only one is left, and nothing is guessed among several', () => {
  const one = doc(p('one', call(null, '1')), notes(note('n7', '7', 'a')));
  expect(calls(editor(one, 4), tieNote)).toEqual(['1 to n7']);
  const several = doc(p('one', call(null, '1')), notes(note('n7', '7', 'a'), note('n8', '8', 'b')));
  expect(calls(editor(several, 4), tieNote)).toBeNull();
  expect(calls(editor(several, 2), tieNote)).toBeNull();
});

test('a note is called where the caret is: by the call that is there, or by a new one', () => {
  expect(calls(editor(untied, 9), callNote('n1'))).toEqual(['1 to null', '2 to n1']);
  expect(calls(editor(untied, 2), callNote('n1'))).toEqual(['1 to n1', '1 to null', '2 to null']);
  const tied = after(editor(untied, 4), tieNote);
  expect(tied && calls(tied, callNote('n1'))).toBeNull();
});
