import type { Node } from 'prosemirror-model';
import { type EditorState, TextSelection } from 'prosemirror-state';
import { CellSelection } from 'prosemirror-tables';
import { describe, expect, test } from 'vitest';
import { keyPlugins } from '../../../renderer/editor/editor-plugins.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { doc, fac, h, label, li, lineEnd, list, p, stamp, table, td, tr } from '../../helpers/builders.ts';
import { pressChecked } from '../../helpers/command-check.ts';

/** An editor of the transcription with the caret, or a selection, in a document. */
function editing(node: Node, from: number, to = from): EditorState {
  const state = createEditorState({ doc: node, history: [], plugins: keyPlugins() });
  return state.apply(state.tr.setSelection(TextSelection.create(node, from, to)));
}

/** What keys make of a document, pressed one after the other. None of them touches more than a few words. */
const pressed = (state: EditorState, ...keys: readonly string[]): EditorState =>
  keys.reduce((now, key) => pressChecked(now, key, { size: 20 }), state);

/** The document, and the caret as a bar. */
const shown = (state: EditorState): string => state.tr.insertText('|', state.selection.head).doc.toString();

const of = (node: Node): string => node.toString();

describe('Enter', () => {
  test.each([
    ['at the start of a paragraph', 1, doc(p(), p('|one two'))],
    ['in the first stretch of its text', 4, doc(p('one'), p('| two'))],
    ['at its end', 8, doc(p('one two'), p('|'))],
  ])('%s splits it there', (_where, caret, expected) => {
    expect(shown(pressed(editing(doc(p('one two')), caret), 'Enter'))).toBe(of(expected));
  });

  test('and Backspace after it leave the paragraph as it was, without a space less', () => {
    const before = doc(p('one two'));
    expect(pressed(editing(before, 5), 'Enter', 'Backspace').doc.eq(before)).toBe(true);
  });

  test('splits behind the first stretch of text where a page begins later in the paragraph', () => {
    const next = pressed(editing(doc(p('one two ', fac(1), 'three')), 5), 'Enter');
    expect(shown(next)).toBe(of(doc(p('one '), p('|two ', fac(1), 'three'))));
  });

  test('before and behind a page anchor splits where the caret stands', () => {
    const before = doc(p('one', fac(1), 'two'));
    expect(of(pressed(editing(before, 4), 'Enter').doc)).toBe(of(doc(p('one'), p(fac(1), 'two'))));
    expect(of(pressed(editing(before, 5), 'Enter').doc)).toBe(of(doc(p('one', fac(1)), p('two'))));
  });

  test('behind the anchor that leads an item makes an item above, and the anchor stays with its text', () => {
    const next = pressed(editing(doc(list(li(p(fac(1, 'before block'), 'cd')))), 4), 'Enter');
    expect(shown(next)).toBe(of(doc(list(li(p()), li(p(fac(1, 'before block'), '|cd'))))));
  });

  test('in a paragraph that holds nothing but an anchor leaves the list, as in an empty one', () => {
    const next = pressed(editing(doc(list(li(p('a')), li(p(fac(1))))), 8), 'Enter');
    expect(of(next.doc)).toBe(of(doc(list(li(p('a'))), p(fac(1)))));
  });

  test('at the end of an item begins the next item, also where the item has a label or goes on', () => {
    const labelled = doc(list(li(label('(1)'), p('one')), li(label('(2)'), p('two'))));
    expect(shown(pressed(editing(labelled, 11), 'Enter'))).toBe(
      of(doc(list(li(label('(1)'), p('one')), li(p('|')), li(label('(2)'), p('two'))))),
    );
    const long = doc(list(li(p('one'), p('two'))));
    expect(shown(pressed(editing(long, 6), 'Enter'))).toBe(of(doc(list(li(p('one')), li(p('|'), p('two'))))));
  });

  test('in a label goes on to the text of the item, and only where the selection is within it', () => {
    const node = doc(list(li(label('(1)'), p('one'))));
    expect(shown(pressed(editing(node, 5), 'Enter'))).toBe(of(doc(list(li(label('(1)'), p('|one'))))));
    expect(shown(pressed(editing(node, 3, 5), 'Enter'))).toBe(of(doc(list(li(label(')'), p('|one'))))));
    const before = doc(p('zero'), ...node.children);
    expect(pressed(editing(before, 3, 11), 'Enter').doc.textContent).toBe('ze)one');
  });
});

describe('Backspace and Delete', () => {
  test('a block that holds nothing but an anchor is empty to them: what stands behind it stays what it is', () => {
    const next = pressed(editing(doc(h(fac(1)), p('text')), 4), 'Backspace');
    expect(of(next.doc)).toBe(of(doc(p(fac(1), 'text'))));
  });

  test('take nothing where nothing but a page anchor is selected', () => {
    const node = doc(p('ab', fac(1), 'cd'));
    for (const key of ['Backspace', 'Delete']) {
      const next = pressed(editing(node, 3, 4), key);
      expect([next.doc.eq(node), next.selection.empty]).toEqual([true, true]);
    }
  });

  test('with Ctrl take the word, on both sides of a page anchor', () => {
    const node = doc(p('the UNI', fac(1), 'TED States'));
    expect(shown(pressed(editing(node, 12), 'Ctrl-Backspace'))).toBe(of(doc(p('the |', fac(1), ' States'))));
    expect(shown(pressed(editing(node, 5), 'Ctrl-Delete'))).toBe(of(doc(p('the |', fac(1), ' States'))));
    expect(shown(pressed(editing(node, 9), 'Ctrl-Backspace'))).toBe(of(doc(p('the |', fac(1), 'TED States'))));
  });

  test('empty cells that are selected and leave them selected', () => {
    const node = doc(table(tr(td(p('a')), td(p('b')))), p());
    const state = createEditorState({ doc: node, history: [], plugins: keyPlugins() });
    const row = state.apply(state.tr.setSelection(CellSelection.create(node, 2, 7)));
    const next = pressed(row, 'Backspace');
    expect(of(next.doc)).toBe(of(doc(table(tr(td(p()), td(p()))), p())));
    expect(next.selection.toJSON()).toEqual({ type: 'cell', anchor: 2, head: 6 });
  });
});

describe('Shift+Enter', () => {
  test('ends the line in the place of words that are selected over blocks', () => {
    const next = pressed(editing(doc(p('one two'), p('three')), 5, 12), 'Shift-Enter');
    expect(of(next.doc)).toBe(of(doc(p('one ', lineEnd(), 'ree'))));
  });
});

test('Ctrl+[ leaves an empty stamp between the items of a list where it is', () => {
  const node = doc(list(li(p('a')), stamp()));
  expect(pressed(editing(node, 7), 'Ctrl-[').doc.eq(node)).toBe(true);
});
