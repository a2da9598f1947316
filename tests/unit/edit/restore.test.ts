import type { Node } from 'prosemirror-model';
import type { Command, EditorState } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import { annotationRanges } from '../../../shared/document/annotation.ts';
import type { Change } from '../../../shared/document/document-state.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { restoreAnnotation, restoreBlock, restoreDocument } from '../../../shared/edit/restore.ts';
import { changeOf, undo } from '../../../shared/edit/undo-history.ts';
import { doc, fac, note, notes, p, pageSequence, person, place, typ } from '../../helpers/builders.ts';

function run(state: EditorState, command: Command): { state: EditorState; change: Change | null; done: boolean } {
  let result: { state: EditorState; change: Change | null } = { state, change: null };
  const done = command(state, (transaction) => {
    const applied = state.applyTransaction(transaction);
    result = { state: applied.state, change: changeOf(applied.state, applied.transactions) };
  });
  return { ...result, done };
}

const open = (node: Node): EditorState => createEditorState({ doc: node, history: [] });
const id = (value: string): AnnotationId => value as AnnotationId;

describe('restoring a version', () => {
  const earlier = doc(
    p(fac(1), 'one'),
    p('two ', fac(2), person('a1', 'Kennedy')),
    p('three'),
    notes(note('n1', '1', 'x')),
  );
  const later = doc(p(fac(1), 'one'), p('zwei ', typ(9)), p('and'), p('three'), notes(note('n1', '1', 'x')));

  test('brings text, page anchors and tags back, and undo takes it back', () => {
    const { state, change } = run(open(later), restoreDocument(earlier));
    expect(state.doc.eq(earlier)).toBe(true);
    expect(pageSequence(state.doc)).toEqual(['facsimile 1', 'facsimile 2']);
    expect(change?.annotations).toEqual([{ kind: 'restored', id: 'a1', as: 'person', text: 'Kennedy' }]);
    expect(run(state, undo).state.doc.eq(later)).toBe(true);
  });

  test('a tag that the version did not have is withdrawn, not forgotten', () => {
    const { change } = run(open(earlier), restoreDocument(later));
    expect(change?.annotations).toEqual([{ kind: 'withdrawn', id: 'a1' }]);
  });

  test('anchors that changed places change them back', () => {
    const swapped = doc(p('a', fac(2), 'b', fac(1)));
    const { state } = run(open(swapped), restoreDocument(doc(p('a', fac(1), 'b', fac(2)))));
    expect(pageSequence(state.doc)).toEqual(['facsimile 1', 'facsimile 2']);
  });

  test('the same version again is no change', () => {
    expect(run(open(earlier), restoreDocument(earlier))).toMatchObject({ done: false, change: null });
  });
});

describe('restoring a paragraph', () => {
  test('brings its words back and leaves every page anchor of today', () => {
    const state = open(doc(p('first ', typ(9)), p('wrong words')));
    const restored = run(state, restoreBlock(9, p('right ', fac(2), 'words')));
    expect(restored.state.doc.textContent).toContain('right words');
    expect(pageSequence(restored.state.doc)).toEqual(['typeset 9']);
  });
});

describe('restoring an annotation', () => {
  test('puts it back on its words wherever they stand now', () => {
    const was = doc(p('then ', person('a1', "Kuznetsov's letter"), ' came'));
    const now = doc(p('intro'), p("and then Kuznetsov's long letter came at last"));
    const { state, change } = run(open(now), restoreAnnotation(id('a1'), was));
    const texts = annotationRanges(state.doc).map(({ from, to, as }) => [state.doc.textBetween(from, to), as]);
    expect(texts).toEqual([["Kuznetsov's long letter", 'person']]);
    expect(change?.annotations).toEqual([
      { kind: 'restored', id: 'a1', as: 'person', text: "Kuznetsov's long letter" },
    ]);
  });

  test('gives a retagged one its earlier kind', () => {
    const { state } = run(open(doc(p(place('a1', 'Cuba')))), restoreAnnotation(id('a1'), doc(p(person('a1', 'Cuba')))));
    expect(annotationRanges(state.doc)).toEqual([{ id: 'a1', as: 'person', from: 1, to: 5 }]);
  });

  test('when none of its words is left it cannot come back', () => {
    expect(run(open(doc(p('else'))), restoreAnnotation(id('a1'), doc(p(person('a1', 'Cuba')))))).toMatchObject({
      done: false,
    });
  });
});
