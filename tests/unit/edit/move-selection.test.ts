import type { Node } from 'prosemirror-model';
import { TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { annotationRanges } from '../../../shared/document/annotation.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { moveSelection } from '../../../shared/edit/paste.ts';
import { doc, fac, p, pageSequence, person } from '../../helpers/builders.ts';
import { checkChange } from '../../helpers/command-check.ts';

/** The document after the stretch was dragged to a place. */
function dragged(start: Node, from: number, to: number, at: number): Node {
  const state = createEditorState({ doc: start, history: [] });
  const selected = state.apply(state.tr.setSelection(TextSelection.create(start, from, to)));
  const { state: after, transactions } = selected.applyTransaction(moveSelection(selected, at));
  // The words are taken out and put in again, with the page anchors that they leave behind.
  checkChange(selected, after, transactions, { size: 2 * (to - from) + 12 });
  return after.doc;
}

const tagged = (node: Node): readonly string[] =>
  annotationRanges(node).map(({ id, from, to }) => `${id} ${node.textBetween(from, to)}`);

test('a tagged name that is dragged into another paragraph keeps its tag', () => {
  const moved = dragged(doc(p('Dear ', person('a1', 'Chairman'), ':'), p('end')), 6, 14, 20);
  expect(moved.textBetween(0, moved.content.size, '|')).toBe('Dear :|endChairman');
  expect(tagged(moved)).toEqual(['a1 Chairman']);
});

test('a part of a tagged name that is dragged away is tagged as the rest of it is', () => {
  const moved = dragged(doc(p(person('a1', 'Chairman')), p('end')), 6, 9, 14);
  expect(tagged(moved)).toEqual(['a1 Chair', 'a1 man']);
});

test('words dragged past a page anchor take none of the anchors along', () => {
  const start = doc(p('one ', fac(1), 'two'), p('three ', fac(2), 'four'));
  const moved = dragged(start, 3, 9, 20);
  expect(pageSequence(moved)).toEqual(['facsimile 1', 'facsimile 2']);
});

test('words dropped where they were taken from change nothing', () => {
  const start = doc(p('one ', fac(1), 'two'));
  expect(dragged(start, 3, 8, 5).eq(start)).toBe(true);
});
