import type { Node } from 'prosemirror-model';
import { type EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { schema } from '../../../../shared/document/schema.ts';
import { createEditorState } from '../../../../shared/edit/editor-state.ts';
import {
  addNote,
  addNoteAbout,
  noteAtCaret,
  otherEndOfNote,
  removeNote,
  toggleResolved,
} from '../../../../shared/edit/notes/note-commands.ts';
import { renumberNotes } from '../../../../shared/edit/notes/note-labels.ts';
import { undo } from '../../../../shared/edit/undo-history.ts';
import { canonicalJson } from '../../../../shared/text/canonical-json.ts';
import { call, doc, note, notes, p } from '../../../helpers/builders.ts';
import { cannot, carryOut } from '../../../helpers/command-check.ts';

const editor = (of: Node, caret = 1): EditorState => {
  const state = createEditorState({ doc: of, history: [] });
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, caret)));
};

/** The words with the labels of their calls, then each note: `one[1] two | 1 footnote: body`. */
function told(of: Node): string {
  const parts: string[] = [];
  const textOf = (node: Node): string =>
    node.textBetween(0, node.content.size, '', (leaf) => `[${leaf.attrs.label as string}]`);
  of.forEach((child) => {
    if (child.type.name !== 'notes') parts.push(textOf(child));
    else
      child.forEach((body) => {
        const { label, type, about, resolved } = body.attrs;
        const words = [label, type, about, resolved === true ? 'resolved' : null];
        parts.push(`${words.filter(Boolean).join(' ')}: ${textOf(body)}`);
      });
  });
  return parts.join(' | ');
}

const idOf = (of: Node, label: string): string => {
  let id = '';
  of.descendants((node) => {
    if (node.type.name === 'note' && node.attrs.label === label) id = node.attrs.id as string;
  });
  return id;
};

const two = (): Node =>
  doc(
    p('one', call('n1', '1'), ' and two', call('n2', '2')),
    notes(note('n1', '1', 'first'), note('n2', '2', 'second')),
  );

test('a footnote gets the number of its place when no other has it, and its body stands in the order of the calls', () => {
  const last = carryOut(editor(two()), addNote(14, 'third', 'footnote'), { size: 30 });
  expect(told(last.doc)).toBe('one[1] and two[2][3] | 1 footnote: first | 2 footnote: second | 3 footnote: third');
  const between = carryOut(editor(two()), addNote(9, 'between', 'footnote'), { size: 30 });
  expect(told(between.doc)).toBe('one[1] and[3] two[2] | 1 footnote: first | 3 footnote: between | 2 footnote: second');
  const first = carryOut(editor(two()), addNote(1, 'before all', 'footnote'), { size: 30 });
  expect(told(first.doc)).toBe(
    '[3]one[1] and two[2] | 3 footnote: before all | 1 footnote: first | 2 footnote: second',
  );
});

test('notes are numbered anew by place: numbers for those of the source, letters for those of editors, one act', () => {
  const made = carryOut(editor(two()), addNote(9, 'between', 'footnote'), { size: 30 });
  const lettered = carryOut(made, addNote(1, 'mine', 'editorial'), { size: 30 });
  const comment = carryOut(lettered, addNote(5, 'ours', 'editor-comment'), { size: 30 });
  const before = told(comment.doc);
  expect(before).toContain('[a]one[b][1] and[3] two[2]');
  const renumbered = carryOut(comment, renumberNotes, { size: 8 });
  expect(told(renumbered.doc)).toBe(
    '[a]one[b][1] and[2] two[3] | a editorial: mine | b editor-comment: ours | 1 footnote: first | 2 footnote: between | 3 footnote: second',
  );
  expect(told(carryOut(renumbered, undo, { size: 8 }).doc)).toBe(before);
  cannot(renumbered, renumberNotes);
});

test('how the source prints a call stays when its note gets another number', () => {
  const made = carryOut(editor(two()), addNote(1, 'before all', 'footnote'), { size: 30 });
  const renumbered = carryOut(made, renumberNotes, { size: 12 });
  const raws: unknown[] = [];
  renumbered.doc.descendants((node) => {
    if (node.type.name === 'noteReference') raws.push([node.attrs.label, node.attrs.raw]);
  });
  expect(raws).toEqual([
    ['1', null],
    ['2', '(1)'],
    ['3', '(2)'],
  ]);
});

test('a note is about the whole document, or about a zone of a page image, and nothing calls it', () => {
  const about = carryOut(editor(doc(p('word'))), addNoteAbout('document', ' a bad copy '), { size: 30 });
  expect(told(about.doc)).toBe('word | a editorial document: a bad copy');
  const zone = carryOut(about, addNoteAbout('z1' as never, 'a stamp', 'editor-comment'), { size: 30 });
  expect(told(zone.doc)).toBe('word | a editorial document: a bad copy | b editor-comment z1: a stamp');
  cannot(zone, addNoteAbout('document', '  '));
});

test('a call within marked words does not divide them', () => {
  const italic = schema.text('together', [schema.mark('struck', { id: 's1' })]);
  const noted = carryOut(editor(doc(p(italic))), addNote(3, 'why', 'footnote'), { size: 30 });
  expect(noted.doc.nodeAt(3)?.marks).toHaveLength(1);
  const outside = carryOut(editor(doc(p(italic))), addNote(9, 'why', 'footnote'), { size: 30 });
  expect(outside.doc.nodeAt(9)?.marks).toHaveLength(0);
});

test('an editor’s comment is resolved and reopened; a footnote is neither', () => {
  const noted = carryOut(editor(two()), addNote(4, 'who?', 'editor-comment'), { size: 30 });
  const id = idOf(noted.doc, 'a');
  const resolved = carryOut(noted, toggleResolved(id), { size: 10 });
  expect(told(resolved.doc)).toContain('a editor-comment resolved: who?');
  expect(told(carryOut(resolved, toggleResolved(id), { size: 10 }).doc)).toContain('a editor-comment: who?');
  expect(told(carryOut(resolved, undo, { size: 10 }).doc)).toBe(told(noted.doc));
  cannot(noted, toggleResolved('n1'));
});

test('a note is removed with every call of it, the last one with the section of notes, and comes back whole', () => {
  const noted = editor(doc(p('a', call('n1', '1'), ' b', call('n1', '1')), notes(note('n1', '1', 'first'))));
  const gone = carryOut(noted, removeNote('n1'), { size: 13 });
  expect(told(gone.doc)).toBe('a b');
  expect(gone.doc.childCount).toBe(1);
  expect(canonicalJson(carryOut(gone, undo, { size: 13 }).doc)).toBe(canonicalJson(noted.doc));
  expect(told(carryOut(editor(two()), removeNote('n1'), { size: 10 }).doc)).toBe('one and two[2] | 2 footnote: second');
  cannot(noted, removeNote('n9'));
});

test('one key leads from a call to its note and back', () => {
  const beside = editor(two(), 5);
  expect(noteAtCaret(beside)).toBe('n1');
  const inBody = otherEndOfNote(beside);
  expect(inBody).not.toBeNull();
  const body = editor(two(), inBody ?? 0);
  expect(body.selection.$head.parent.textContent).toBe('first');
  expect(otherEndOfNote(body)).toBe(5);
  expect(otherEndOfNote(editor(two(), 8))).toBeNull();
});

test('documents from before notes could be resolved have the hash that they had', () => {
  expect(canonicalJson(two())).not.toMatch(/about|resolved/);
});
