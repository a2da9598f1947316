import type { Node } from 'prosemirror-model';
import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import { keyPlugins } from '../../../renderer/editor/editor-plugins.ts';
import type { AnchorId } from '../../../shared/document/identifier.ts';
import {
  addAnchor,
  anchorDropPlace,
  changeAnchorKind,
  moveAnchor,
  moveAnchorTo,
  relabelAnchor,
  removeAnchor,
} from '../../../shared/edit/anchor-commands.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { compositionEnded } from '../../../shared/edit/keep-anchors.ts';
import { redo, undo } from '../../../shared/edit/undo-history.ts';
import { doc, fac, note, notes, p, pageSequence, typ } from '../../helpers/builders.ts';
import { cannot, carryOut, pressChecked } from '../../helpers/command-check.ts';

/** An editor with a selection between two positions. */
function editor(node: Node, from: number, to = from): EditorState {
  const state = createEditorState({ doc: node, history: [], plugins: keyPlugins() });
  return state.apply(state.tr.setSelection(TextSelection.create(node, from, to)));
}

/** What commands make, one after the other. A page anchor takes one position: what is done to it, and beside it, is small. */
const having = (state: EditorState, ...commands: readonly Command[]): EditorState =>
  commands.reduce((now, command) => carryOut(now, command, { size: 4 }), state);

const pressed = (state: EditorState, key: string): EditorState => pressChecked(state, key, { size: 4 });

const id = (value: string): AnchorId => value as AnchorId;

describe('the page anchors of a document', () => {
  test('deleting across two facsimile pages keeps both anchors, in order', () => {
    const state = editor(doc(p('one ', fac(1), ' two'), p(fac(2), 'three')), 3, 14);
    const next = state.apply(state.tr.deleteSelection());
    expect(next.doc.eq(doc(p('on', fac(1), fac(2), 'hree')))).toBe(true);
  });

  test('typing over everything keeps them all, and one undo brings everything back', () => {
    const node = doc(p('one ', fac(1), ' two'), p(typ(1359, 'before block'), 'three'));
    const state = editor(node, 1, node.content.size - 1);
    const typed = state.apply(state.tr.insertText('x'));
    expect(pageSequence(typed.doc)).toEqual(['facsimile 1', 'typeset 1359']);
    const undone = carryOut(typed, undo, { size: 20 });
    expect(undone.doc.eq(node)).toBe(true);
    expect(carryOut(undone, redo, { size: 20 }).doc.eq(typed.doc)).toBe(true);
  });

  test('a pasted copy of an anchor is no second page', () => {
    const node = doc(p('a', fac(1), 'b'), p('c'));
    const state = editor(node, 6);
    const next = state.apply(state.tr.replaceSelection(node.slice(1, 4)));
    expect(pageSequence(next.doc)).toEqual(['facsimile 1']);
    expect(next.doc.textContent).toContain('abc');
  });

  test('dragging text with its anchor past another one leaves the anchors in their order', () => {
    const node = doc(p(fac(1), 'aa'), p(fac(2), 'bb'));
    const state = editor(node, 1);
    const slice = node.slice(1, 4);
    const dragged = state.tr.delete(1, 4);
    const next = state.apply(dragged.replace(dragged.doc.content.size - 1, undefined, slice));
    expect(pageSequence(next.doc)).toEqual(['facsimile 1', 'facsimile 2']);
  });

  test('an anchor of the text never moves on into a note', () => {
    const node = doc(p('a'), p('b', fac(2)), notes(note('n1', '1', 'body')));
    const state = editor(node, 4, 6);
    const next = state.apply(state.tr.delete(3, 7));
    expect(next.doc.eq(doc(p('a', fac(2)), notes(note('n1', '1', 'body'))))).toBe(true);
  });

  test('while an input method composes nothing is repaired; when it ends everything is', () => {
    const state = editor(doc(p('ab', fac(1), 'cd')), 1);
    const composing = state.apply(state.tr.delete(2, 5).setMeta('composition', 1));
    expect(pageSequence(composing.doc)).toEqual([]);
    const ended = composing.apply(composing.tr.setMeta(compositionEnded, true));
    expect(pageSequence(ended.doc)).toEqual(['facsimile 1']);
  });
});

describe('keys beside an anchor', () => {
  test('Backspace right after one takes the letter before it', () => {
    const next = pressed(editor(doc(p('ab', fac(1), 'cd')), 4), 'Backspace');
    expect(next.doc.eq(doc(p('a', fac(1), 'cd')))).toBe(true);
    expect(next.selection.head).toBe(2);
  });

  test('Backspace after the anchor that leads a block joins the block to the one before', () => {
    const next = pressed(editor(doc(p('ab'), p(fac(1, 'before block'), 'cd')), 6), 'Backspace');
    expect(next.doc.eq(doc(p('ab', fac(1, 'before block'), 'cd')))).toBe(true);
  });

  test('Delete right before one takes the letter after it, a whole emoji at once', () => {
    const next = pressed(editor(doc(p('ab', fac(1), '😀d')), 3), 'Delete');
    expect(next.doc.eq(doc(p('ab', fac(1), 'd')))).toBe(true);
    expect(next.selection.head).toBe(3);
  });

  test('Delete before the anchor that ends a block joins the next block to it', () => {
    const next = pressed(editor(doc(p('ab', fac(1)), p('cd')), 3), 'Delete');
    expect(next.doc.eq(doc(p('ab', fac(1), 'cd')))).toBe(true);
  });

  test('Enter after the anchor that leads a block makes room above and leaves the anchor with its text', () => {
    const next = pressed(editor(doc(p(fac(1, 'before block'), 'cd')), 2), 'Enter');
    expect(next.doc.eq(doc(p(), p(fac(1, 'before block'), 'cd')))).toBe(true);
  });
});

describe('anchor commands', () => {
  test('removing, adding and relabelling one are the ways to change the sequence, each with its undo', () => {
    const node = doc(p('ab', fac(1), 'cd', fac(2)));
    const removed = having(editor(node, 2), removeAnchor(id('f1')));
    expect(pageSequence(removed.doc)).toEqual(['facsimile 2']);
    expect(having(removed, undo).doc.eq(node)).toBe(true);
    const added = having(editor(node, 2), addAnchor('typeset', '1360'));
    expect(pageSequence(added.doc)).toEqual(['typeset 1360', 'facsimile 1', 'facsimile 2']);
    expect(having(added, undo).doc.eq(node)).toBe(true);
    const relabelled = having(editor(node, 2), relabelAnchor(id('f1'), '7'));
    expect(pageSequence(relabelled.doc)).toEqual(['facsimile 7', 'facsimile 2']);
    expect(having(relabelled, undo, redo).doc.eq(relabelled.doc)).toBe(true);
    const changed = having(editor(node, 2), changeAnchorKind(id('f1'), 'typeset'));
    expect(pageSequence(changed.doc)).toEqual(['typeset 1', 'facsimile 2']);
    expect(having(changed, undo).doc.eq(node)).toBe(true);
    cannot(changed, changeAnchorKind(id('f1'), 'typeset'));
  });

  test('an anchor moves by words, over the edge of its block, and never past another', () => {
    const node = doc(p('one two ', fac(1), 'three'), p('four ', fac(2)));
    expect(
      having(editor(node, 1), moveAnchor(id('f1'), -1)).doc.eq(doc(p('one ', fac(1), 'two three'), p('four ', fac(2)))),
    ).toBe(true);
    const on = having(editor(node, 1), moveAnchor(id('f1'), 1));
    expect(on.doc.eq(doc(p('one two three'), p(fac(1, 'before block'), 'four ', fac(2))))).toBe(true);
    cannot(on, moveAnchor(id('f1'), 1));
  });

  test('the white space behind an anchor is no word: moving it on crosses the word after that', () => {
    const on = having(editor(doc(p('the United ', fac(3), ' States but')), 1), moveAnchor(id('f3'), 1));
    expect(on.doc.eq(doc(p('the United  States ', fac(3), 'but')))).toBe(true);
  });

  test('an anchor dragged past another changes places with it', () => {
    const next = having(editor(doc(p('a', fac(1), 'b', fac(2), 'c')), 1), moveAnchorTo(id('f1'), 6));
    expect(next.doc.eq(doc(p('ab', fac(2), 'c', fac(1))))).toBe(true);
  });
});

describe('an anchor that is dropped', () => {
  const node = doc(p('one two ', fac(1), 'three'), p('four ', fac(2), 'five'), p(), notes(note('n1', '1', 'body')));
  const dropped = (at: number, by: 'word' | 'character' = 'word'): Node | null => {
    const place = anchorDropPlace(node, id('f1'), at, by);
    return place === null ? null : having(editor(node, 1), moveAnchorTo(id('f1'), place)).doc;
  };
  const rest = [p(), notes(note('n1', '1', 'body'))];

  test('comes to stand before the nearest word, with Alt just where it is dropped', () => {
    expect(dropped(6)?.eq(doc(p('one ', fac(1), 'two three'), p('four ', fac(2), 'five'), ...rest))).toBe(true);
    expect(dropped(6, 'character')?.eq(doc(p('one t', fac(1), 'wo three'), p('four ', fac(2), 'five'), ...rest))).toBe(
      true,
    );
    expect(dropped(18)?.eq(doc(p('one two three'), p(fac(1, 'before block'), 'four ', fac(2), 'five'), ...rest))).toBe(
      true,
    );
  });

  test('stays where another page begins between, and where it stands already', () => {
    expect([24, 26, 28].map((at) => dropped(at))).toEqual([null, null, null]);
    expect([9, 10, 11].map((at) => dropped(at))).toEqual([null, null, null]);
    expect(anchorDropPlace(node, id('f2'), 3, 'word')).toBeNull();
    expect(anchorDropPlace(node, id('gone'), 3, 'word')).toBeNull();
  });

  test('of the text never comes to stand in a note', () => {
    const last = doc(p('one ', fac(1), 'two'), notes(note('n1', '1', 'body')));
    expect([12, 14].map((at) => anchorDropPlace(last, id('f1'), at, 'word'))).toEqual([null, null]);
  });
});
