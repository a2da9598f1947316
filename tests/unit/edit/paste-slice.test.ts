import { AllSelection, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { readingText } from '../../../shared/document/block-text.ts';
import { cleanPastedSlice } from '../../../shared/edit/clean-pasted-slice.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { pasteSlice } from '../../../shared/edit/paste-slice.ts';
import { pageSequence } from '../../helpers/builders.ts';
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
