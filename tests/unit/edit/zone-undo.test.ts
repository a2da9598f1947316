import { expect, test } from 'vitest';
import type { Change, StoredChange } from '../../../shared/document/document-state.ts';
import { schema } from '../../../shared/document/schema.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { restoreDocument } from '../../../shared/edit/restore.ts';
import { canUndo, changeOf, mergeChanges, redo, undo, zoneActs } from '../../../shared/edit/undo-history.ts';
import { stampZone } from '../../helpers/facsimile-builders.ts';
import { telegram } from '../../helpers/journal-builders.ts';

type State = ReturnType<typeof createEditorState>;

const drawn = { kind: 'drawn', zone: stampZone('z1') } as const;

function applied(state: State, transaction: State['tr']): readonly [State, Change] {
  const { state: after, transactions } = state.applyTransaction(transaction);
  const change = changeOf(after, transactions);
  if (!change) throw new Error('nothing was changed');
  return [after, change];
}

function taken(state: State, command: typeof undo): readonly [State, Change] {
  let outcome: readonly [State, Change] | null = null;
  command(state, (transaction) => {
    outcome = applied(state, transaction);
  });
  if (!outcome) throw new Error('there is nothing to take back');
  return outcome;
}

test('drawing a zone is taken back by undo and done again by redo, although no text changed', () => {
  const state = createEditorState({ doc: telegram, history: [] });
  const [after, change] = applied(state, state.tr.setMeta(zoneActs, [drawn]));
  expect(change).toEqual({ group: change.group, steps: [], zones: [drawn] });
  const [undone, undoing] = taken(after, undo);
  expect(undoing).toEqual({ group: undoing.group, undoes: change.group, steps: [] });
  const [, redoing] = taken(undone, redo);
  expect(redoing).toEqual({ group: redoing.group, undoes: undoing.group, steps: [] });
});

test('a zone is one act with the mark on its passage, and not one with the typing before it', () => {
  const state = createEditorState({ doc: telegram, history: [] });
  const [typed, first] = applied(state, state.tr.insertText('X', 1));
  const mark = schema.mark('zone', { id: 'z1' });
  const [after, second] = applied(typed, typed.tr.addMark(2, 6, mark).setMeta(zoneActs, [drawn]));
  expect(second.group).not.toBe(first.group);
  expect(second.steps).toHaveLength(1);
  const [undone] = taken(after, undo);
  expect(undone.doc.eq(typed.doc)).toBe(true);
});

test('an act of an earlier session upon a zone alone can be taken back', () => {
  const stored: StoredChange = { group: stampGroup, steps: [], inverse: [], zones: [drawn] };
  const state = createEditorState({ doc: telegram, history: [stored] });
  expect(canUndo(state)).toBe(true);
  expect(taken(state, undo)[1].undoes).toBe(stampGroup);
  const comment: StoredChange = { group: stampGroup, steps: [], inverse: [] };
  expect(canUndo(createEditorState({ doc: telegram, history: [comment] }))).toBe(false);
});

test('parts of one act that are sent together keep all their zones', () => {
  const other = { kind: 'drawn', zone: stampZone('z2') } as const;
  const parts: readonly Change[] = [drawn, other].map((act) => ({ group: stampGroup, steps: [], zones: [act] }));
  expect(mergeChanges(schema, parts)).toEqual([{ group: stampGroup, steps: [], zones: [drawn, other] }]);
});

test('restoring a version brings its zones back, also where the text is the same', () => {
  const state = createEditorState({ doc: telegram, history: [] });
  const [, change] = taken(state, restoreDocument(telegram, [drawn]));
  expect(change).toMatchObject({ steps: [], zones: [drawn] });
  expect(restoreDocument(telegram)(state)).toBe(false);
});

const stampGroup = 'gstamp' as Change['group'];
