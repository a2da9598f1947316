import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { undo } from '../../../shared/edit/undo-history.ts';
import { type AppliedChange, wordAt, wordHistory } from '../../../shared/journal/word-history.ts';
import { doc, p } from '../../helpers/builders.ts';

/** An editor whose every transaction is a change of the journal. */
function editing(node: Node, timeOf: (seq: number) => string = (seq) => `2026-11-22T10:${seq + 10}:00.000Z`) {
  let state = createEditorState({ doc: node, history: [] });
  const changes: AppliedChange[] = [];
  const dispatch = (transaction: Transaction): void => {
    const before = state.doc;
    const applied = state.applyTransaction(transaction);
    state = applied.state;
    const steps = applied.transactions.flatMap((made) => made.steps);
    const seq = changes.length + 2;
    changes.push({ seq, time: timeOf(seq), editor: 'AA', isUndo: false, steps, before, after: state.doc });
  };
  return {
    changes,
    edit: (make: (transaction: Transaction) => Transaction) => dispatch(make(state.tr)),
    undo: () => undo(state, dispatch),
    history(pos: number): readonly string[] {
      const place = wordAt(state.doc, pos);
      if (!place) return [];
      return wordHistory(changes, state.doc, place).map(({ seq, before, after }) => `${seq}: ${before} → ${after}`);
    },
  };
}

describe('the history of a word', () => {
  test('tells every change of it, latest first, and nothing of its neighbours', () => {
    const work = editing(doc(p('THEN STEVENS ON READ')));
    work.edit((tr) => tr.insertText('THAT', 1, 5));
    work.edit((tr) => tr.delete(13, 14));
    work.edit((tr) => tr.insertText('.', 20));
    work.edit((tr) => tr.insertText('F', 15, 15));
    expect(work.history(8)).toEqual(['5: STEVENSON → STEVENSONF', '3: STEVENS ON → STEVENSON']);
    expect(work.history(2)).toEqual(['2: THEN → THAT']);
  });

  test('takes what one person typed with short pauses for one change', () => {
    const work = editing(doc(p('SEE DISTANTLING NOW')), (seq) => `2026-11-22T10:00:0${seq}.000Z`);
    work.edit((tr) => tr.insertText('DISMANTEL', 5, 16));
    work.edit((tr) => tr.insertText('ING', 14));
    expect(work.history(8)).toEqual(['3: DISTANTLING → DISMANTELING']);
    work.edit((tr) => tr.delete(14, 17));
    work.edit((tr) => tr.insertText('DISTANTLING', 5, 14));
    expect(work.history(8)).toEqual([]);
  });

  test('follows a word that others pushed along', () => {
    const work = editing(doc(p('a Cubs b')));
    work.edit((tr) => tr.insertText('a', 6, 7));
    work.edit((tr) => tr.insertText('long words before ', 1));
    expect(work.history(22)).toEqual(['2: Cubs → Cuba']);
  });

  test('says of a word typed anew that nothing stood there', () => {
    const work = editing(doc(p('a b')));
    work.edit((tr) => tr.insertText('new ', 3));
    expect(work.history(4)).toEqual(['2:  → new']);
  });

  test('sees a letter that was taken off either end of it, and nothing in what was taken away beside it', () => {
    const work = editing(doc(p('the unhappys days of')));
    work.edit((tr) => tr.delete(12, 13));
    work.edit((tr) => tr.delete(5, 7));
    work.edit((tr) => tr.delete(10, 15));
    expect(work.history(6)).toEqual(['3: unhappy → happy', '2: unhappys → unhappy']);
    expect(work.history(2)).toEqual([]);
  });

  test('sees that it was part of a longer one, in either half', () => {
    const work = editing(doc(p('said thatthe talks'), p('go on')));
    work.edit((tr) => tr.insertText(' ', 10));
    expect(work.history(7)).toEqual(['2: thatthe → that']);
    expect(work.history(12)).toEqual(['2: thatthe → the']);
    work.edit((tr) => tr.split(12));
    expect(work.history(11)).toEqual(['3: the → t', '2: thatthe → the']);
    expect(work.history(3)).toEqual([]);
  });

  test('an undo is a change like any other', () => {
    const work = editing(doc(p('Cubs')));
    work.edit((tr) => tr.insertText('a', 4, 5));
    work.undo();
    expect(work.history(2)).toEqual(['3: Cuba → Cubs', '2: Cubs → Cuba']);
  });

  test('a word as imported has none', () => {
    expect(editing(doc(p('Cuba'))).history(2)).toEqual([]);
  });
});
