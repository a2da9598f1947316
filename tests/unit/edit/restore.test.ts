import type { Node } from 'prosemirror-model';
import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import { Step } from 'prosemirror-transform';
import { describe, expect, test } from 'vitest';
import { annotationRanges } from '../../../shared/document/annotation.ts';
import type { Change } from '../../../shared/document/document-state.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { restoreAnnotation, restoreBlocks, restoreDocument } from '../../../shared/edit/restore.ts';
import { changeOf, undo } from '../../../shared/edit/undo-history.ts';
import { compareDocuments } from '../../../shared/journal/compare-documents.ts';
import { restorableStretch } from '../../../shared/journal/versions.ts';
import {
  attachment,
  doc,
  fac,
  li,
  list,
  note,
  notes,
  p,
  pageSequence,
  person,
  place,
  table,
  td,
  tr,
  typ,
} from '../../helpers/builders.ts';

function run(state: EditorState, command: Command): { state: EditorState; change: Change | null; done: boolean } {
  let result: { state: EditorState; change: Change | null } = { state, change: null };
  const done = command(state, (transaction) => {
    const applied = state.applyTransaction(transaction);
    result = { state: applied.state, change: changeOf(applied.state, applied.transactions) };
  });
  return { ...result, done };
}

const zoned = (zone: string, text: string): Node => schema.text(text, [schema.mark('zone', { id: zone })]);
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

describe('restoring a version changes no more than differs', () => {
  const [first, last] = [p('THEN STEVENSON READ ', fac(1), 'the letter'), p('and left')];
  /** What the steps of a restoring do: those that replace as `old → new`, others by their kind. */
  function changes(earlier: Node, present: Node): readonly string[] {
    const { state, change } = run(open(present), restoreDocument(earlier));
    expect(state.doc.eq(earlier)).toBe(true);
    expect(run(state, undo).state.doc.eq(present)).toBe(true);
    let doc = present;
    return (change?.steps ?? []).map((json) => {
      const step = Step.fromJSON(schema, json);
      const before = doc;
      doc = step.apply(doc).doc ?? doc;
      const replaced: string[] = [];
      step.getMap().forEach((oldStart, oldEnd, newStart, newEnd) => {
        replaced.push(`${before.textBetween(oldStart, oldEnd, '¶')} → ${doc.textBetween(newStart, newEnd, '¶')}`);
      });
      return replaced.length === 0 ? json.stepType : `${json.stepType} ${replaced.join(', ')}`;
    });
  }

  test('words by words, also in several places', () => {
    const present = doc(p('THAN STEVENSON READ ', fac(1), 'his letter'), p('and left at once'));
    const made = changes(doc(first, last), present);
    expect(made).toEqual(['replace  at once → ', 'replace his → the', 'replace A → E']);
  });

  test('tags and other marks by steps of their own', () => {
    const tagged = doc(p('then ', person('a1', 'Kennedy'), ' and Cuba'), last);
    expect(changes(tagged, doc(p('then Kennedy and ', place('a2', 'Cuba')), last))).toEqual(['removeMark', 'addMark']);
  });

  test('the kind of a block, and what it is like, without its words', () => {
    const heading = (level: number): Node => schema.node('heading', { level }, [schema.text('DRAFT LETTER')]);
    expect(changes(doc(heading(1), last), doc(heading(2), last))).toEqual(['attr']);
    expect(changes(doc(heading(1), last), doc(p('DRAFT LETTER'), last))).toEqual(['replace  → ']);
  });

  test('where blocks begin and end', () => {
    const parted = doc(p('THEN STEVENSON'), p('READ ', fac(1), 'the letter'), last);
    expect(changes(doc(first, last), parted)).toEqual(['replace ¶ →  ']);
    expect(changes(parted, doc(first, last))).toEqual(['replace   → ¶']);
  });

  test('lists and attachments around what they hold', () => {
    const plain = doc(p('one'), p('two'), p('three'), last);
    const items = doc(list(li(p('one')), li(p('two')), li(p('three'))), last);
    // No letter goes or comes.
    const wrapping = expect.stringMatching(/^replace(Around)? [ →¶,]*$/);
    expect(changes(plain, items)).toEqual([wrapping, wrapping, wrapping]);
    expect(changes(items, plain)).toEqual([wrapping, wrapping, wrapping]);
    expect(changes(plain, doc(p('one'), attachment(p('two'), p('three')), last))).toEqual([wrapping]);
  });

  test('page anchors that moved, by steps that may move them', () => {
    const moved = doc(p('THEN STEV', fac(1), 'ENSON READ the letter'), last);
    expect(changes(doc(first, last), moved).map((made) => made.split(' ')[0])).toEqual(['anchor', 'anchor']);
  });

  test('so that a caret and a zone stay with their words', () => {
    const present = doc(
      p('And the ', zoned('z1', 'zone'), ' here'),
      p('THAN STEVENSON REED ', fac(1), 'the letter'),
      last,
    );
    const state = open(present);
    const at = present.child(0).nodeSize + 'THAN STEV'.length + 1;
    const placed = state.apply(state.tr.setSelection(TextSelection.create(present, at)));
    const earlier = doc(p('The ', zoned('z1', 'zone'), ' is here'), first, last);
    const { state: restored } = run(placed, restoreDocument(earlier));
    const { $head } = restored.selection;
    expect($head.parent.textBetween(0, $head.parentOffset, '', () => '')).toBe('THEN STEV');
    expect(restored.doc.eq(earlier)).toBe(true);
  });
});

describe('restoring a paragraph', () => {
  /** Restores the row of the comparison that has some words, in its old reading or, where there is none, its new one. */
  function restored(earlier: Node, present: Node, words: string) {
    const { rows } = compareDocuments(earlier, present);
    const row = rows.find(({ kind, runs }) => kind === 'changed' && runs.some(({ text }) => text.includes(words)));
    if (!row) throw new Error(`no row with ${words}`);
    const state = open(present);
    const result = run(state, restoreBlocks(restorableStretch(rows, row), earlier));
    expect(result.done).toBe(true);
    result.state.doc.check();
    expect(pageSequence(result.state.doc)).toEqual(pageSequence(present));
    expect(run(result.state, undo).state.doc.eq(present)).toBe(true);
    return result;
  }
  const [first, last] = [p('first ', fac(1), 'words of all'), p('last words of all')];

  test('brings its words back and leaves every page anchor of today', () => {
    const earlier = doc(p('first'), p('these are the right ', fac(2), 'words'));
    const { state } = restored(earlier, doc(p('first ', typ(9)), p('these are the wrong words')), 'wrong');
    expect(state.doc.child(1).eq(p('these are the right words'))).toBe(true);
  });

  test('that was split is one again, with its tags', () => {
    const earlier = doc(first, p('then ', person('a1', 'Kennedy'), ' said that the talks go on'), last);
    const split = doc(first, p('then Kennedy ', typ(9), 'said'), p('that the talks go on'), last);
    const { state, change } = restored(earlier, split, 'then');
    expect(state.doc.childCount).toBe(3);
    expect(state.doc.child(1).textContent).toContain('then Kennedy said that the talks go on');
    expect(change?.annotations).toEqual([{ kind: 'restored', id: 'a1', as: 'person', text: 'Kennedy' }]);
  });

  test('that was joined with the next is by itself again', () => {
    const earlier = doc(first, p('one two three ', fac(4), 'four'), p('five six seven'), last);
    const joined = doc(first, p('one two three ', fac(4), 'four five six seven'), last);
    expect(restored(earlier, joined, 'one').state.doc.eq(earlier)).toBe(true);
  });

  test('that was taken away stands where it stood', () => {
    const earlier = doc(first, p('this one was taken away'), last);
    expect(restored(earlier, doc(first, last), 'away').state.doc.eq(earlier)).toBe(true);
    const atTheTop = doc(p('this one was taken away'), first, last);
    expect(restored(atTheTop, doc(first, last), 'away').state.doc.eq(atTheTop)).toBe(true);
  });

  test('that was added since goes', () => {
    const earlier = doc(first, last);
    expect(restored(earlier, doc(first, p('this was added ', fac(7)), last), 'added').state.doc.childCount).toBe(2);
    expect(restored(earlier, doc(first, p('this was added'), last), 'added').state.doc.eq(earlier)).toBe(true);
  });

  test('that was moved stands where it stood, and there alone', () => {
    const moved = p('this one ', person('a1', 'Kennedy'), ' was moved');
    const earlier = doc(moved, first, last, p('end of it all'));
    const present = doc(first, last, moved, p('end of it all'));
    expect(restored(earlier, present, 'moved').state.doc.eq(earlier)).toBe(true);
  });

  test('comes back with its list item, and items that were joined are parted', () => {
    const earlier = doc(first, list(li(p('one of the items')), li(p('two of the items')), li(p('three'))));
    const without = doc(first, list(li(p('one of the items')), li(p('three'))));
    expect(restored(earlier, without, 'two').state.doc.eq(earlier)).toBe(true);
    const joined = doc(first, list(li(p('one of the items two of the items')), li(p('three'))));
    expect(restored(earlier, joined, 'one').state.doc.eq(earlier)).toBe(true);
    const noList = doc(first, p('x'));
    expect(restored(doc(...earlier.children, p('x')), noList, 'two').state.doc.childCount).toBe(3);
  });

  test('of a table comes back in a table', () => {
    const cells = tr(td(p('one cell of it')), td(p('another cell of it')));
    const earlier = doc(first, table(cells), last);
    expect(restored(earlier, doc(first, last), 'another').state.doc.eq(earlier)).toBe(true);
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
