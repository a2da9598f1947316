import { AllSelection, type EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import { readingText } from '../../../shared/document/reading-text.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import {
  type CopiedSlice,
  cleanPastedSlice,
  cutSelection,
  pasteInPlace,
  pasteSlice,
} from '../../../shared/edit/paste.ts';
import { lastAct, undo } from '../../../shared/edit/undo-history.ts';
import { doc, fac, h, p, pageSequence, person, place } from '../../helpers/builders.ts';
import { documentId } from '../../helpers/journal-builders.ts';
import { sampleDocument } from '../../helpers/sample-document.ts';

const begun = () => createEditorState({ doc: sampleDocument(), history: [] });

test('a whole document with notes that is cut and pasted is what it was', () => {
  const state = begun();
  const all = state.apply(state.tr.setSelection(new AllSelection(state.doc)));
  const slice = all.selection.content();
  expect(slice.content.lastChild?.type.name).toBe('notes');
  const cut = all.applyTransaction(all.tr.deleteSelection()).state;
  const pasted = cut.applyTransaction(pasteSlice(cut, cleanPastedSlice(slice, cut.doc))).state;
  pasted.doc.check();
  expect(readingText(pasted.doc).replace(/\s+/g, ' ').trim()).toBe(readingText(state.doc).replace(/\s+/g, ' ').trim());
  expect(pageSequence(pasted.doc)).toEqual(pageSequence(state.doc));
});

test('a copy of a whole document brings its notes to those that are there', () => {
  const state = begun();
  const slice = new AllSelection(state.doc).content();
  const at = state.apply(state.tr.setSelection(TextSelection.atStart(state.doc)));
  const pasted = at.applyTransaction(pasteSlice(at, cleanPastedSlice(slice, at.doc))).state;
  pasted.doc.check();
  const before = state.doc.lastChild;
  expect(pasted.doc.lastChild?.childCount).toBe((before?.childCount ?? 0) * 2);
  expect(pageSequence(pasted.doc)).toEqual(pageSequence(state.doc));
});

describe('what is cut and pasted where it was', () => {
  const start = doc(
    h('To ', person('a1', 'Nikita Khru'), fac(1), person('a1', 'shchev'), ' in'),
    p(place('a2', 'Moscow'), ', at once'),
  );

  /** An editor of which a stretch was cut, and what the clipboard holds then. */
  function cutting(from: number, to: number): readonly [EditorState, CopiedSlice] {
    const state = createEditorState({ doc: start, history: [] });
    const selected = state.apply(state.tr.setSelection(TextSelection.create(start, from, to)));
    const slice = selected.selection.content();
    const cut = selected.apply(cutSelection(selected));
    return [cut, { document: documentId, slice, cut: lastAct(cut) }];
  }

  test.each([
    ['a part of a tagged name', 8, 13],
    ['words with a page anchor and the whole of a tag', 2, 24],
    ['words of two blocks', 6, 32],
  ])('is what it was, tags and page anchors too: %s', (_what, from, to) => {
    const [cut, copied] = cutting(from, to);
    const pasted = pasteInPlace(cut, copied);
    expect(pasted && cut.apply(pasted).doc.eq(start)).toBe(true);
    expect(pasted?.selection.head).toBe(to);
  });

  test('is pasted as anything else where something was typed since, or the caret is elsewhere', () => {
    const [cut, copied] = cutting(8, 13);
    expect(pasteInPlace(cut.apply(cut.tr.insertText('x')), copied)).toBeNull();
    expect(pasteInPlace(cut.apply(cut.tr.setSelection(TextSelection.create(cut.doc, 2))), copied)).toBeNull();
    expect(pasteInPlace(cut, { ...copied, cut: null })).toBeNull();
  });

  test('is one act to undo, and can be pasted once more', () => {
    const [cut, copied] = cutting(8, 13);
    const pasted = cut.apply(pasteInPlace(cut, copied) ?? cut.tr);
    expect(pasteInPlace(pasted, copied)).toBeNull();
    let undone = pasted;
    undo(pasted, (transaction) => {
      undone = pasted.apply(transaction);
    });
    expect(undone.doc.eq(cut.doc)).toBe(true);
    expect(pasteInPlace(undone, copied)).not.toBeNull();
  });
});
