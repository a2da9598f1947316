import type { Command, Transaction } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { addNote, removeNote, toggleResolved } from '../../../shared/edit/notes/note-commands.ts';
import { undo } from '../../../shared/edit/undo-history.ts';
import { noteHistory } from '../../../shared/journal/note-history.ts';
import type { AppliedChange } from '../../../shared/journal/word-history.ts';
import { doc, note, notes, p } from '../../helpers/builders.ts';

/** An editor whose every act is a change of the journal, a minute after the one before. */
function editing(of: ReturnType<typeof doc>) {
  let state = createEditorState({ doc: of, history: [] });
  const changes: AppliedChange[] = [];
  const dispatch = (transaction: Transaction): void => {
    const before = state.doc;
    const applied = state.applyTransaction(transaction);
    state = applied.state;
    const steps = applied.transactions.flatMap((made) => made.steps);
    const seq = changes.length + 2;
    const time = new Date(Date.UTC(2026, 10, 22, 10, seq)).toISOString();
    changes.push({ seq, time, editor: 'AA', isUndo: false, steps, before, after: state.doc });
  };
  return {
    run: (command: Command): void => expect(command(state, dispatch)).toBe(true),
    edit: (make: (transaction: Transaction) => Transaction): void => dispatch(make(state.tr)),
    bodyOf: (): { readonly id: string; readonly end: number } => {
      const body = state.doc.lastChild?.child(0);
      return { id: body?.attrs.id as string, end: state.doc.content.size - 3 };
    },
    history: (id: string): readonly string[] =>
      noteHistory(changes, id).map(({ seq, kind, text }) => `${seq} ${kind}: ${text}`),
  };
}

test('a note tells when it was written, changed, resolved, reopened and removed, and nothing of other changes', () => {
  const work = editing(doc(p('some words')));
  work.run(addNote(5, 'who', 'editor-comment'));
  const { id } = work.bodyOf();
  work.edit((tr) => tr.insertText('x', 1));
  work.edit((tr) => tr.insertText(' is it', work.bodyOf().end));
  work.run(toggleResolved(id));
  work.run(undo);
  work.run(toggleResolved(id));
  work.run(removeNote(id));
  expect(work.history(id)).toEqual([
    '2 added: who',
    '4 changed: who is it',
    '5 resolved: who is it',
    '6 reopened: who is it',
    '7 resolved: who is it',
    '8 removed: who is it',
  ]);
});

test('a note of the import has no history until something is done to it', () => {
  const work = editing(doc(p('some words'), notes(note('n1', '1', 'first'))));
  expect(work.history('n1')).toEqual([]);
  work.edit((tr) => tr.insertText('The ', 14));
  expect(work.history('n1')).toEqual(['2 changed: The first']);
});
